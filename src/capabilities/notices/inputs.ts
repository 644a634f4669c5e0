import * as v from 'valibot';
import { oneWay } from '#kernel/plain.ts';
import { id, page, whole } from '#kernel/shapes.ts';
import { channels, choosable, locales } from './answers.ts';
import { reachKinds } from './answers-texts.ts';
import { carried } from './port.ts';

const says = v.object({
	day: v.optional(v.pipe(v.string(), v.isoDate())),
	hour: v.optional(v.pipe(v.string(), v.regex(/^\d\d:\d\d$/))),
	desk: v.optional(v.pipe(v.string(), v.maxLength(40))),
	amount: v.optional(v.pipe(v.string(), v.regex(/^\d{1,10}$/)))
});

/** One fact for one person, as the listener of its room found it. */
export const WriteNotice = v.object({
	id,
	fact: v.pipe(v.string(), v.regex(/^[a-z-]+\.[a-z-]+$/)),
	topic: v.pipe(v.string(), v.regex(/^[a-z-]{1,40}$/)),
	to: id,
	of: id,
	about: id,
	factAt: v.pipe(v.string(), v.isoTimestamp()),
	says,
	must: v.boolean(),
	/** Nobody is called for it: it is read to them when they come by. */
	waits: v.boolean(),
	/** They know it already: only what it overtakes is over. */
	known: v.boolean(),
	notBefore: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
	until: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
	/** As a text to their telephone, whatever way they chose; to the one that stood before this change of their record. */
	byText: v.optional(v.boolean(), false),
	beforeChange: v.optional(v.nullable(id), null),
	/** In this language, whatever they chose since. */
	locale: v.optional(v.nullable(v.picklist(locales)), null)
});
export type WriteNotice = v.InferOutput<typeof WriteNotice>;

/** One fact for staff: named, or whoever holds one of these roles, or of those who are named whoever does; and never these. */
export const WriteStaffNotices = v.object({
	...v.pick(WriteNotice, ['fact', 'topic', 'about', 'factAt', 'until']).entries,
	page: v.nullable(v.pipe(v.string(), v.maxLength(200))),
	person: v.nullable(id),
	named: v.nullable(v.array(id)),
	roles: v.nullable(v.array(v.pipe(v.string(), v.maxLength(40)))),
	but: v.array(id)
});

export const OneNotice = v.object({ notice: id });

/** One word, and the ways that are set up. */
export const HandOver = v.object({
	notice: id,
	carriers: v.array(v.object({ channel: v.picklist(carried), keepsIds: v.boolean() }))
});

/** What whoever carries a word answered, or that nothing was answered. */
export const HeardTry = v.object({
	try: id,
	said: v.picklist(['taken', 'refused', 'unsent', 'silent', 'arrived', 'failed']),
	ref: v.nullable(v.pipe(v.string(), v.maxLength(120))),
	parts: v.nullable(v.pipe(whole, v.minValue(0), v.maxValue(20))),
	fault: v.nullable(v.pipe(v.string(), v.maxLength(120)))
});

const hour = (least: number, most: number) =>
	v.pipe(whole, v.minValue(least, 'notice-hours'), v.maxValue(most, 'notice-hours'));

const address = v.nullable(
	v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(120, 'email-shape'), v.email('email-shape'))
);

const Browser = v.object({
	endpoint: v.pipe(v.string(), v.maxLength(1000), v.url('push-host')),
	keys: v.object({ p256dh: v.pipe(v.string(), v.maxLength(200)), auth: v.pipe(v.string(), v.maxLength(100)) })
});

/** What a browser gives to be rung by. It arrives as the one line that the browser writes. */
const browser = v.pipe(v.string(), v.maxLength(2000), v.parseJson(undefined, 'push-host'), Browser);
export const Follow = v.object({ browser, locale: v.picklist(locales) });
/** Of what there is news, and when whoever follows it is rung. */
export const RingThem = v.object({
	about: id,
	at: v.pipe(v.string(), v.isoTimestamp())
});

/** How somebody wants to be told. */
export const Choose = v.object({
	locale: v.picklist(locales),
	channel: v.picklist(choosable, 'notice-channel'),
	email: address,
	fromHour: hour(6, 20),
	toHour: hour(8, 21),
	noonRest: v.boolean(),
	withId: v.nullable(id)
});

/** A yes to being sent words, on one's own page: the version of what stood there. */
export const Allow = v.object({ id, version: v.pipe(whole, v.minValue(1)) });

/** What became of reading a word to somebody: they heard and understood, nobody answered, or they have to be told once more. */
export const Told = v.object({
	notice: id,
	/** How often it had been tried when this was pressed: a second tab presses nothing twice. */
	tries: whole,
	how: v.picklist(['call', 'met']),
	outcome: v.picklist(['read', 'unheard'])
});

