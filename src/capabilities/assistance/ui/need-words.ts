import { m } from '#words';
import { findWord, word } from '#words/word.ts';
import { spokenDate, spokenDay, type Locale } from '#design/spoken.ts';
import { readOccasion } from '../rules-need.ts';

export const kindWords = (kind: string): string => findWord(`assistance.need-kind-${kind}`) ?? '';

/** Why a rule spoke of it, and what to ask; null for what people asked for. */
export function whyWords(occasion: string | null, locale: Locale): string | null {
	const found = readOccasion(occasion);
	if (!found) return null;
	return word(
		`assistance.need-why-${found.name}`,
		'on' in found ? { day: spokenDay(found.on, locale, true) } : { age: found.age }
	);
}

/** How a need stands, as its own person reads it: who helps, by when; sorry where a promise was not kept. */
export function stateWords(
	need: { source: string; ownerName: string | null; promisedOn: string | null; late: string | null; madeAt: Date },
	madeOn: string,
	locale: Locale
): string {
	const day = need.promisedOn && spokenDate(need.promisedOn, locale);
	if (day && need.late === 'promise-over') return m['assistance.mine-late']({ day });
	if (day && need.ownerName) return m['assistance.mine-promise']({ helper: need.ownerName, day });
	if (day) return m['assistance.mine-promise-nobody']({ day });
	if (need.ownerName) return m['assistance.mine-owner']({ helper: need.ownerName });
	return need.source === 'rule'
		? m['assistance.mine-reminded']()
		: m['assistance.mine-waiting']({ day: spokenDate(madeOn, locale) });
}
