import { m } from '#words';

type Words = typeof m;
type Slots = Readonly<Record<string, unknown>>;
/** Key of a word in any room: `cases.follow-door`. */
type WordKey = Exclude<keyof Words, 'm'>;
type SlotsOf<K extends WordKey> = Parameters<Words[K]>[0];

const all: Readonly<Record<string, unknown>> = m;

/** A word whose key is known only while the program runs (a refusal, a code out of a row); null where there is none. */
export function findWord(key: string, slots: Slots = {}, options: { locale?: 'vi' | 'en' | 'hi' } = {}): string | null {
	const say = Object.hasOwn(all, key) ? all[key] : undefined;
	return typeof say === 'function' ? String(say(slots, options)) : null;
}

/**
 * A word whose key is built from a variable: `` word(`residents.need-${need}`) ``. It compiles only where every value of the
 * variable has its word.
 */
export const word = <const K extends WordKey>(
	key: K,
	...slots: object extends SlotsOf<K> ? [slots?: SlotsOf<K>] : [slots: SlotsOf<K>]
): string => findWord(key, slots[0]) ?? key;
