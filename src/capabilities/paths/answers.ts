import * as v from 'valibot';
import { topics } from '#capabilities/assistance/topics.ts';
import { levels, StatementShown } from '#capabilities/learning/answers.ts';
import { Spoken } from '#capabilities/learning/frame-shape.ts';
import { whys } from './rules-next.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

/** What somebody said when they were asked for a refresher. */
export const outcomes = ['remembered', 'not-yet', 'not-reached'] as const;
export type RecallOutcome = (typeof outcomes)[number];

/** How somebody may be reminded. */
export const ways = ['text', 'call', 'visit'] as const;
export type Way = (typeof ways)[number];

export const GoalShown = v.object({
	topic: v.nullable(v.picklist(topics)),
	statement: v.nullable(v.string())
});

const Named = v.object({ ...StatementShown.entries, level: v.nullable(v.picklist(levels)) });
export type Named = v.InferOutput<typeof Named>;

export const NextShown = v.object({
	why: v.picklist(whys),
	/** The statement that it is about, and whether something of it is left to hear and judge today. */
	statement: v.nullable(
		v.object({ ...Named.entries, hears: v.boolean(), lacks: v.nullable(v.picklist(['task', 'judged', 'both'])) })
	),
	/** The sign of the gate that it is about. */
	sign: v.nullable(v.object({ id: v.string(), picture: v.string(), says: Spoken, asks: Spoken })),
	goal: v.nullable(GoalShown),
	/** What they do alone, the latest first. */
	alone: v.array(Named),
	/** What may be wanted: whatever they do not do alone yet. */
	open: v.array(Named)
});
export type NextShown = v.InferOutput<typeof NextShown>;

/** Whether somebody is reminded, how, and by which words they are asked for their yes. */
export const Reminds = v.object({
	stands: v.boolean(),
	way: v.picklist(ways),
	ask: v.object({ words: v.string(), version: v.number() })
});
export type Reminds = v.InferOutput<typeof Reminds>;

/** Somebody who wants to be asked in person, with the one thing that comes first and how much more is due. */
export const DueToAsk = v.object({
	person: v.string(),
	name: v.string(),
	hamlet: v.nullable(v.string()),
	phone: v.nullable(v.string()),
	way: v.picklist(ways),
	/** Whether a visit to learn with them is planned already. */
	visit: v.boolean(),
	/** As they said it: in three languages. */
	says: Spoken,
	statement: v.string(),
	own: v.boolean(),
	topic: v.picklist(topics),
	critical: v.boolean(),
	dueOn: v.string(),
	others: v.number()
});
export type DueToAsk = v.InferOutput<typeof DueToAsk>;

/** Of somebody who said yes to it: one line for whoever helped them. */
export const ThanksLine = v.object({ id: v.string(), name: v.string(), says: Spoken, own: v.boolean(), at: v.date() });
export type ThanksLine = v.InferOutput<typeof ThanksLine>;

/** Whether they would help others with a topic. */
export const peerAnswers = ['yes', 'not-now'] as const;
export type PeerAnswer = (typeof peerAnswers)[number];

/** What else their page asks: whether whoever helped may be thanked, and with which topic they might help others. */
export const Asks = v.object({
	thanks: v.nullable(v.picklist(['yes', 'no'])),
	peer: v.nullable(v.picklist(topics)),
	/** With what they help others already. */
	helps: v.array(v.picklist(topics))
});
export type Asks = v.InferOutput<typeof Asks>;

export const Peer = v.object({
	person: v.string(),
	name: v.string(),
	hamlet: v.nullable(v.string()),
	topic: v.picklist(topics),
	at: v.date()
});
export type Peer = v.InferOutput<typeof Peer>;
