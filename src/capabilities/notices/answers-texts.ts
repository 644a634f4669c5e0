import * as v from 'valibot';
import { channels, locales, trySaids } from './answers.ts';
import { textFaults } from './rules-text.ts';

/** How a text of ours stands in one language. */
const TextState = v.object({
	locale: v.picklist(locales),
	/** The version in force; nothing where the room's own words stand. */
	version: v.nullable(v.number()),
	waits: v.boolean()
});

/** A fact that somebody is told, with its words for themself as they go out now. */
export const TextLine = v.object({
	fact: v.string(),
	must: v.boolean(),
	words: v.string(),
	/** How many of its six texts a leader wrote, and how many wait for a second person. */
	written: v.number(),
	waits: v.number()
});
export type TextLine = v.InferOutput<typeof TextLine>;

export const TextVersion = v.object({
	id: v.string(),
	version: v.number(),
	words: v.string(),
	/** The older one that it put back; 0 is the room's own. */
	backTo: v.nullable(v.number()),
	state: v.picklist(['waits', 'stands', 'stood', 'dropped']),
	by: v.nullable(v.string()),
	mine: v.boolean(),
	agreed: v.nullable(v.string()),
	at: v.date()
});
export type TextVersion = v.InferOutput<typeof TextVersion>;

/** One text: what stands, what waits, and whatever stood before. */
export const TextShown = v.object({
	fact: v.string(),
	must: v.boolean(),
	blanks: v.array(v.string()),
	/** The room's own. */
	own: v.string(),
	/** In force now, as it stands in a box. */
	now: v.string(),
	/** The last number that was given: whoever writes says which they saw. */
	latest: v.number(),
	versions: v.array(TextVersion),
	languages: v.array(TextState)
});
export type TextShown = v.InferOutput<typeof TextShown>;

/** What a text looks like where it arrives. */
export const previewed = ['sms', 'sms-plain', 'shared', 'zalo', 'push', 'email', 'letter', 'call', 'met'] as const;
export const TextWay = v.object({
	way: v.picklist(previewed),
	words: v.nullable(v.string()),
	letters: v.number(),
	parts: v.nullable(v.number()),
	/** Đồng for all its parts; nothing where nobody has set a price. */
	price: v.nullable(v.number()),
	/** Of the two ways to spell a text: this is how it goes. */
	goes: v.boolean()
});
export type TextWay = v.InferOutput<typeof TextWay>;
export const Previewed = v.object({
	typed: v.string(),
	faults: v.array(v.picklist(textFaults)),
	long: v.nullable(v.object({ which: v.number(), words: v.number() })),
	/** So many letters fewer, and it is one part less. */
	over: v.nullable(v.number()),
	parts: v.number(),
	before: v.string(),
	after: v.string(),
	ways: v.array(TextWay)
});
export type Previewed = v.InferOutput<typeof Previewed>;

/** What words cost a centre; nothing where nobody has said it (đồng). */
export const CostsSet = v.object({
	sms: v.nullable(v.number()),
	smsSecond: v.nullable(v.number()),
	zalo: v.nullable(v.number()),
	letter: v.nullable(v.number()),
	budget: v.nullable(v.number()),
	unmarked: v.boolean()
});
/** So many words went by one way, or of one fact; `unpriced`: of those nobody knows what they cost. */
const SpentSum = v.object({
	name: v.string(),
	words: v.number(),
	parts: v.number(),
	unpriced: v.number(),
	spent: v.number()
});
export type SpentSum = v.InferOutput<typeof SpentSum>;
export const CostsShown = v.object({
	set: CostsSet,
	seen: v.string(),
	/** Its first day. */
	month: v.string(),
	spent: v.number(),
	heldBack: v.number(),
	ways: v.array(SpentSum),
	facts: v.array(SpentSum)
});
export type CostsShown = v.InferOutput<typeof CostsShown>;
export const SpentLine = v.object({
	id: v.string(),
	fact: v.nullable(v.string()),
	test: v.boolean(),
	must: v.nullable(v.boolean()),
	channel: v.picklist(channels),
	said: v.picklist(trySaids),
	handedAt: v.date(),
	parts: v.number(),
	price: v.nullable(v.number()),
	cost: v.nullable(v.number())
});

/** By what somebody of the staff is reached themself. */
export const reachKinds = ['phone', 'email'] as const;
export type ReachKind = (typeof reachKinds)[number];
const Reach = v.nullable(
	v.object({
		/** The end of a telephone; an address whole. */
		shown: v.string(),
		proved: v.boolean()
	})
);
export const OwnReach = v.object({ phone: Reach, email: Reach });
export type OwnReach = v.InferOutput<typeof OwnReach>;

/** A word that somebody of the staff tried out on themself. */
export const OwnTest = v.object({
	id: v.string(),
	fact: v.nullable(v.string()),
	channel: v.picklist(channels),
	words: v.nullable(v.string()),
	said: v.picklist(trySaids),
	fault: v.nullable(v.string()),
	at: v.date()
});
export type OwnTest = v.InferOutput<typeof OwnTest>;

/** Whether one of the staff is told by letters, and those that went last. */
export const OwnMails = v.object({
	wants: v.boolean(),
	mails: v.array(v.object({ id: v.string(), code: v.string(), fact: v.string(), at: v.date() }))
});
