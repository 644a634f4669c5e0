import { money, spokenDate, spokenTime, type Locale } from '#design/spoken.ts';
import { findWord } from '#words/word.ts';
import { m } from '#words';
import { blanks, tellKey, type Blank, type Says } from '#platform/telling.server.ts';
import { locales } from './answers.ts';
import { filled } from './rules-text.ts';

export type Reader = {
	locale: Locale;
	forAnother: boolean;
	shared: boolean;
	/** What a leader wrote in place of the room's own words, where that is in force. */
	written?: string | null;
};

/** Days and times as they are said in that language. */
const spoken = ({ day, hour, desk, amount }: Says, locale: Locale): Record<string, string> => ({
	day: day ? spokenDate(day, locale) : '',
	hour: hour ? spokenTime(hour, locale) : '',
	desk: desk ?? '',
	amount: amount ? money(Number(amount), locale) : ''
});

/** What a fact says to somebody, without whose word it is and the code to ask by: what is read aloud. */
export function factWords(fact: string, says: Says, { locale, forAnother, shared, written }: Reader): string {
	if (shared) return m['notices.tell-shared']({}, { locale });
	if (written) return filled(written, spoken(says, locale));
	const said = findWord(tellKey(fact, forAnother), spoken(says, locale), { locale });
	if (said === null) throw new Error(`${fact} has no words`);
	return said;
}

/** The words of the room itself, with their blanks as they are kept: `{day}`. */
export const ownWords = (fact: string, forAnother: boolean, locale: Locale): string =>
	findWord(tellKey(fact, forAnother), Object.fromEntries(blanks.map((one) => [one, `{${one}}`])), { locale }) ?? '';

/** What stands in a blank, as it is named in that language. */
const blankNames = (locale: Locale): [Blank, string][] => blanks.map((one) => [one, blankName(one, locale)]);
export const blankName = (blank: Blank, locale: Locale): string =>
	findWord(`notices.blank-${blank}`, {}, { locale }) ?? blank;

/** A text as it stands in a box: its blanks named in its own language. */
export const asTyped = (text: string, locale: Locale): string =>
	filled(text, Object.fromEntries(blankNames(locale).map(([one, name]) => [one, `{${name}}`])));

/** A text as it is kept: whatever language its blanks were named in. */
export function asKept(typed: string): string {
	const names = new Map(locales.flatMap((locale) => blankNames(locale).map(([one, name]) => [name, one])));
	return typed.replace(/\{([^{}]*)\}/g, (whole, name: string) => {
		const blank = names.get(name.trim().toLowerCase().normalize('NFC')) ?? name.trim();
		return blank ? `{${blank}}` : whole;
	});
}

/** Within a sentence: "xã Quảng Bình". */
const lower = (name: string): string => name.charAt(0).toLocaleLowerCase('vi') + name.slice(1);

/** The words whole: whose they are first, the code to ask by last. */
export const wholeWords = (said: string, place: { commune: string; code: string }, locale: Locale): string =>
	[
		m['notices.from']({ commune: lower(place.commune) }, { locale }),
		said,
		m['notices.code']({ code: place.code }, { locale })
	].join(' ');

/** The same on paper, a line each: by the number of the letter it is asked after, since whoever reads it may have no telephone. */
export const letterWords = (
	said: string,
	place: { commune: string; code: string; end: string },
	locale: Locale
): string =>
	[
		m['notices.from']({ commune: lower(place.commune) }, { locale }),
		said.charAt(0).toLocaleUpperCase('vi') + said.slice(1),
		m['notices.ask-letter']({}, { locale }),
		m['notices.code-letter']({ code: place.code, end: place.end }, { locale })
	].join('\n');
