import { wordsIn } from '#words/words-in.mjs';

// The few sentences that are said before any page is asked. All words of the house lie in its build; a second time in the same program they were a third
// of its memory, and so these alone are kept.

type Locale = 'vi' | 'en' | 'hi';
const words = [
	'refusal.length-missing',
	'refusal.body-large',
	'refusal.sheet-large',
	'imports.title',
	'common.back',
	'common.not-here'
] as const;
type Word = (typeof words)[number];
type Sentences = Readonly<Record<Locale, Readonly<Record<Word, string>>>>;

function readSentences(): Sentences {
	const of = (locale: Locale) => {
		const all = wordsIn(locale);
		return Object.fromEntries(words.map((word) => [word, all.get(word)!])) as Record<Word, string>;
	};
	return { vi: of('vi'), en: of('en'), hi: of('hi') };
}

let sentences: Sentences | undefined;

/** A sentence, with what stands in its places; all of them are read once the first is said. */
export const wireWord = (word: Word, locale: Locale, places: Readonly<Record<string, number>> = {}): string =>
	Object.entries(places).reduce(
		(text, [name, value]) => text.replaceAll(`{${name}}`, String(value)),
		(sentences ??= readSentences())[locale][word]
	);
