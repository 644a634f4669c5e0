import type { RequestEvent } from '@sveltejs/kit';
import { findPeople } from '#capabilities/residents/people.server.ts';
import { byStaff } from './acting.server.ts';
import { staffOf } from './door.server.ts';

/** What was searched, and who was found. Both travel by POST and stand in no address, and so in no history. */
export const findPerson = byStaff(findPeople, {
	shows: (found, { input }) => ({ found, words: input.words.trim() })
});

/** The same again beside a refusal: what was found stays with what is to be put right. */
export async function stillFound(event: RequestEvent, form: FormData) {
	const words = String(form.get('words') ?? '').trim();
	const { context } = await staffOf(event);
	return { found: words ? await findPeople(context, { words }) : null, words };
}
