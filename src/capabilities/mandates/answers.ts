import * as v from 'valibot';
import { standings } from './rules-mandate.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

export const evidences = ['paper', 'said', 'decision', 'birth-certificate'] as const;
export type Evidence = (typeof evidences)[number];

/** A mandate that stands today, as one of its two people sees it. `until`: its last day, or null. */
export const MandateOf = v.object({
	id: v.string(),
	direction: v.picklist(['given', 'held']),
	kind: v.picklist(['mandate', ...standings]),
	evidence: v.picklist(evidences),
	otherId: v.string(),
	otherName: v.nullable(v.string()),
	since: v.string(),
	until: v.nullable(v.string()),
	/** Whether whoever was asked also asks for a place in a class in their name. */
	enrols: v.boolean(),
	/** Whether they also ask the support team in their name. */
	asks: v.boolean()
});
export type MandateOf = v.InferOutput<typeof MandateOf>;
