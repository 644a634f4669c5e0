import { practicePage } from '#capabilities/practice/begin.server.ts';
import { residentOf } from '#web/door.server.ts';
import type { PageServerLoad } from './$types';

/** What practice is, and how they stand with it. */
export const load: PageServerLoad = async (event) => {
	const { context } = await residentOf(event);
	return practicePage(context, event.locals.locale);
};
