import type { RequestEvent } from '@sveltejs/kit';
import { Refusal } from '#kernel/refusal.ts';
import { findPeople } from '#capabilities/residents/people.server.ts';
import { searchReasons } from '#capabilities/residents/rules-budget.ts';
import { byStaff } from './acting.server.ts';
import { staffOf } from './door.server.ts';

/** What was searched, and who was found. Both travel by POST and stand in no address, and so in no history. */
export const findPerson = byStaff(findPeople, {
	shows: (found, { input }) => ({ found, words: input.words.trim(), why: input.why ?? null })
});

/** A search that has to wait or to be accounted for is not made beside another refusal. */
const notNow = (reason: unknown): null => {
	if (reason instanceof Refusal) return null;
	throw reason;
};

/** The same again beside a refusal: what was found stays with what is to be put right. */
export async function stillFound(event: RequestEvent, form: FormData) {
	const words = String(form.get('words') ?? '').trim();
	const why = searchReasons.find((one) => one === form.get('why')) ?? null;
	const { context } = await staffOf(event);
	const found = words ? await findPeople(context, { words, why }).catch(notNow) : null;
	return { found, words, why };
}
