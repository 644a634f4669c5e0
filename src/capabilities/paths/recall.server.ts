import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { SayRecalled } from './inputs.ts';
import { findRefresher, insertRecall } from './sql.server.ts';

/**
 * What somebody said when they were called for a refresher. It is asked and not seen: it moves the day of the next one, and no level. Refuses
 * one that was moved since it was read (`refresher-moved`).
 */
export const sayRecalled = command(
	{
		name: 'paths.say-recalled',
		byPerson: true,
		group: 'loop',
		input: SayRecalled,
		answer: v.object({ id: v.string() })
	},
	async ({ db, actor, now }, { id, person, statement, due, outcome }) => {
		const centre = centreOf(actor);
		if ((await findRefresher(db, centre, person, statement))?.dueOn !== due) throw new Refusal('refresher-moved');
		await insertRecall(db, { id, centre, person, statement, source: 'asked', outcome, by: actor.id, at: now });
		return { answer: { id }, about: id, person, detail: { statement, outcome } };
	}
);
