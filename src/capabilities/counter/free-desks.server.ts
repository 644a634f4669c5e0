import * as v from 'valibot';
import { dayOf } from '#kernel/day.ts';
import { id } from '#kernel/shapes.ts';
import { command } from '#platform/dispatch.server.ts';
import { isManned } from './sql-desks.server.ts';
import { holdCalls } from './hold-calls.server.ts';
import { findAtDesk, lockAtDesk, sendToLine, turnPeriod } from './sql.server.ts';

/** Whoever sat at these desks has left for good: a number that was in hand there waits in the line again, with its turn kept. */
export const freeDesks = command(
	{
		name: 'counter.free-desks',
		group: 'house',
		input: v.object({ desks: v.array(id) }),
		answer: v.object({ freed: v.number() })
	},
	async ({ db, actor, now }, { desks }) => {
		let freed = 0;
		for (const desk of desks) {
			const seen = await findAtDesk(db, desk, dayOf(now));
			// At a centre where whoever left served no more it is not ours to free.
			if (!seen || !actor.centres.includes(seen.centreId) || (await isManned(db, desk, now))) continue;
			await holdCalls(db, seen.centreId, seen.day);
			const ticket = await lockAtDesk(db, desk, dayOf(now));
			if (!ticket) continue;
			await sendToLine(db, ticket.id);
			await turnPeriod(db, ticket, 'waiting', null, now);
			freed++;
		}
		return { answer: { freed }, person: null, detail: { desks, freed } };
	}
);
