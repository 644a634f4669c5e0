import type { Locale } from '#design/spoken.ts';
import names from '../everyday.json' with { type: 'json' };

// What papers and agencies, and the terms on which a paper is asked for, are called every day in English and Hindi. The official name stays: it is what stands on the paper.

type Names = Readonly<Record<string, { en: string; hi: string }>>;
const [papers, agencies, terms]: Names[] = [names.papers, names.agencies, names.terms];

const called = (table: Names | undefined, official: string, locale: Locale): string | null =>
	locale === 'vi' ? null : (table?.[official]?.[locale] ?? null);

/** A paper in the reader's language; null where they read the official name anyway, or a name of an earlier day is kept. */
export const everydayPaper = (official: string, locale: Locale): string | null => called(papers, official, locale);

/** The same of an agency. */
export const everydayAgency = (official: string, locale: Locale): string | null => called(agencies, official, locale);

/** On what condition a paper is asked for, or which data stand for it; nothing of this is printed on a paper. */
export const everydayTerm = (official: string, locale: Locale): string | null => called(terms, official, locale);
