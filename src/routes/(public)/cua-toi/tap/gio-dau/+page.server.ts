import { firstHourPage } from '#capabilities/paths/learner-pages.server.ts';
import { residentOf } from '#web/door.server.ts';
import type { PageServerLoad } from './$types';

/** What to do in the first hour after money was lost; it prints on one sheet. */
export const load: PageServerLoad = async (event) => {
	await residentOf(event);
	return firstHourPage(event.locals.locale);
};
