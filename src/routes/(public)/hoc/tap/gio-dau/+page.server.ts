import { FIRST_HOUR_CLIP } from '#capabilities/practice/rules-spoken.ts';
import { rulesOfThree } from '#capabilities/practice/scams.ts';
import { practiceVoiceIn } from '#capabilities/practice/voices.server.ts';
import { learnerOf } from '#web/learner.server.ts';
import type { PageServerLoad } from './$types';

/** What to do in the first hour after money was lost; it prints on one sheet. */
export const load: PageServerLoad = async (event) => {
	await learnerOf(event);
	return { card: rulesOfThree.firstHour, voice: practiceVoiceIn(FIRST_HOUR_CLIP, event.locals.locale) };
};
