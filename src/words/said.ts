import { globSync, readFileSync } from 'node:fs';
import { getLocale } from './generated/runtime.js';

// The words of the house as a program says them: a table for each language, read once from the words of all rooms. Paraglide compiles the same words to
// a function each, which a browser's bundle takes apart by use; a program that loads all 25,000 of them holds a hundred megabytes for it.

type Locale = 'vi' | 'en' | 'hi';
type Slots = Readonly<Record<string, unknown>>;
type Say = (slots?: Slots, options?: { locale?: Locale }) => string;
type Room = Readonly<Record<string, Readonly<Record<string, string>> | string>>;

/** Every word of a language, by `room.word`. */
function wordsIn(locale: Locale): Map<string, string> {
	const files = ['src/words/common', ...globSync('src/capabilities/*/words')].map(
		(folder) => `${folder}/${locale}.json`
	);
	const sections = files.flatMap((file) => Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Room));
	return new Map(
		sections.flatMap(([section, words]) =>
			typeof words === 'string'
				? []
				: Object.entries(words).map(([word, text]) => [`${section}.${word}`, text] as const)
		)
	);
}
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
