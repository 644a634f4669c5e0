import { mySkills } from '#capabilities/learning/skills.server.ts';
import { practicePage } from '#capabilities/practice/begin.server.ts';
import { learnerOf } from '#web/learner.server.ts';
import type { PageServerLoad } from './$types';

/** What the pictures open: practice, and what they can do. No name stands here. */
export const load: PageServerLoad = async (event) => {
	const { context } = await learnerOf(event);
	const [{ own, voice }, skills] = await Promise.all([
		practicePage(context, event.locals.locale),
		mySkills(context, {})
	]);
	return { next: own.next, voice, alone: skills.filter(({ level }) => (level ?? 0) >= 2) };
};
