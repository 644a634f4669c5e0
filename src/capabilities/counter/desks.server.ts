import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { id } from '#kernel/shapes.ts';
import { command } from '#platform/dispatch.server.ts';
import { AddDesk } from './inputs.ts';
import { matterNames } from './rules-matters.ts';
import { closeDesk, findDesk, insertDesk } from './sql-desks.server.ts';

/** One more place where people are helped; it takes every matter until its skills are set. */
export const addDesk = command(
	{ name: 'counter.add-desk', group: 'run-house', input: AddDesk, answer: v.object({ id: v.string() }) },
	async ({ db, actor }, { id: desk, name, kind }) => {
		const centre = centreOf(actor);
		await insertDesk(db, { id: desk, centre, name, kind, skills: matterNames });
		return { answer: { id: desk }, about: desk, person: null, centre, detail: { name, kind } };
	}
);

/** A place that is no more. Refuses one where somebody sits (`desk-manned`) and one of another centre. */
export const endDesk = command(
	{
		name: 'counter.close-desk',
		group: 'run-house',
		input: v.object({ desk: id }),
		answer: v.object({ closed: v.literal(true) })
	},
	async ({ db, actor, now }, { desk }) => {
		const found = await findDesk(db, desk, now);
		if (found?.centreId !== centreOf(actor)) throw new Refusal('desk-unknown');
		if (found.manned) throw new Refusal('desk-manned');
		await closeDesk(db, desk, now);
		return { answer: { closed: true }, about: desk, person: null, detail: { name: found.name } };
	}
);
