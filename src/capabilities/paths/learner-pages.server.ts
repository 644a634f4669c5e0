import { HEARD_CLIP, LOOKED_ON_CLIP } from '#capabilities/errands/rules-spoken.ts';
import { errandVoiceIn } from '#capabilities/errands/voices.server.ts';
import { heardNow } from '#capabilities/learning/heard.server.ts';
import { myStatement } from '#capabilities/learning/skills.server.ts';
import { FIRST_HOUR_CLIP } from '#capabilities/practice/rules-spoken.ts';
import { openItem } from '#capabilities/practice/heard.server.ts';
import { rulesOfThree } from '#capabilities/practice/scams.ts';
import { practiceVoiceIn } from '#capabilities/practice/voices.server.ts';
import type { Locale } from '#design/spoken.ts';
import type { Context } from '#platform/context.server.ts';

// What the pages of a learner show, whichever way they came in.

type Asked = URLSearchParams;

/** One thing to hear and judge; `asked` says what was just judged, and how. */
export async function judgedPage(context: Context, statement: string, asked: Asked, locale: Locale) {
	const one = await myStatement(context, { statement });
	const heard = heardNow({ item: one.item, answered: asked.get('nghe'), choice: asked.get('chon'), locale });
	// A page with nothing to judge is heard too.
	const voice = heard.heard ? heard.voice : errandVoiceIn(one.own ? LOOKED_ON_CLIP : HEARD_CLIP, locale);
	return { ...heard, voice, one, more: one.item !== null };
}

/** One made-up call or message as far as it was heard, or what it was; null where it is not theirs now. */
export async function tryPage(context: Context, item: string, asked: Asked, locale: Locale) {
	const opened = await openItem(context, item, asked.get('luot'), locale);
	return opened && { ...opened, fingers: rulesOfThree.fingers };
}

/** What to do in the first hour after money was lost. */
export const firstHourPage = (locale: Locale) => ({
	card: rulesOfThree.firstHour,
	voice: practiceVoiceIn(FIRST_HOUR_CLIP, locale)
});
