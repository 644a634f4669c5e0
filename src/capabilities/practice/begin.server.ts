import { dayOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import type { Locale } from '#design/spoken.ts';
import { ownPractice } from './own.server.ts';
import { START_CLIP } from './rules-spoken.ts';
import { findFamily, rulesOfThree } from './scams.ts';
import { practiceVoiceIn } from './voices.server.ts';

/** What the first page of practice shows, on their own page and beside them. */
export async function practicePage(context: Context, locale: Locale) {
	const own = await ownPractice(context, {});
	return {
		...{ own, rules: rulesOfThree, today: dayOf(context.now) },
		band: rulesOfThree.bands[own.band]!,
		again: own.families.map((family) => findFamily(family).name),
		voice: practiceVoiceIn(START_CLIP, locale)
	};
}
