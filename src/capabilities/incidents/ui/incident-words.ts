import type { Locale } from '#design/spoken.ts';
import { when } from '#capabilities/cases/ui/when.ts';
import { m } from '#words';
import { word } from '#words/word.ts';
import type { Away, HeldUp, Shared, SuggestionShown } from '../answers.ts';

/** How a system is called where a sentence begins with it. */
export const called = (system: Shared): string => word(`incidents.called-${system}`);

/** What speaks for one incident, in a sentence. */
export function suggestWords({ system, since, tickets, faults }: SuggestionShown, now: Date, locale: Locale): string {
	const at = when(since, now, locale);
	if (tickets === 0 && faults === 0)
		return system === 'this-house'
			? m['incidents.suggest-house']()
			: m['incidents.suggest-felt']({ system: called(system) });
	if (faults === 0) return m['incidents.suggest-tickets']({ count: tickets, system: called(system), since: at });
	if (tickets === 0) return m['incidents.suggest-faults']({ count: faults, since: at });
	return m['incidents.suggest-both']({ tickets, faults, since: at });
}

/** What people use themselves and does not answer, and what they can do all the same. */
export const awayWords = ({ system, since }: Away, now: Date, locale: Locale): string =>
	m['incidents.banner-public']({ system: called(system), since: when(since, now, locale) });

/** Why a file took longer, for whoever it is of, or for staff. */
export function heldWords({ system, since, until, reason }: HeldUp, now: Date, locale: Locale, staff: boolean): string {
	const said = { system: called(system), since: when(since, now, locale), until: when(until ?? now, now, locale) };
	return word(staff ? `incidents.held-staff-${reason}` : `incidents.held-${reason}`, said);
}

type Said = { system: Shared; spans: readonly { since: Date; until: Date | null }[] };

/** What is read out in the hall, in one language: that it does not work, or works again; and nothing of anybody. */
export function aloud({ system, spans }: Said, now: Date, locale: Locale): string {
	const last = spans.at(-1);
	const name = m[`incidents.called-${system}`]({}, { locale });
	if (last?.until) return m['incidents.aloud-over']({ system: name }, { locale });
	const since = last ? when(last.since, now, locale) : '';
	return m['incidents.aloud-away']({ system: name, since }, { locale });
}
