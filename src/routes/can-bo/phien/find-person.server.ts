import type { RequestEvent } from '@sveltejs/kit';
import { findPeople } from '#capabilities/residents/people.server.ts';
import { attempt } from '#web/answer.server.ts';
import { requestOf, staffOf } from '#web/door.server.ts';

/** What was searched, and who was found. Both travel by POST and stand in no address, and so in no history. */
export async function findPerson(event: RequestEvent) {
	const form = await event.request.formData();
	const { context } = await staffOf(event, requestOf(form));
	const words = String(form.get('words') ?? '').trim();
	return attempt(form, context, async (tried) => ({ found: await findPeople(tried, { words }), words }));
}

/** The same again beside a refusal: what was found stays with what is to be put right. */
export async function stillFound(event: RequestEvent, form: FormData) {
	const words = String(form.get('words') ?? '').trim();
	const { context } = await staffOf(event);
	return { found: words ? await findPeople(context, { words }) : null, words };
}
