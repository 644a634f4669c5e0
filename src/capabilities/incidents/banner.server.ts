import * as v from 'valibot';
import { homeOf } from '#kernel/actor.ts';
import { Nothing } from '#kernel/shapes.ts';
import { query } from '#platform/dispatch.server.ts';
import { Away, HeldUp, usedByAll } from './answers.ts';
import { OneCentre, OneFile } from './inputs.ts';
import { listAway } from './sql.server.ts';
import { listHeldUp } from './sql-files.server.ts';

/** What does not answer now at the place of whoever works there; whoever works for no one place reads of none. */
export const awayHere = query(
	{
		name: 'incidents.away-here',
		group: 'in-house',
		input: Nothing,
		answer: v.array(Away),
		look: 'shows systems, and nobody'
	},
	async ({ db, actor }) => {
		const centre = homeOf(actor);
		return centre === null ? [] : [...(await listAway(db, centre))];
	}
);

/** What people use themselves and does not answer now, for the public pages of a centre and the machine of its hall. */
export const awayAt = query(
	{
		name: 'incidents.away-at',
		group: ['public', 'kiosk'],
		input: OneCentre,
		answer: v.array(Away),
		look: 'shows systems, and nobody'
	},
	async ({ db }, { centre }) => (await listAway(db, centre)).filter(({ system }) => usedByAll.includes(system))
);

/** What held a file up, in words for whoever follows it: since when, until when, and whether it is late for it. */
export const heldUp = query(
	{
		name: 'incidents.held-up',
		group: ['slip', 'confirm-link', 'own-page', 'receive'],
		input: OneFile,
		answer: v.array(HeldUp),
		look: 'holds no name'
	},
	async ({ db }, input) => [...(await listHeldUp(db, input.case))]
);
