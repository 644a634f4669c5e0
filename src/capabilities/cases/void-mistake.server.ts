import * as v from 'valibot';
import { command } from '#platform/dispatch.server.ts';
import { OneCase } from './inputs.ts';
import { updateVoid } from './sql.server.ts';

/** *Nhầm người*: what was typed for the wrong person is void; nothing of it can be filed any more. */
export const voidMistake = command(
	{ name: 'cases.void-mistake', group: 'house', input: OneCase, answer: v.object({ voided: v.number() }) },
	async ({ db }, input) => {
		const { count } = await updateVoid(db, input.case);
		return { answer: { voided: count }, about: input.case };
	}
);
