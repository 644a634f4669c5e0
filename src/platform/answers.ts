import * as v from 'valibot';

// What the doors of this room answer: one definition for OpenAPI, the API and the tests.

export const GivenUpShown = v.object({
	id: v.number(),
	journalId: v.number(),
	listener: v.string(),
	tries: v.number(),
	command: v.string(),
	about: v.nullable(v.string()),
	since: v.date(),
	gaveUpAt: v.date(),
	lastFault: v.nullable(v.string())
});

/** What was found of one thing by which a house stands. `why` tells apart what has one state for several reasons; `about` fills the slots of its sentence. */
export const Found = v.object({
	name: v.string(),
	of: v.picklist(['centre', 'outside', 'machine']),
	/** As it should be; not there yet; at fault; left out on purpose; could not be looked at. */
	state: v.picklist(['well', 'lacking', 'ill', 'off', 'unseen']),
	why: v.nullable(v.string()),
	about: v.record(v.string(), v.union([v.string(), v.number()]))
});
export type Found = v.InferOutput<typeof Found>;