/** A word that somebody asks after, at a public page. `address` and `browser` come from the request. */
export const CheckWord = v.object({
	centre: whole,
	code: v.pipe(v.string(), v.maxLength(40)),
	end: v.pipe(v.string(), v.maxLength(40)),
	address: v.string(),
	browser: v.nullable(v.string())
});
export const CheckAtDesk = v.object({
	code: v.pipe(v.string(), v.maxLength(40)),
	end: v.pipe(v.string(), v.maxLength(40))
});

/** One hand-over, whose id was told to whoever knew its code. */
export const OneSent = v.object({ sent: id });

/** One text: of a fact, for themself or for whoever is told with them, in one language. */
const TextOf = { fact: WriteNotice.entries.fact, forAnother: v.boolean(), locale: v.picklist(locales) };
/** As somebody typed it, in one line; what is wrong with it is said beside it. */
const typedText = v.pipe(
	v.string(),
	v.transform((text) => oneWay(text).normalize('NFC').replace(/\s+/g, ' ').trim()),
	v.maxLength(2000, 'too-long')
);
const seen = v.pipe(whole, v.minValue(0));

export const OneText = v.object(TextOf);
export const PreviewText = v.object({ ...TextOf, words: typedText });
/** `seen`: the last version that whoever writes has seen. */
export const WriteText = v.object({ id, ...TextOf, seen, words: typedText });
/** `to`: the version that stands again; 0 is the room's own words. */
export const PutTextBack = v.object({ id, ...TextOf, seen, to: v.pipe(whole, v.minValue(0)) });
export const OneVersion = v.object({ text: id });

/** Somebody of the staff tries a text out on themself, by one way. */
export const TestText = v.object({ id, ...TextOf, words: typedText, channel: v.picklist(carried, 'notice-channel') });

/** Where they are reached themself; nothing takes it out again. */
const reached = v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(120)));
export const KeepReach = v.pipe(
	v.object({ id, kind: v.picklist(reachKinds), reach: reached }),
	v.forward(
		v.check(
			({ kind, reach }) => kind !== 'phone' || !reach || /^0\d{9,10}$/.test(reach.replace(/[\s.]/g, '')),
			'phone-shape'
		),
		['reach']
	),
	v.forward(
		v.check(
			({ kind, reach }) => kind !== 'email' || !reach || v.is(v.pipe(v.string(), v.email()), reach),
			'email-shape'
		),
		['reach']
	)
);
export const ProveReach = v.object({ kind: v.picklist(reachKinds), digits: v.pipe(v.string(), v.maxLength(20)) });
/** Whether one of the staff is told by letters, in the language of their page. */
export const TellMeByMail = v.object({ wants: v.boolean(), locale: v.picklist(locales) });
export const HeardMail = v.object({
	mail: id,
	said: v.picklist(['taken', 'refused', 'unsent', 'silent']),
	fault: HeardTry.entries.fault
});
export const OneTest = v.object({ test: id });
export const HeardTest = v.object({ ...OneTest.entries, ...v.omit(HeardTry, ['try']).entries });

const dong = (most: number) =>
	v.nullable(
		v.pipe(v.number('dong-shape'), v.integer('dong-shape'), v.minValue(0, 'dong-shape'), v.maxValue(most, 'dong-shape'))
	);
/** `seen`: what of it stood on the page. */
export const SetCosts = v.object({
	seen: v.pipe(v.string(), v.maxLength(100)),
	...{
		sms: dong(100_000),
		smsSecond: dong(100_000),
		zalo: dong(100_000),
		letter: dong(100_000),
		budget: dong(1_000_000_000)
	},
	unmarked: v.boolean()
});
export const SpentOn = v.object({
	page,
	channel: v.nullable(v.picklist(channels)),
	fact: v.nullable(v.pipe(v.string(), v.maxLength(80)))
});

/** The words that wait to go by letter are printed; the batch is named by whoever prints it. */
export const PrintLetters = v.object({ id });
export const OneBatch = v.object({ batch: id });
export const letterSaids = ['posted', 'given', 'back'] as const;
/** What became of the letters of a batch that nothing was said of yet, or of one letter. */
export const SayLetters = v.pipe(
	v.object({ batch: id, letter: v.optional(v.nullable(id), null), how: v.picklist(letterSaids) }),
	v.check(({ letter, how }) => how !== 'back' || letter !== null, 'letter-which')
);
/** One page of what somebody was told, in the language in which it is read. */
export const ToldAsked = v.object({ page, locale: v.optional(v.picklist(locales), 'vi') });
