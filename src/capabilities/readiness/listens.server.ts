import * as v from 'valibot';
import { dayOf } from '#kernel/day.ts';
import { id } from '#kernel/shapes.ts';
import { command } from '#platform/dispatch.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { closeNeed } from '#capabilities/assistance/move-need.server.ts';
import { listener } from '#platform/listen.server.ts';
import { emptyAnswers, freeBookings } from './sql-forget.server.ts';

/** What she answered before an e-ID goes when she is erased, and so does the time at which she was expected. */
export const forgetAnswers = command(
	{
		name: 'readiness.forget-answers',
		group: 'house',
		input: v.object({ person: id }),
		answer: v.object({ emptied: v.number(), freed: v.number() })
	},
	async ({ db, now }, { person }) => {
		const { count } = await emptyAnswers(db, person);
		const { count: freed } = await freeBookings(db, person, dayOf(now));
		return { answer: { emptied: count, freed }, person, detail: { emptied: count, freed } };
	}
);

/** Whoever died is expected at the police by nobody. */
export const freeTimes = command(
	{
		name: 'readiness.free-times',
		group: 'house',
		input: v.object({ person: id }),
		answer: v.object({ freed: v.number() })
	},
	async ({ db, now }, { person }) => {
		const { count: freed } = await freeBookings(db, person, dayOf(now));
		return { answer: { freed }, person, detail: { freed } };
	}
);

export const readinessListens = [
	listener({
		name: 'readiness.free-times',
		hears: closeNeed,
		may: [freeTimes],
		hear: async (context, row) => {
			if (row.personId === null || row.detail.outcome !== 'died') return;
			await freeTimes({ ...context, request: requestFor('readiness.free-times', row.id) }, { person: row.personId });
		}
	})
];
