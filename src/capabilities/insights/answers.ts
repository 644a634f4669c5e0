import * as v from 'valibot';

// What the doors of this room answer: one definition for OpenAPI, the API and the tests.

const Waiting = v.object({
	tickets: v.number(),
	left: v.number(),
	waiting: v.number(),
	longest: v.nullable(v.number())
});

const Served = v.object({
	priority: v.string(),
	people: v.number(),
	median: v.number(),
	p80: v.number(),
	longest: v.number()
});

const StatusCount = v.object({ status: v.nullable(v.number()), stage: v.string(), files: v.number() });

const CountedRow = v.object({
	id: v.nullable(v.string()),
	what: v.string(),
	at: v.nullable(v.date()),
	word: v.nullable(v.string()),
	/** Where it was. */
	commune: v.nullable(v.string())
});

const Commune = v.object({
	name: v.string(),
	...v.entriesFromList(['centre', 'waiting', 'called', 'late'], v.number())
});

export const CountedShown = v.object({
	of: v.number(),
	left: v.number(),
	rows: v.array(CountedRow),
	whole: v.number(),
	/** So many lie before these rows. */
	before: v.number(),
	more: v.number(),
	day: v.string()
});

export const TodayShown = v.object({
	cap: v.number(),
	headStart: v.number(),
	day: v.string(),
	now: v.date(),
	centres: v.number(),
	/** Each that the figures are the sum of, by its name. */
	communes: v.array(Commune),
	waiting: Waiting,
	served: v.array(Served),
	statuses: v.array(StatusCount),
	how: v.array(v.object({ week: v.string(), how: v.string(), times: v.number() })),
	weeks: v.array(v.string()),
	ratings: v.array(v.object({ score: v.number(), times: v.number() })),
	due: v.object({ soon: v.number(), late: v.number() }),
	onTime: v.object({ right: v.number(), of: v.number() }),
	kept: v.object({ right: v.number(), of: v.number() })
});

/** Who has something that is stuck. */
export const HoldShown = v.object({
	trouble: v.string(),
	holderId: v.string(),
	holderName: v.string(),
	heldSince: v.date()
});
export type HoldShown = v.InferOutput<typeof HoldShown>;
