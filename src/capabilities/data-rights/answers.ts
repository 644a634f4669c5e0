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

export const MyRequestShown = v.object({
	kind: v.picklist(requestKinds),
	id: v.string(),
	receivedAt: v.date(),
	state: v.picklist(requestStates),
	purpose: v.nullable(v.string()),
	centreId: v.number(),
	personId: v.string(),
	dueBy: v.string(),
	acknowledgeBy: v.string(),
	acknowledgedAt: v.nullable(v.date()),
	extendedAt: v.nullable(v.date()),
	settledAt: v.nullable(v.date()),
	handlerName: v.nullable(v.string()),
	askedByName: v.nullable(v.string()),
	askedByEvidence: v.nullable(v.picklist(['decision', 'birth-certificate'])),
	words: v.nullable(v.string()),
	extendedWhy: v.nullable(v.string()),
	settledWhy: v.nullable(v.string()),
	next: v.nullable(
		v.object({ what: v.picklist(['answer', 'acknowledge']), by: v.string(), late: v.boolean(), today: v.boolean() })
	),
	wardName: v.nullable(v.string())
});

export const RequestShown = v.object({
	kind: v.picklist(requestKinds),
	id: v.string(),
	receivedAt: v.date(),
	hamlet: v.nullable(v.string()),
	state: v.picklist(requestStates),
	purpose: v.nullable(v.string()),
	personName: v.nullable(v.string()),
	centreId: v.number(),
	personId: v.string(),
	dueBy: v.string(),
	acknowledgeBy: v.string(),
	acknowledgedAt: v.nullable(v.date()),
	extendedAt: v.nullable(v.date()),
	settledAt: v.nullable(v.date()),
	handlerName: v.nullable(v.string()),
	askedByName: v.nullable(v.string()),
	askedByEvidence: v.nullable(v.picklist(['decision', 'birth-certificate'])),
	next: v.nullable(
		v.object({ what: v.picklist(['answer', 'acknowledge']), by: v.string(), late: v.boolean(), today: v.boolean() })
	)
});

export const RequestShownX = v.object({
	kind: v.picklist(requestKinds),
	id: v.string(),
	receivedAt: v.date(),
	state: v.picklist(requestStates),
	purpose: v.nullable(v.string()),
	centreId: v.number(),
	personId: v.string(),
	dueBy: v.string(),
	acknowledgeBy: v.string(),
	acknowledgedAt: v.nullable(v.date()),
	extendedAt: v.nullable(v.date()),
	settledAt: v.nullable(v.date()),
	handlerName: v.nullable(v.string()),
	askedByName: v.nullable(v.string()),
	askedByEvidence: v.nullable(v.picklist(['decision', 'birth-certificate'])),
	words: v.nullable(v.string()),
	extendedWhy: v.nullable(v.string()),
	settledWhy: v.nullable(v.string()),
	next: v.nullable(
		v.object({ what: v.picklist(['answer', 'acknowledge']), by: v.string(), late: v.boolean(), today: v.boolean() })
	),
	who: v.nullable(PersonBrief)
});
