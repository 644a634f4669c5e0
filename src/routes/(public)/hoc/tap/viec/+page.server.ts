import { errandList } from '#capabilities/errands/opened.server.ts';
import { learnerOf } from '#web/learner.server.ts';
import type { PageServerLoad } from './$types';

/** The errands that can be practised, and how far they came. */
export const load: PageServerLoad = async (event) => {
	const { context } = await learnerOf(event);
	return errandList(context, event.locals.locale);
};
