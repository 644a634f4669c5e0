import * as v from 'valibot';
import { requestKinds, requestStates } from './rules-requests.ts';
import { PersonBrief } from '#capabilities/residents/answers.ts';

// What the doors of this room answer: one definition for OpenAPI, the API and the tests.

const Row = v.record(v.string(), v.unknown());

const Everything = v.record(v.string(), v.array(Row));

export const Copy = v.object({ person: v.string(), madeAt: v.date(), parts: Everything });

export const Kept = v.object({
	what: v.picklist(['file', 'money', 'journal', 'looks', 'consents', 'figures']),
	file: v.nullable(v.string()),
	procedure: v.nullable(v.string()),
	because: v.picklist(['in-progress', 'within-period', 'accounts', 'sealed-chain', 'proof-of-answers', 'no-words']),
	until: v.nullable(v.string())
});

const Count = v.object({ rows: v.number(), words: v.number(), sealed: v.number() });

const Counts = v.record(v.string(), Count);

export const Period = v.object({
	name: v.string(),
	days: v.number(),
	unit: v.picklist(['working', 'calendar']),
	source: v.picklist(['own', 'law']),
	confirmed: v.boolean()
});

const LastRun = v.object({ rule: v.string(), days: v.number(), cleared: v.number(), at: v.date() });

export const RetentionLine = v.object({
	rule: v.string(),
	/** The key of its words. */
	title: v.string(),
	does: v.picklist(['delete', 'blank', 'destroy']),
	days: v.number(),
	last: v.nullable(LastRun)
});

export const ErasureShown = v.object({
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
	askedByName: v.nullable(v.string()),
	askedByEvidence: v.nullable(v.picklist(['decision', 'birth-certificate'])),
	next: v.nullable(NextClock)
});

/** A line of the list of whoever answers. */
export const RequestLine = v.object({
	...Request.entries,
	personName: v.nullable(v.string()),
	hamlet: v.nullable(v.string())
});

/** What was asked and answered in words, opened. */
const InWords = v.object({
	...Request.entries,
	words: v.nullable(v.string()),
	extendedWhy: v.nullable(v.string()),
	settledWhy: v.nullable(v.string())
});
export const OwnRequest = v.object({ ...InWords.entries, wardName: v.nullable(v.string()) });
export const OneRequestShown = v.object({ ...InWords.entries, who: v.nullable(PersonBrief) });
