import * as v from 'valibot';
import { id, whole } from '#kernel/shapes.ts';
import { Greeting, Text } from './taken.ts';

// What a phone and the server say to each other: one definition for both sides. Bytes travel as base64url without padding.

/** The shape of operations that this release writes. The server accepts this one and the two before it. */
export const SCHEMA = 1;
export const OLDEST_SCHEMA = Math.max(1, SCHEMA - 2);

/** At most so many operations or bytes of body in one push. */
export const MOST_PARCELS = 200;
export const MOST_BYTES = 256 * 1024;

/** How long a phone keeps what was acknowledged, for a server that was restored from a backup, and what somebody else has to give. */
export const KEEP_DAYS = 30;
/** And a photo, which is heavy: a backup of the night before has it. */
export const KEEP_PHOTO_DAYS = 2;
/** How long the server's half of the phone's key is lent. */
export const LEASE_HOURS = 72;
/** How long an operation waits for the ones that it builds on. */
export const HOLD_HOURS = 24;
/** How often an operation that is refused is tried before a person looks at it. */
export const MOST_TRIES = 3;

const base64url = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/));
const number = v.pipe(whole, v.safeInteger(), v.minValue(0));

/** Of what an operation speaks: what it is counted, placed and erased by. */
export const About = v.object({
	household: v.nullable(id),
	/** As many as stand on the longest roll. */
	people: v.pipe(v.array(id), v.maxLength(60)),
	/** The sitting with one of them, of a visit. */
	session: v.nullable(id)
});
export type About = v.InferOutput<typeof About>;

/**
 * What was done on a phone, as it lies in a parcel. What a later release adds travels along. `clientTime` is milliseconds of the
 * phone's clock, `skewMs` how far that clock is ahead of the server's, as last measured.
 */
export const Operation = v.looseObject({
	user: id,
	area: id,
	areaEpoch: number,
	command: v.pipe(v.string(), v.regex(/^[a-z-]+\.[a-z-]+$/)),
	input: v.looseObject({}),
	about: About,
	/** Operations that must stand before this one. */
	deps: v.optional(v.pipe(v.array(id), v.maxLength(20)), []),
	clientTime: v.number(),
	skewMs: v.number(),
	appVersion: v.pipe(v.string(), v.maxLength(40)),
	schema: v.pipe(whole, v.minValue(1))
});
export type Operation = v.InferOutput<typeof Operation>;

/**
 * An operation as a phone keeps and sends it: sealed to the server, signed by the phone that made it, so that a locked phone, or
 * anybody else's, can carry it and read nothing. `id` is the request id of its command, `seq` counts without a gap on its device.
 */
export const Parcel = v.object({
	id,
	device: id,
	seq: v.pipe(whole, v.safeInteger(), v.minValue(1)),
	sealed: v.pipe(v.string(), v.maxLength(60_000), v.regex(/^[\w-]{1,40}(?:\.[\w-]+){3}$/)),
	signature: base64url
});
export type Parcel = v.InferOutput<typeof Parcel>;

/** The text under a parcel's signature (ECDSA P-256 with SHA-256, r and s as 64 bytes). */
export const signedOf = ({ id, device, seq, sealed }: Omit<Parcel, 'signature'>): string =>
	`tung-nha operation\n${id}\n${device}\n${seq}\n${sealed}`;

/**
 * How a parcel is sealed: an ephemeral ECDH key on P-256, HKDF-SHA-256 with an empty salt over the shared secret, AES-256-GCM. It is
 * written `<id of the server's key>.<ephemeral public key, 65 bytes raw>.<nonce, 12 bytes>.<ciphertext and tag>`. One ephemeral key
 * may serve for many parcels of one phone; the nonce is new for each.
 */
export const sealInfo = (keyId: string): string => `tung-nha operation ${keyId}`;
/** What else the tag covers: no parcel's words can be put under another's name. */
export const sealBind = ({ id, device, seq }: Pick<Parcel, 'id' | 'device' | 'seq'>): string =>
	`${id}|${device}|${seq}`;

/** What became of an operation. */
export const results = ['applied', 'duplicate', 'merged', 'conflict', 'held', 'rerouted', 'rejected'] as const;
export type Result = (typeof results)[number];

/**
 * What became of one operation. `final`: it is done with, applied or in somebody's box; else it is sent again later. `code` is a
 * refusal's code or the reason why it waits.
 */
export const Outcome = v.object({
	id,
	result: v.picklist(results),
	final: v.boolean(),
	code: v.nullable(v.string()),
	/** What the command answered; ids and codes. */
	answer: v.nullable(v.record(v.string(), v.unknown()))
});
export type Outcome = v.InferOutput<typeof Outcome>;

