import * as v from 'valibot';
import { dayOf } from '#kernel/day.ts';
import { id } from '#kernel/shapes.ts';
import { command } from '#platform/dispatch.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { agreeChange } from '#capabilities/access/account-changes.server.ts';
import { closeStaff } from '#capabilities/access/accounts.server.ts';
import { closeNeed } from '#capabilities/assistance/move-need.server.ts';
import { listener } from '#platform/listen.server.ts';
import { emptyAnswers, freeBookings, passBookings } from './sql-forget.server.ts';

/** What they answered before an e-ID goes when they are erased, and so does the time at which they were expected. */
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

/** Whoever was to go along and has left goes along no more: a colleague does, or nobody yet. */
export const passCompanion = command(
	{
		name: 'readiness.pass-companion',
		group: 'house',
		input: v.object({ from: id, to: v.nullable(id) }),
		answer: v.object({ passed: v.number() })
	},
	async ({ db }, { from, to }) => {
		const { count } = await passBookings(db, from, to);
		return { answer: { passed: count }, about: from, detail: { from, to, passed: count } };
	}
);

export const readinessListens = [
	listener({
		name: 'readiness.pass-on',
		hears: [closeStaff, agreeChange],
		may: [passCompanion],
		hear: async (context, row) => {
			const { closed, to, centres } = row.detail;
			if (closed === null) return;
			await passCompanion(
				{ ...context, actor: { ...context.actor, centres }, request: requestFor('readiness.pass-on', row.id) },
				{ from: closed, to }
			);
		}
	}),
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
