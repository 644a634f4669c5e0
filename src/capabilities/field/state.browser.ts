import * as v from 'valibot';
import { Greeting, Text } from './taken.ts';
import type { Phone, Tables } from './store.browser.ts';

// What a phone remembers apart from rows and words of its own: one row per key.

const Area = v.object({
	id: v.string(),
	name: v.string(),
	epoch: v.number(),
	cursor: v.number(),
	/** It is this phone's no longer, and is emptied once nothing of it waits. */
	gone: v.boolean()
});
export type Area = v.InferOutput<typeof Area>;

const Told = v.object({
	mark: v.string(),
	serverEpoch: v.number(),
	/** How far the phone's clock is ahead of the server's, in milliseconds. */
	skewMs: v.number(),
	serverTime: v.number()
});
export type Told = v.InferOutput<typeof Told>;

const none = <S extends v.GenericSchema>(shape: S) => v.optional(v.nullable(shape), null);
const State = v.object({
	phone: none(v.string()),
	user: none(v.string()),
	/** The last number that was given to an operation. */
	seq: v.optional(v.number(), 0),
	/** What the last answer said of the server; null before the first contact. */
	told: none(Told),
	/** When the server turned out to come from a backup, and how many words that it had called arrived went up again. */
	anew: none(v.object({ at: v.number(), words: v.number() })),
	areas: v.optional(v.array(Area), []),
	sealTo: none(v.object({ id: v.string(), key: v.string() })),
	/** The words in force by which somebody is asked for their yes. */
	texts: v.optional(v.array(Text), []),
	/** What is said first at each door, from a day to a day. */
	greetings: v.optional(v.array(Greeting), []),
	/** What the rooms lend this phone: sealed, with the hash by which the house knows what lies here. */
	lent: v.optional(v.record(v.string(), v.object({ hash: v.string(), sealed: v.instance(Uint8Array) })), {}),
	/** When the house last said what it lends, by its own clock: what was said here before is in it. */
	lentAt: none(v.number()),
	/** By when whoever holds this phone will have said that they are safe, in milliseconds; null: nobody waits for that. */
	outing: none(v.object({ id: v.string(), until: v.number(), mate: v.nullable(v.string()), set: v.string() })),
	/** The server's half of the key, lent. */
	lease: none(v.object({ share: v.string(), until: v.number() })),
	/** Households that go once what was said of them has arrived. */
	leaves: v.optional(v.array(v.object({ handover: v.string(), household: v.string() })), []),
	/** Hand-overs whose households went, until the server knows. */
	left: v.optional(v.array(v.string()), []),
	/** Erased people, until the server knows that nothing of them lies here. */
	erased: v.optional(v.array(v.string()), [])
});
export type State = v.InferOutput<typeof State>;
export type StateRow = { key: string; value: unknown };

/** All of it in one request; it takes part in a transaction that is open around it. */
export async function readState({ state }: Pick<Tables, 'state'>): Promise<State> {
	const rows = await state.all();
	return v.parse(State, Object.fromEntries(rows.map(({ key, value }) => [key, value])));
}

/** What is sealed is known by the hash beside it: to spell its bytes out took longer than all else that a phone does in a sync. */
const spelt = (value: unknown): string | undefined =>
	JSON.stringify(value, (_, part: unknown) => (part instanceof Uint8Array ? undefined : part));

/** Writes the keys that differ. */
export async function saveState({ state }: Pick<Tables, 'state'>, before: State, after: Partial<State>): Promise<void> {
	const was = new Map<string, unknown>(Object.entries(before));
	const rows = Object.entries(after)
		.filter(([key, value]) => spelt(was.get(key)) !== spelt(value))
		.map(([key, value]): StateRow => ({ key, value }));
	await state.put(...rows);
}

/** The server's time as well as the phone knows it: a clock that was set back does not go behind the last answer. */
export const serverNow = (phone: Phone, { told }: State): number =>
	Math.max(phone.device.clock() - (told?.skewMs ?? 0), told?.serverTime ?? 0);
