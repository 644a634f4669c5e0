import * as v from 'valibot';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

export const PhoneRow = v.object({
	id: v.string(),
	staffId: v.string(),
	staffName: v.nullable(v.string()),
	pairedAt: v.date(),
	seenAt: v.nullable(v.date()),
	/** Operations that lay on it when it was last seen. */
	waiting: v.number(),
	revokedAt: v.nullable(v.date()),
	wipedAt: v.nullable(v.date()),
	/** When they first had gone through the hamlet in which they practise. */
	practisedAt: v.nullable(v.date())
});
export type PhoneRow = v.InferOutput<typeof PhoneRow>;

export const AreaRow = v.object({
	id: v.string(),
	name: v.string(),
	epoch: v.number(),
	/** The hamlet that it is a part of. */
	hamlet: v.nullable(v.number()),
	households: v.number(),
	workers: v.array(v.object({ id: v.string(), name: v.nullable(v.string()) }))
});
export type AreaRow = v.InferOutput<typeof AreaRow>;

export const OwnField = v.object({
	areas: v.array(v.object({ id: v.string(), name: v.string(), households: v.number() })),
	phones: v.array(
		v.object({
			id: v.string(),
			pairedAt: v.date(),
			pairedBy: v.nullable(v.string()),
			seenAt: v.nullable(v.date()),
			waiting: v.number(),
			revokedAt: v.nullable(v.date()),
			wipedAt: v.nullable(v.date())
		})
	)
});
export type OwnField = v.InferOutput<typeof OwnField>;

/** A door on its way: handed over, received by a phone of its new area, gone from those of the old one (`holding` is 0). */
export const HandoverRow = v.object({
	id: v.string(),
	householdId: v.string(),
	fromArea: v.nullable(v.string()),
	toArea: v.nullable(v.string()),
	at: v.date(),
	receivedAt: v.nullable(v.date()),
	/** Phones that still hold it. */
	holding: v.number()
});
export type HandoverRow = v.InferOutput<typeof HandoverRow>;

/** Somebody who is out: with whom, since when and by when; `late`: their hour is over. */
export const Outing = v.object({
	id: v.string(),
	name: v.nullable(v.string()),
	mate: v.nullable(v.string()),
	setAt: v.date(),
	untilAt: v.date(),
	alarmAt: v.nullable(v.date()),
	late: v.boolean()
});
export type Outing = v.InferOutput<typeof Outing>;

/** A card of which somebody said that it is not true any more; `who` said so, in which words. */
export const CardReported = v.object({
	card: v.string(),
	version: v.number(),
	times: v.number(),
	at: v.date(),
	who: v.array(v.nullable(v.string())),
	words: v.array(v.string())
});
export type CardReported = v.InferOutput<typeof CardReported>;

/** An operation that waits for a person, and why. */
export const Unsettled = v.object({
	id: v.string(),
	authorId: v.string(),
	author: v.nullable(v.string()),
	areaId: v.nullable(v.string()),
	command: v.string(),
	householdId: v.nullable(v.string()),
	people: v.array(v.string()),
	saidAt: v.date(),
	receivedAt: v.date(),
	result: v.picklist(['conflict', 'held', 'rerouted', 'rejected']),
	code: v.nullable(v.string())
});
export type Unsettled = v.InferOutput<typeof Unsettled>;

/** What waits for a person, opened; `input` is null where it cannot be opened here. */
export const OpenedWord = v.object({
	id: v.string(),
	command: v.string(),
	people: v.array(v.object({ id: v.string(), name: v.string() })),
	input: v.nullable(v.looseObject({})),
	/** Of a conflict: the part by its word, what was said, what stands and since when. */
	both: v.array(v.object({ part: v.string(), said: v.string(), stands: v.string(), at: v.nullable(v.date()) }))
});
export type OpenedWord = v.InferOutput<typeof OpenedWord>;
