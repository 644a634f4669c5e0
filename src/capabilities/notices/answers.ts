import * as v from 'valibot';

/** By what a word goes: what a gateway carries, a letter, a call of somebody, or face to face. */
export const channels = ['sms', 'sms-2', 'zalo', 'push', 'email', 'letter', 'call', 'met'] as const;
export type Channel = (typeof channels)[number];

export const trySaids = [
	'handed',
	'taken',
	'refused',
	'unsent',
	'silent',
	'arrived',
	'failed',
	'read',
	'unheard'
] as const;
export type TrySaid = (typeof trySaids)[number];

export const states = ['waiting', 'out', 'asks', 'told', 'over'] as const;
export type State = (typeof states)[number];

/** What somebody can choose to be told by. */
export const choosable = ['sms', 'zalo', 'email', 'call', 'letter'] as const;
export type Choosable = (typeof choosable)[number];

export const locales = ['vi', 'en', 'hi'] as const;
export type Locale = (typeof locales)[number];

export const Choice = v.object({
	locale: v.picklist(locales),
	channel: v.picklist(choosable),
	email: v.nullable(v.string()),
	fromHour: v.number(),
	toHour: v.number(),
	noonRest: v.boolean(),
	withId: v.nullable(v.string()),
	changedAt: v.date()
});
export type Choice = v.InferOutput<typeof Choice>;

/** One hand-over as it is shown: the words as they went, and what was heard of them. */
export const Tried = v.object({
	id: v.string(),
	channel: v.picklist(channels),
	locale: v.picklist(locales),
	words: v.nullable(v.string()),
	code: v.nullable(v.string()),
	shared: v.boolean(),
	said: v.picklist(trySaids),
	fault: v.nullable(v.string()),
	by: v.nullable(v.string()),
	handedAt: v.date(),
	saidAt: v.nullable(v.date())
});
export type Tried = v.InferOutput<typeof Tried>;

/** How far the last word about a thing went, and what was heard of its last hand-over. */
export const ToldAbout = v.object({
	state: v.picklist(states),
	why: v.nullable(v.string()),
	tried: v.nullable(v.picklist(trySaids)),
	at: v.date()
});
export type ToldAbout = v.InferOutput<typeof ToldAbout>;

/** One fact that somebody is told, with all that was done for it to reach them. */
export const Shown = v.object({
	id: v.string(),
	fact: v.string(),
	/** As it is read aloud to them now, and in which language. */
	words: v.string(),
	locale: v.picklist(locales),
	/** Whose matter it is, where it is not their own. */
	of: v.nullable(v.string()),
	factAt: v.date(),
	must: v.boolean(),
	state: v.picklist(states),
	why: v.nullable(v.string()),
	mark: v.picklist([0, 1, 2, 3]),
	tries: v.array(Tried)
});
export type Shown = v.InferOutput<typeof Shown>;

/** Whom somebody has to call, or to read something to. */
export const ToTell = v.object({
	id: v.string(),
	person: v.string(),
	name: v.string(),
	birthYear: v.nullable(v.number()),
	hamlet: v.nullable(v.string()),
	phone: v.nullable(v.string()),
	shared: v.boolean(),
	words: v.string(),
	why: v.nullable(v.string()),
	/** Hand-overs in all, and how many of them were calls. */
	tries: v.number(),
	calls: v.number(),
	lastCallAt: v.nullable(v.date()),
	owner: v.nullable(v.string()),
	mine: v.boolean(),
	factAt: v.date()
});
export type ToTell = v.InferOutput<typeof ToTell>;

/** Whether a code is of a word of ours; then the id by which its words are shown. */
export const Checked = v.object({
	sent: v.nullable(v.string()),
	why: v.nullable(v.picklist(['shape', 'unknown', 'slowed'])),
	until: v.nullable(v.string())
});
export type Checked = v.InferOutput<typeof Checked>;

/** The words as they truly went. */
export const SentWords = v.object({ words: v.string(), locale: v.picklist(locales), at: v.date() });

export const Chosen = v.object({
	choice: Choice,
	/** Whether they chose it themself; else it is how everybody is told. */
	chosen: v.boolean(),
	/** Whether their yes to be sent words stands. */
	may: v.boolean(),
	/** The words by which they are asked for it. */
	ask: v.nullable(v.object({ words: v.string(), version: v.number() })),
	/** The last three digits of their telephone. */
	phone: v.nullable(v.string()),
	/** Where a letter finds them, line by line; nothing where no address is known. */
	address: v.array(v.string()),
	/** Whom they let follow their files: one of them may be told too. */
	others: v.array(v.object({ id: v.string(), name: v.nullable(v.string()) })),
	self: v.boolean()
});

/** What somebody of the staff was told: what kind of work waits, where, and since when they know. */
export const StaffNotice = v.object({
	id: v.string(),
	fact: v.string(),
	factAt: v.date(),
	readAt: v.nullable(v.date()),
	centre: v.string()
});
export type StaffNotice = v.InferOutput<typeof StaffNotice>;
