import * as v from 'valibot';
import { PersonRecord } from '#capabilities/residents/answers.ts';
import { chosenPurposes } from './rules-purpose.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

const Answered = v.object({
	purpose: v.string(),
	answer: v.string(),
	version: v.number(),
	at: v.date(),
	centreId: v.number()
});
export type Answered = v.InferOutput<typeof Answered>;

/** The words of today for each purpose. */
const CurrentText = v.object({ purpose: v.string(), version: v.number(), words: v.string() });
export type CurrentText = v.InferOutput<typeof CurrentText>;

/** `paused`: their yes stands, and what they asked about their data since keeps it from being used. */
const ConsentState = v.picklist(['given', 'refused', 'withdrawn', 'ask-again', 'not-asked', 'paused']);
export type ConsentState = v.InferOutput<typeof ConsentState>;

export const AskedConsent = v.object({ ...CurrentText.entries, last: v.nullable(Answered), stands: ConsentState });
export type AskedConsent = v.InferOutput<typeof AskedConsent>;

export const OwnConsent = v.object({ ...Answered.entries, stands: ConsentState });

export const Look = v.object({
	at: v.date(),
	actorKind: v.string(),
	actorName: v.nullable(v.string()),
	what: v.string(),
	purpose: v.string(),
	/** What a mandate rests on and since when it stands, where somebody looked for the person. */
	standsBy: v.nullable(v.picklist(['paper', 'said', 'decision', 'birth-certificate'])),
	standsSince: v.nullable(v.string())
});
export type Look = v.InferOutput<typeof Look>;

export const ToCall = v.object({
	person: v.string(),
	name: v.string(),
	hamlet: v.nullable(v.string()),
	phone: v.string(),
	about: v.nullable(v.string())
});
export type ToCall = v.InferOutput<typeof ToCall>;

const Purpose = v.picklist(['session', 'handle', 'need', ...chosenPurposes]);
export type Purpose = v.InferOutput<typeof Purpose>;

/** What the register holds of somebody, and why it is read. */
export const ReadRecord = v.object({ ...PersonRecord.entries, purpose: Purpose });
export type ReadRecord = v.InferOutput<typeof ReadRecord>;