/** What every request of a phone says of itself. `mark` is what the last answer gave, or null at the first contact. */
export const Contact = v.object({
	phone: id,
	mark: v.nullable(v.string()),
	/** The phone's clock, in milliseconds. */
	clientTime: v.number(),
	/** Operations that lie on the phone and did not arrive yet. */
	waiting: number
});
export type Contact = v.InferOutput<typeof Contact>;

/** A request as it travels: the text of its body, and the phone's signature over `tung-nha request\n` and that text. */
export const Signed = v.object({ body: v.string(), signature: base64url });
export type Signed = v.InferOutput<typeof Signed>;
export const requestSigned = (body: string): string => `tung-nha request\n${body}`;

export const Push = v.object({
	...Contact.entries,
	parcels: v.pipe(v.array(Parcel), v.minLength(1), v.maxLength(MOST_PARCELS))
});
export type Push = v.InferOutput<typeof Push>;

/** `check`: the whole hash of what the phone holds of the area; `repair`: buckets that differ, asked for again. */
export const Pull = v.object({
	...Contact.entries,
	/** Null asks which areas there are. */
	area: v.nullable(id),
	cursor: number,
	/** By which the cursor was given; another one is no cursor any more. */
	serverEpoch: number,
	check: v.optional(v.nullable(v.string()), null),
	repair: v.optional(v.nullable(v.pipe(v.array(v.pipe(number, v.maxValue(255))), v.maxLength(256))), null),
	/** Hand-overs whose households are gone from this phone. */
	left: v.optional(v.pipe(v.array(id), v.maxLength(500)), []),
	/** Erased people of whom nothing lies here any more. */
	forgotten: v.optional(v.pipe(v.array(id), v.maxLength(500)), []),
	/** The hash of each thing that the rooms have lent this phone and that lies here; null: it is locked and can keep none. */
	lent: v.optional(v.nullable(v.record(v.string(), v.string())), null)
});
export type Pull = v.InferOutput<typeof Pull>;

/** What every answer carries. */
const Told = {
	serverTime: v.number(),
	mark: v.string(),
	serverEpoch: v.number(),
	/** This phone was parted: it has delivered what it could, and is emptied. */
	wipe: v.boolean()
};

export const PushAnswer = v.object({ ...Told, outcomes: v.array(Outcome) });
export type PushAnswer = v.InferOutput<typeof PushAnswer>;

/**
 * One thing that is otherwise than before. `text` is JSON of the row, the same bytes for whoever hashes it; null: it is here no
 * longer. An `erased` one has neither: whatever speaks of this person goes, unsent and sealed copies too.
 */
export const Change = v.object({
	n: v.number(),
	kind: v.picklist(['household', 'late', 'erased']),
	id: v.string(),
	text: v.nullable(v.string())
});
export type Change = v.InferOutput<typeof Change>;

export const PullAnswer = v.object({
	...Told,
	areas: v.array(v.object({ id: v.string(), name: v.string(), epoch: v.number() })),
	cursor: v.number(),
	changes: v.array(Change),
	/** Households that another phone has now: they are emptied here once what this phone said of them has arrived. */
	leave: v.array(v.object({ handover: v.string(), household: v.string() })),
	more: v.boolean(),
	/** Null: not asked, or the same. Else 256 hashes, one for each last byte of an id. */
	buckets: v.nullable(v.array(v.string())),
	/** The server's half of the phone's key, and until when it is lent (milliseconds of the server's clock). */
	share: v.string(),
	shareUntil: v.number(),
	/** The words in force by which somebody is asked for their yes: a purpose, its version, and the name of the words. */
	texts: v.optional(v.array(Text), []),
	/** What the rooms lend this phone and is otherwise than what lies there (JSON), by name; null: it is lent no more. */
	lent: v.optional(v.record(v.string(), v.nullable(v.object({ hash: v.string(), text: v.string() }))), {}),
	/** What is said first at each door, from a day to a day. */
	greetings: v.optional(v.array(Greeting), []),
	/** The key that new parcels are sealed to: 65 bytes, raw. */
	sealTo: v.object({ id: v.string(), key: v.string() })
});
export type PullAnswer = v.InferOutput<typeof PullAnswer>;

/** The bucket of a row: the last byte of its id. */
export const bucketOf = (id: string): number => Number.parseInt(id.slice(-2), 16);

/**
 * What is hashed (SHA-256, base64url, 11 characters) for a bucket: id and text of each of its rows, in the order of ids. An empty
 * bucket is hashed too.
 */
export const bucketText = (rows: readonly { id: string; text: string }[]): string =>
	rows
		.toSorted((a, b) => (a.id < b.id ? -1 : 1))
		.map(({ id, text }) => `${id} ${text}\n`)
		.join('');

/** What is hashed for the whole: the 256 in order, parted by line ends. */
export const wholeText = (buckets: readonly string[]): string => buckets.join('\n');
