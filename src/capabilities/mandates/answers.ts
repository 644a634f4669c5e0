import * as v from 'valibot';

// What the doors of this room answer: one definition for OpenAPI, the API and the tests.

const Evidence = v.picklist(['paper', 'said', 'decision', 'birth-certificate']);

export const MandateOf = v.object({
	id: v.string(),
	direction: v.picklist(['given', 'held']),
	kind: v.picklist(['guardian', 'mandate', 'parent']),
	evidence: Evidence,
	otherId: v.string(),
	otherName: v.nullable(v.string()),
	since: v.string(),
	until: v.nullable(v.string())
});
