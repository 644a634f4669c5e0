import * as v from 'valibot';
import { topics } from '#capabilities/assistance/topics.ts';
import { levels, StatementShown } from '#capabilities/learning/answers.ts';
import { Spoken } from '#capabilities/learning/frame-shape.ts';
import { whys } from './rules-next.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

/** What somebody said when they were asked for a refresher. */
export const outcomes = ['remembered', 'not-yet', 'not-reached'] as const;
export type RecallOutcome = (typeof outcomes)[number];

export const GoalShown = v.object({
	topic: v.nullable(v.picklist(topics)),
	statement: v.nullable(v.string())
});

const Named = v.object({ ...StatementShown.entries, level: v.nullable(v.picklist(levels)) });
export type Named = v.InferOutput<typeof Named>;

export const NextShown = v.object({
	why: v.picklist(whys),
	/** The statement that it is about, and whether something of it is left to hear and judge today. */
	statement: v.nullable(
		v.object({ ...Named.entries, hears: v.boolean(), lacks: v.nullable(v.picklist(['task', 'judged', 'both'])) })
	),
	/** The sign of the gate that it is about. */
	sign: v.nullable(v.object({ id: v.string(), picture: v.string(), says: Spoken, asks: Spoken })),
	goal: v.nullable(GoalShown),
	/** What they do alone, the latest first. */
	alone: v.array(Named),
	/** What may be wanted: whatever they do not do alone yet. */
	open: v.array(Named)
});
export type NextShown = v.InferOutput<typeof NextShown>;
