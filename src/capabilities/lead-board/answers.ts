import * as v from 'valibot';
import { pageWith } from '#kernel/shapes.ts';
import { uncountedWhys } from './rules-board.ts';
import { patternKinds, reasons, verdicts } from './rules-patterns.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

const counts = {
	households: v.number(),
	/** Households where somebody was met, by visits that have arrived and are counted. */
	reached: v.number(),
	/** Said on phones when they were last heard of, and not arrived yet: words, not households. */
	onPhones: v.number(),
	/** Visits that are not counted. */
	uncounted: v.number(),
	/** Households that come first: somebody of 75 and more, alone, or in need of company; and at how many of them somebody was met. */
	first: v.number(),
	firstReached: v.number(),
	/** Promises whose day is over. */
	late: v.number()
};

export const BoardHamlet = v.object({
	/** 0: of these households no hamlet is known. */
	id: v.number(),
	name: v.nullable(v.string()),
	...counts,
	workers: v.array(v.nullable(v.string())),
	hearing: v.picklist(['heard', 'silent', 'nobody']),
	/** When a phone of whoever goes there was last in contact. */
	seenAt: v.nullable(v.date()),
	/** The last visit that arrived. */
	visitedAt: v.nullable(v.date())
});
export type BoardHamlet = v.InferOutput<typeof BoardHamlet>;

export const Board = v.object({
	/** Whose days are counted: a campaign’s, or, without a name, the last thirty. */
	days: v.object({ name: v.nullable(v.string()), from: v.string(), to: v.string() }),
	hamlets: v.array(BoardHamlet),
	total: v.object(counts),
	whys: v.array(v.object({ why: v.picklist(uncountedWhys), count: v.number() }))
});
export type Board = v.InferOutput<typeof Board>;

export const BoardDoor = v.object({
	household: v.string(),
	/** The number of its book. */
	book: v.nullable(v.string()),
	hamlet: v.nullable(v.string()),
	lane: v.nullable(v.string()),
	area: v.nullable(v.string()),
	at: v.nullable(v.date()),
	/** Why it is not counted, or which groups it belongs to, parted by commas. */
	why: v.nullable(v.string()),
	/** Who of it belongs to them. */
	people: v.array(v.string())
});
export type BoardDoor = v.InferOutput<typeof BoardDoor>;
/** `asked`: visits that are counted among them and not shown, because whoever was asked has not answered yet. */
export const BoardDoors = v.object({ ...pageWith(BoardDoor).entries, asked: v.number() });

export const LatePromise = v.object({
	need: v.string(),
	personId: v.string(),
	personName: v.string(),
	hamlet: v.nullable(v.string()),
	kind: v.string(),
	owner: v.nullable(v.string()),
	ownerId: v.nullable(v.string()),
	promisedOn: v.string(),
	days: v.number()
});
export type LatePromise = v.InferOutput<typeof LatePromise>;
/** `most`: the most days that one of them is late. */
export const LatePromises = v.object({ ...pageWith(LatePromise).entries, most: v.number() });

export const BoardCarrier = v.object({
	staff: v.string(),
	name: v.nullable(v.string()),
	areas: v.array(v.string()),
	phones: v.number(),
	waiting: v.number(),
	seenAt: v.nullable(v.date())
});
export type BoardCarrier = v.InferOutput<typeof BoardCarrier>;

const pattern = {
	id: v.string(),
	kind: v.picklist(patternKinds),
	day: v.string(),
	visits: v.number(),
	fromAt: v.date(),
	minutes: v.number(),
	askedAt: v.date(),
	/** What the volunteer says; where more came since, what they said before it. */
	answer: v.nullable(v.string()),
	answeredAt: v.nullable(v.date()),
	verdict: v.nullable(v.picklist(verdicts)),
	why: v.nullable(v.picklist(reasons)),
	reason: v.nullable(v.string()),
	settledBy: v.nullable(v.string()),
	settledAt: v.nullable(v.date())
};
export const OwnPattern = v.object(pattern);
export type OwnPattern = v.InferOutput<typeof OwnPattern>;
export const LedPattern = v.object({ ...pattern, name: v.nullable(v.string()), hamlets: v.array(v.string()) });
export type LedPattern = v.InferOutput<typeof LedPattern>;
/** `asked`: of how many nothing is read yet, the first of them asked at `since`; `open`: how many wait for whoever leads. */
export const LedPatterns = v.object({
	...pageWith(LedPattern).entries,
	open: v.number(),
	asked: v.number(),
	since: v.nullable(v.date())
});
