import type { RequestEvent } from '@sveltejs/kit';
import { sentWords } from '#capabilities/notices/check.server.ts';
import type { Checked } from '#capabilities/notices/answers.ts';
import { anyoneOf } from '#web/door.server.ts';
import { allCentres, whichOf } from '../centre.server.ts';

/** The centre that the address means; 0 where it means none. */
export const here = async (event: RequestEvent): Promise<number> =>
	whichOf(await allCentres(event), event).here?.id ?? 0;

/** The words as they went, or why there are none. */
export async function shownOf(event: RequestEvent, { sent, why, until }: Checked) {
	const found = sent === null ? null : await sentWords(anyoneOf(event), { sent });
	return { found, why, until: until === null ? null : new Date(until) };
}
