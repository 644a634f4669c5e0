import * as v from 'valibot';
import { standings } from './rules-mandate.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

const Evidence = v.picklist(['paper', 'said', 'decision', 'birth-certificate']);
export type Evidence = v.InferOutput<typeof Evidence>;

/** A mandate that stands today, as one of its two people sees it. `until`: its last day, or null. */
export const MandateOf = v.object({
	id: v.string(),
	direction: v.picklist(['given', 'held']),
	kind: v.picklist(['mandate', ...standings]),
	evidence: Evidence,
	otherId: v.string(),
	otherName: v.nullable(v.string()),
	since: v.string(),
	until: v.nullable(v.string()),
	/** Whether whoever was asked also asks for a place in a class in their name. */
	enrols: v.boolean()
});
export type MandateOf = v.InferOutput<typeof MandateOf>;
