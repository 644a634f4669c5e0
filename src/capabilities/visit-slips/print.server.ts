import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { PrintedSlip } from './answers.ts';
import { codeOf, hashOf } from './code.server.ts';
import { PrintSlips, Sheet } from './inputs.ts';
import { insertSlip, lastNumber, listBlank } from './sql.server.ts';

const leads = ['lead', 'lead-field'] as const;

/** Makes papers to print, at most sixty at once, with numbers one after another. */
export const printSlips = command(
	{
		name: 'visit-slips.print-slips',
		byPerson: true,
		group: leads,
		input: PrintSlips,
		answer: v.object({ first: v.number(), last: v.number() })
	},
	async ({ db, actor, keys, now, request }, { count }) => {
		const centre = centreOf(actor);
		const before = await lastNumber(db, centre);
		// Of ten million codes some meet: the next id has another.
		for (let made = 0, n = 0; made < count; n++) {
			const id = requestFor(request, n, 'slip');
			const one = { id, centre, number: before + made + 1, by: actor.id, at: now };
			if (await insertSlip(db, { ...one, hash: hashOf(keys, codeOf(keys, id)) })) made++;
		}
		const answer = { first: before + 1, last: before + count };
		return { answer, about: request, detail: answer };
	}
);

/** Papers to print that nobody has on their table yet, for whoever made them: a code opens what will be written. */
export const sheet = query(
	{
		name: 'visit-slips.sheet',
		byPerson: true,
		group: leads,
		input: Sheet,
		answer: v.array(PrintedSlip),
		look: 'holds no name'
	},
	async ({ db, actor, keys }, which) =>
		(await listBlank(db, centreOf(actor), which)).map(({ id, number }) => ({ number, code: codeOf(keys, id) }))
);
