import * as v from 'valibot';

// What a phone takes along: doors with who lives behind them, words that came late, and what is said to everybody.

/** A need that is open, as it is taken along. */
const TakenNeed = v.object({
	id: v.string(),
	kind: v.string(),
	urgency: v.string(),
	plan: v.nullable(v.string()),
	promisedOn: v.nullable(v.string()),
	/** Who of the staff has it, by name. */
	owner: v.optional(v.nullable(v.string()), null)
});

/** Somebody of a household. Whoever took back the visit, objects or restricts has no name and nothing else here. */
export const TakenPerson = v.looseObject({
	id: v.string(),
	name: v.nullable(v.string()),
	year: v.nullable(v.number()),
	gender: v.nullable(v.string()),
	relation: v.string(),
	needs: v.array(v.string()),
	verified: v.boolean(),
	/** By fact: read from their card, or typed as it was said. What is not in it stands in the register. */
	said: v.optional(v.record(v.string(), v.picklist(['card', 'said']))),
	/** The step before an e-ID, from the last triage. */
	step: v.nullable(v.string()),
	open: v.array(TakenNeed),
	/** Topics about which they are asked again whether they do it alone, and from which day on. */
	again: v.optional(v.array(v.tuple([v.string(), v.string()])), []),
	/** The last answer to each purpose: what it was, and its id. */
	consents: v.record(v.string(), v.tuple([v.string(), v.string()])),
	/** And to which version of its words. */
	versions: v.optional(v.record(v.string(), v.number()), {})
});
export type TakenPerson = v.InferOutput<typeof TakenPerson>;

/** A household as a phone holds it, whole: a change of anything in it brings all of it again. */
export const TakenHousehold = v.looseObject({
	id: v.string(),
	book: v.nullable(v.string()),
	hamlet: v.nullable(v.string()),
	lane: v.nullable(v.string()),
	/** 0 is the ground. */
	floor: v.nullable(v.number()),
	/** Longitude and latitude, WGS 84, in degrees. */
	point: v.nullable(v.tuple([v.number(), v.number()])),
	address: v.string(),
	people: v.array(TakenPerson),
	/** The day and outcome of the last visit. */
	visited: v.nullable(v.tuple([v.string(), v.string()])),
	/** Who came last, by name, and how often somebody came. */
	lastBy: v.optional(v.nullable(v.string()), null),
	visits: v.optional(v.number(), 0)
});
export type TakenHousehold = v.InferOutput<typeof TakenHousehold>;

/** A word that came late from whoever went there before, for whoever goes there now. */
export const LateWord = v.looseObject({
	id: v.string(),
	household: v.nullable(v.string()),
	author: v.nullable(v.string()),
	command: v.string(),
	said: v.string(),
	input: v.nullable(v.looseObject({}))
});
export type LateWord = v.InferOutput<typeof LateWord>;

/** The words in force by which somebody is asked for their yes to a purpose. */
export const Text = v.object({ purpose: v.string(), version: v.number(), words: v.string() });
export type Text = v.InferOutput<typeof Text>;
/** What is said first at each door, from a day to a day (`yyyy-mm-dd`). */
export const Greeting = v.object({ id: v.string(), words: v.string(), from: v.string(), until: v.string() });
export type Greeting = v.InferOutput<typeof Greeting>;

/** Somebody of the staff who goes through the same doors. */
export const Mates = v.object({ mates: v.array(v.object({ id: v.string(), name: v.nullable(v.string()) })) });
export type Mate = v.InferOutput<typeof Mates>['mates'][number];
