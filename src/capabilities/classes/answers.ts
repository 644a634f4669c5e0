import * as v from 'valibot';
import { topics } from '#capabilities/assistance/topics.ts';
import { levels, StatementShown, TaskShown } from '#capabilities/learning/answers.ts';
import { Spoken } from '#capabilities/learning/frame-shape.ts';
import { whyNot } from './rules-days.ts';
import { organisations, parts } from './rules-hosts.ts';
import { relations } from './rules-pairs.ts';
import { marks, seatSources, seatStates } from './rules-seats.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

export const AvoidShown = v.object({
	id: v.string(),
	kind: v.picklist(['market', 'harvest']),
	hamlet: v.nullable(v.string()),
	lunarDays: v.array(v.number()),
	weekdays: v.array(v.number()),
	fromDay: v.nullable(v.string()),
	untilDay: v.nullable(v.string())
});

const Given = v.array(v.object({ day: v.string(), why: v.picklist(whyNot) }));

export const PlanShown = v.object({
	days: v.array(v.string()),
	weekdays: v.array(v.number()),
	given: Given,
	/** How many ways of choosing days of the week were tried. */
	tried: v.number()
});
export type PlanShown = v.InferOutput<typeof PlanShown>;

export const LessonShown = v.object({
	no: v.number(),
	day: v.string(),
	title: Spoken,
	closed: v.boolean(),
	/** Who sits in it to make up for a lesson missed elsewhere. */
	guests: v.number()
});

/** A class as anybody may see it: nobody who sits in it. */
export const RunShown = v.object({
	id: v.string(),
	centre: v.number(),
	name: Spoken,
	/** What it teaches; null where it teaches a little of each. */
	topic: v.nullable(v.picklist(topics)),
	hamlet: v.nullable(v.string()),
	venue: v.string(),
	stepFree: v.boolean(),
	power: v.boolean(),
	capacity: v.number(),
	helpers: v.number(),
	trainer: v.string(),
	starts: v.string(),
	minutes: v.number(),
	dropped: v.boolean(),
	given: Given,
	lessons: v.array(LessonShown),
	taken: v.number(),
	waiting: v.number(),
	/** Places that are free in each lesson to come. */
	left: v.number(),
	/** Organisations that have not signed: until then nobody is given a place. */
	unsigned: v.number()
});
export type RunShown = v.InferOutput<typeof RunShown>;

/** Who comes along with a learner: how they belong together; by name where they are of the register of whoever reads, with their number where they learn too. */
export const PairShown = v.object({
	relation: v.picklist(relations),
	companion: v.nullable(v.string()),
	name: v.nullable(v.string()),
	number: v.nullable(v.number())
});
export type PairShown = v.InferOutput<typeof PairShown>;

export const SeatShown = v.object({
	id: v.string(),
	run: v.string(),
	personId: v.string(),
	name: v.string(),
	needs: v.array(v.string()),
	number: v.number(),
	state: v.picklist(seatStates),
	source: v.picklist(seatSources),
	offeredUntil: v.nullable(v.date()),
	pair: v.nullable(PairShown)
});
export type SeatShown = v.InferOutput<typeof SeatShown>;

export const RollShown = v.object({
	run: RunShown,
	lesson: LessonShown,
	rows: v.array(
		v.object({
			person: v.string(),
			name: v.string(),
			needs: v.array(v.string()),
			number: v.number(),
			/** Whether they make up for a lesson of another class. */
			guest: v.boolean(),
			/** Who sits beside them and helps them. */
			pair: v.nullable(PairShown),
			how: v.nullable(v.picklist(marks)),
			/** How many lessons before this one they were away from, one after the other. */
			missed: v.number()
		})
	)
});
export type RollShown = v.InferOutput<typeof RollShown>;

export const MySeat = v.object({
	seat: v.string(),
	state: v.picklist(seatStates),
	offeredUntil: v.nullable(v.date()),
	/** How whoever comes along belongs to them. */
	pair: v.nullable(v.picklist(relations)),
	run: RunShown
});

/** Who holds a class together: each organisation with what it sees to, and whoever helps. */
export const HostingShown = v.object({
	hosts: v.array(
		v.object({
			organisation: v.picklist(organisations),
			signedAt: v.nullable(v.date()),
			onPaper: v.boolean(),
			/** Whether whoever looks is there for it. */
			mine: v.boolean(),
			tasks: v.array(
				v.object({
					id: v.string(),
					what: v.string(),
					due: v.string(),
					state: v.picklist(['done', 'late', 'open'])
				})
			)
		})
	),
	hands: v.array(
		v.object({
			staff: v.string(),
			name: v.string(),
			part: v.picklist(parts),
			organisation: v.picklist(organisations)
		})
	)
});
export type HostingShown = v.InferOutput<typeof HostingShown>;

const Learner = v.object({
	person: v.string(),
	number: v.number(),
	name: v.string(),
	needs: v.array(v.string())
});
export type Learner = v.InferOutput<typeof Learner>;

/** Learners of a class at whom its assessor looks on, until which day, and what of it can be looked at. */
export const ToLookOn = v.object({
	run: RunShown,
	until: v.string(),
	learners: v.array(Learner),
	statements: v.array(StatementShown)
});

/** One learner before one task, with what whoever asks has seen of it themselves. */
export const LookShown = v.object({
	run: RunShown,
	learner: Learner,
	one: v.object({ ...StatementShown.entries, next: TaskShown }),
	mine: v.array(v.object({ id: v.string(), at: v.date(), form: v.string(), level: v.picklist(levels) }))
});
