import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { saidAt } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { exercises } from './rules-practice.ts';
import { insertPractice } from './sql-practice.server.ts';

/** Somebody has gone through the hamlet in which they practise: whoever leads sees it beside their phone. Once is enough. */
export const notePractice = command(
	{
		name: 'field.note-practice',
		byPerson: true,
		group: 'at-door',
		input: v.object({ exercises: v.literal(exercises.length) }),
		answer: v.object({ noted: v.boolean() })
	},
	async (context) => {
		const { actor, db } = context;
		const { count } = await insertPractice(db, { staff: actor.id, centre: centreOf(actor), at: saidAt(context) });
		return { answer: { noted: count > 0 }, about: actor.id };
	}
);
