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
