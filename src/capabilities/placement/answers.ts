import * as v from 'valibot';
import { topics } from '#capabilities/assistance/topics.ts';
import { begins } from './rules-placement.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

/** Where somebody begins, topic by topic; never how many of what they judged was so. */
export const PlacementShown = v.object({
	id: v.string(),
	begunAt: v.date(),
	clockFrom: v.date(),
	/** The item that is asked now; null when all topics stopped or the minutes are over. */
	next: v.nullable(v.string()),
	topic: v.nullable(v.picklist(topics)),
	/** The minutes are over and something is left to hear. */
	timeOver: v.boolean(),
	placed: v.array(v.object({ topic: v.picklist(topics), begin: v.nullable(v.picklist(begins)), whole: v.boolean() })),
	/** What was heard, in its order. */
	heard: v.array(v.string())
});
export type PlacementShown = v.InferOutput<typeof PlacementShown>;
