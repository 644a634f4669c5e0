import { getLocale } from './generated/runtime.js';
import { wordsIn } from './words-in.mjs';

// The words of the house as a program says them: a table for each language, read once from the words of all rooms. Paraglide compiles the same words to
// a function each, which a browser's bundle takes apart by use; a program that loads all 25,000 of them holds a hundred megabytes for it.

type Locale = 'vi' | 'en' | 'hi';
type Slots = Readonly<Record<string, unknown>>;
type Say = (slots?: Slots, options?: { locale?: Locale }) => string;

const tables: Readonly<Record<Locale, ReadonlyMap<string, string>>> = {
	vi: wordsIn('vi'),
	en: wordsIn('en'),
	hi: wordsIn('hi')
};

const SLOT = /\{(\w+)\}/g;
const filled = (text: string, slots: Slots): string =>
	text.includes('{') ? text.replace(SLOT, (_, slot: string) => `${slots[slot]}`) : text;

const saying =
	(key: string): Say =>
	(slots = {}, { locale = getLocale() as Locale } = {}) =>
		filled(tables[locale].get(key) ?? tables.vi.get(key)!, slots);

/** Each word as a function of what stands in its places: `m['support.head']({ count: 3 }, { locale: 'en' })`. Its types are Paraglide's. */
export const m: Readonly<Record<string, Say>> = Object.fromEntries(
	[...tables.vi.keys()].map((key) => [key, saying(key)])
);
