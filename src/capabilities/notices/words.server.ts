import { money, spokenDate, spokenTime, type Locale } from '#design/spoken.ts';
import { findWord } from '#words/word.ts';
import { m } from '#words';
import { tellKey, type Says } from '#platform/telling.server.ts';

export type Reader = { locale: Locale; forAnother: boolean; shared: boolean };

/** Days and times as they are said in that language. */
const spoken = ({ day, hour, desk, amount }: Says, locale: Locale): Record<string, string> => ({
	day: day ? spokenDate(day, locale) : '',
	hour: hour ? spokenTime(hour, locale) : '',
	desk: desk ?? '',
	amount: amount ? money(Number(amount), locale) : ''
});

/** What a fact says to somebody, without whose word it is and the code to ask by: what is read aloud. */
export function factWords(fact: string, says: Says, { locale, forAnother, shared }: Reader): string {
	if (shared) return m['notices.tell-shared']({}, { locale });
	const said = findWord(tellKey(fact, forAnother), spoken(says, locale), { locale });
	if (said === null) throw new Error(`${fact} has no words`);
	return said;
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
