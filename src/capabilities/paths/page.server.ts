import type { Context } from '#platform/context.server.ts';
import { myClasses } from '#capabilities/classes/own.server.ts';
import { practiceVoiceIn } from '#capabilities/practice/voices.server.ts';
import { START_CLIP } from '#capabilities/practice/rules-spoken.ts';
import type { Locale } from '#design/spoken.ts';
import type { NextShown } from './answers.ts';
import { myNext, nextBeside } from './next.server.ts';
import { leadsTo, type Leads } from './rules-leads.ts';

export type NextPage = { next: NextShown; leads: Leads; voice: string | null };

const pageOf = (next: NextShown, at: { beside: boolean; classes: boolean }, locale: Locale): NextPage => ({
	next,
	leads: leadsTo({ ...next, ...at }),
	voice: next.why === 'practice' ? practiceVoiceIn(START_CLIP, locale) : null
});

/** What the page of the next step shows beside them, and where it is done. */
export const nextPageBeside = async (context: Context, locale: Locale): Promise<NextPage> =>
	pageOf(await nextBeside(context, {}), { beside: true, classes: false }, locale);

/** The same on their own page. */
export async function myNextPage(context: Context, locale: Locale): Promise<NextPage> {
	const [next, { open }] = await Promise.all([myNext(context, {}), myClasses(context, {})]);
	return pageOf(next, { beside: false, classes: open.length > 0 }, locale);
}
