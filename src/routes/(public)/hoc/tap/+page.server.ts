import { practicePage } from '#capabilities/practice/begin.server.ts';
import { learnerOf } from '#web/learner.server.ts';
import type { PageServerLoad } from './$types';

/** What practice is, and how they stand with it. */
export const load: PageServerLoad = async (event) => {
	const { context } = await learnerOf(event);
	return practicePage(context, event.locals.locale);
};
