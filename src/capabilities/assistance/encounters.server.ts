import * as v from 'valibot';
import { centreOf, homeOf } from '#kernel/actor.ts';
import { dayOf, minutesBetween } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing, OnePage, pageWith } from '#kernel/shapes.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { QuickHelp, RecordEncounter } from './inputs.ts';
import { countQuickHelps, findSession, insertEncounter, learnedOf } from './sql.server.ts';
import { Learned } from './answers.ts';

/** *Hướng dẫn nhanh*: the two-minute question, in two taps and with no name. */
export const quickHelp = command(
	{ name: 'assistance.quick-help', group: 'hall', input: QuickHelp, answer: v.object({ id: v.string() }) },
	async ({ db, actor, now }, input) => {
		const centre = homeOf(actor);
		if (centre === null) throw new Refusal('not-your-place');
		await insertEncounter(db, {
			...input,
			centre,
			session: null,
			person: null,
			helper: actor.id,
			minutes: 2,
			at: now,
			day: dayOf(now)
		});
		return { answer: { id: input.id }, about: input.id, detail: { topic: input.topic, how: input.how } };
	}
);

/** How many quick helps there were here today, and how many of those people went on by themselves. */
export const quickToday = query(
	{
		name: 'assistance.quick-today',
		group: 'hall',
		input: Nothing,
		answer: v.object({ all: v.number(), alone: v.number() }),
		look: 'holds no name'
	},
	({ db, actor, now }) => countQuickHelps(db, centreOf(actor), dayOf(now))
);

/** What an ended session was: topic, minutes, and how it was done. Sent by whoever knows who typed what. */
export const recordEncounter = command(
	{ name: 'assistance.record-encounter', group: 'house', input: RecordEncounter, answer: v.object({ id: v.string() }) },
	async ({ db }, input) => {
		const session = await findSession(db, input.session);
		if (!session?.endedAt) throw new Refusal('no-session');
		await insertEncounter(db, {
			id: input.id,
			centre: session.centreId,
			session: session.id,
			person: session.personId,
			helper: session.helperId,
			topic: input.topic,
			how: input.how,
			minutes: minutesBetween(session.startedAt, session.endedAt),
			at: session.endedAt,
			day: dayOf(session.endedAt)
		});
		return {
			answer: { id: input.id },
			about: input.id,
			person: session.personId,
			centre: session.centreId,
			session: session.id,
			detail: { topic: input.topic, how: input.how }
		};
	}
);

/** Lines on one page. */
const PAGE = 20;

/** What somebody did with our people, the last first, and how: alone, guided, or done for them. */
export const myLearned = query(
	{
		name: 'assistance.my-learned',
		group: 'own-page',
		input: OnePage,
		answer: pageWith(Learned),
		look: 'the person’s own page'
	},
	({ db }, { page }) => pageIn<Learned>(db, learnedOf(db), page, PAGE)
);
