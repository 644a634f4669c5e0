import * as v from 'valibot';
import { requestKinds, requestStates } from './rules-requests.ts';
import { PersonBrief } from '#capabilities/residents/answers.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

const Row = v.record(v.string(), v.unknown());

const Everything = v.record(v.string(), v.array(Row));

export const Copy = v.object({ person: v.string(), madeAt: v.date(), parts: Everything });
export type Copy = v.InferOutput<typeof Copy>;

/** What stays after an erasure, and by what reason. A file is named by its id. */
export const Kept = v.object({
	what: v.picklist(['file', 'money', 'journal', 'looks', 'consents', 'figures']),
	file: v.nullable(v.string()),
	procedure: v.nullable(v.string()),
	because: v.picklist(['in-progress', 'within-period', 'accounts', 'sealed-chain', 'proof-of-answers', 'no-words']),
	until: v.nullable(v.string())
});
export type Kept = v.InferOutput<typeof Kept>;

const Count = v.object({ rows: v.number(), words: v.number(), sealed: v.number() });
export type Count = v.InferOutput<typeof Count>;

const Counts = v.record(v.string(), Count);
export type Counts = v.InferOutput<typeof Counts>;

/**
 * A day count of the house: by when a request about data is answered, or how long what is not needed any more stays. `source` is the law
 * or the house's own choice; `confirmed` says whether the figure was checked against the text of the law.
 */
export const Period = v.object({
	name: v.string(),
	days: v.number(),
	unit: v.picklist(['working', 'calendar']),
	source: v.picklist(['own', 'law']),
	confirmed: v.boolean()
});
export type Period = v.InferOutput<typeof Period>;

const LastRun = v.object({ rule: v.string(), days: v.number(), cleared: v.number(), at: v.date() });
export type LastRun = v.InferOutput<typeof LastRun>;

export const RetentionLine = v.object({
	rule: v.string(),
	/** The key of its words. */
	title: v.string(),
	does: v.picklist(['delete', 'blank', 'destroy']),
	/** Null: for ever. */
	days: v.nullable(v.number()),
	last: v.nullable(LastRun)
});
export type RetentionLine = v.InferOutput<typeof RetentionLine>;

export const Erasure = v.object({
	at: v.date(),
	id: v.string(),
	after: Counts,
	centreId: v.number(),
	before: Counts,
	kept: v.array(Kept),
	keyDestroyed: v.boolean(),
	finishedAt: v.nullable(v.date()),
	words: v.object({ before: v.number(), after: v.number() }),
	left: v.array(v.string()),
	proof: v.string(),
	intact: v.boolean()
});
export type Erasure = v.InferOutput<typeof Erasure>;

/** The clock that runs next, and how it stands today. */
const NextClock = v.object({
	what: v.picklist(['answer', 'acknowledge']),
	by: v.string(),
	late: v.boolean(),
	today: v.boolean()
});

/** A request with its clocks, and no word of whose it is. */
const Request = v.object({
	id: v.string(),
	kind: v.picklist(requestKinds),
	purpose: v.nullable(v.string()),
	centreId: v.number(),
	personId: v.string(),
	state: v.picklist(requestStates),
	receivedAt: v.date(),
	acknowledgeBy: v.string(),
	acknowledgedAt: v.nullable(v.date()),
	dueBy: v.string(),
	extendedAt: v.nullable(v.date()),
	settledAt: v.nullable(v.date()),
	handlerName: v.nullable(v.string()),
	/** Who asked for them, and by which paper; null where they asked themselves. */
	askedByName: v.nullable(v.string()),
	askedByEvidence: v.nullable(v.picklist(['decision', 'birth-certificate'])),
	next: v.nullable(NextClock)
});
export type Request = v.InferOutput<typeof Request>;

/** A line of the list of whoever answers. */
export const RequestLine = v.object({
	...Request.entries,
	personName: v.nullable(v.string()),
	hamlet: v.nullable(v.string())
});
export type RequestLine = v.InferOutput<typeof RequestLine>;

/** What was asked and answered in words, opened. */
const InWords = v.object({
	...Request.entries,
	words: v.nullable(v.string()),
	extendedWhy: v.nullable(v.string()),
	settledWhy: v.nullable(v.string())
});
export type InWords = v.InferOutput<typeof InWords>;
export const OwnRequest = v.object({ ...InWords.entries, wardName: v.nullable(v.string()) });
export type OwnRequest = v.InferOutput<typeof OwnRequest>;
export const RequestRecord = v.object({ ...InWords.entries, who: v.nullable(PersonBrief) });
export type RequestRecord = v.InferOutput<typeof RequestRecord>;
