import { spokenDate, type Locale } from '#design/spoken.ts';
import { dayOf } from '#kernel/day.ts';
import { m } from '#words';
import { findWord, word } from '#words/word.ts';

type Clocked = {
	state: string;
	settledAt: Date | null;
	next: { what: 'acknowledge' | 'answer'; by: string; late: boolean } | null;
};

/** The clock of a request in a sentence, as whoever handles it reads it. */
export function clockWords({ next, settledAt }: Clocked, locale: Locale): string {
	if (next)
		return word(`data-rights.clock-${next.late ? 'late-' : ''}${next.what}`, { day: spokenDate(next.by, locale) });
	return settledAt ? m['data-rights.clock-settled']({ day: spokenDate(dayOf(settledAt), locale) }) : '';
}

/** The same as they read it. */
export function mineWords({ state, next }: Clocked, locale: Locale): string {
	if (next?.late) return m['data-rights.mine-late']();
	return findWord(`data-rights.mine-${state}`, { day: next ? spokenDate(next.by, locale) : '' }) ?? '';
}

/** Who asked for them, and by which paper. */
export const askedBy = (one: { askedByName: string | null; askedByEvidence: string | null }): string =>
	m['data-rights.request-for-ward']({
		agent: one.askedByName ?? m['residents.somebody'](),
		basis: findWord(`mandates.by-${one.askedByEvidence}`) ?? ''
	});
