import * as v from 'valibot';
import { id, whole } from '#kernel/shapes.ts';
import { FOLLOW_UP_DAYS } from './need.ts';
import { doneAgain, howShown, saidBack } from './rules-teach-back.ts';
import { topics } from './topics.ts';

/** How a visit to a door ended. `not-now`: somebody was there, and did not want it today. */
export const visitOutcomes = ['met', 'not-home', 'not-now', 'moved-away'] as const;
export type VisitOutcome = (typeof visitOutcomes)[number];

/** Whom somebody met at the door: each sits with them in a sitting of their own. */
const Met = v.object({ session: id, person: id });
/** After which card, what they said back and what they did again: how it went follows from it. */
const Back = v.object({
	card: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/)),
	version: v.pipe(whole, v.minValue(1), v.maxValue(10_000)),
	said: v.picklist(saidBack),
	did: v.picklist(doneAgain)
});
const Taught = v.object({
	person: id,
	topic: v.picklist(topics),
	how: v.picklist(['self', 'guided', 'done-for', 'referred', 'unfinished']),
	/** After how many days somebody asks whether they do it alone. */
	again: v.optional(v.nullable(v.picklist(FOLLOW_UP_DAYS)), null),
	back: v.optional(v.nullable(Back), null)
});

/** A visit that is over. It ended when it was said, and began so many minutes before. */
export const RecordVisit = v.pipe(
	v.object({
		id,
		household: id,
		outcome: v.picklist(visitOutcomes),
		minutes: v.pipe(whole, v.minValue(0), v.maxValue(1440)),
		met: v.pipe(v.array(Met), v.maxLength(20)),
		taught: v.pipe(v.array(Taught), v.maxLength(60))
	}),
	v.check(
		({ taught }) => taught.every(({ how, back }) => back === null || how === howShown(back.said, back.did)),
		'visit-how'
	),
	v.check(({ outcome, met }) => outcome === 'met' || met.length === 0, 'visit-nobody'),
	v.check(({ met, taught }) => taught.every(({ person }) => met.some((one) => one.person === person)), 'visit-nobody')
);

/** `needs`: what was told in it. */
export const TakeBackVisit = v.object({ visit: id, needs: v.pipe(v.array(id), v.maxLength(60)) });
