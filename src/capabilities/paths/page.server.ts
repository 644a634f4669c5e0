import type { Context } from '#platform/context.server.ts';
import { myClasses } from '#capabilities/classes/own.server.ts';
import { practiceVoiceIn } from '#capabilities/practice/voices.server.ts';
import { START_CLIP } from '#capabilities/practice/rules-spoken.ts';
import type { Locale } from '#design/spoken.ts';
import type { Asks, NextShown, Reminds } from './answers.ts';
import { myNext, nextBeside } from './next.server.ts';
import { asksBeside, myAsks } from './peer.server.ts';
import { nextClip } from './rules-spoken.ts';
import { nextVoiceIn } from './voices.server.ts';
import { leadsTo, type Leads } from './rules-leads.ts';
import { myReminds, remindsBeside } from './way.server.ts';

export type NextPage = { next: NextShown; leads: Leads; voice: string | null };
export type WithReminds = NextPage & { reminds: Reminds; asks: Asks };

const pageOf = (next: NextShown, at: { beside: boolean; classes: boolean }, locale: Locale): NextPage => ({
	next,
	leads: leadsTo({ ...next, ...at }),
	voice: next.why === 'practice' ? practiceVoiceIn(START_CLIP, locale) : nextVoiceIn(nextClip(next), locale)
});

/** What the page of the next step shows beside them, and where it is done. */
export async function nextPageBeside(context: Context, locale: Locale): Promise<WithReminds> {
	const [next, reminds, asks] = await Promise.all([
		nextBeside(context, {}),
		remindsBeside(context, {}),
		asksBeside(context, {})
	]);
	return { ...pageOf(next, { beside: true, classes: false }, locale), reminds, asks };
}

/** The same on their own page. */
export async function myNextPage(context: Context, locale: Locale): Promise<WithReminds> {
	const [next, { open }, reminds, asks] = await Promise.all([
		myNext(context, {}),
		myClasses(context, {}),
		myReminds(context, {}),
		myAsks(context, {})
	]);
	return { ...pageOf(next, { beside: false, classes: open.length > 0 }, locale), reminds, asks };
}

/** The same for whoever opened learning by three pictures: the step alone, and nothing of where they sit or who reminds them. */
export const learnerNextPage = async (context: Context, locale: Locale): Promise<NextPage> =>
	pageOf(await myNext(context, {}), { beside: false, classes: false }, locale);
