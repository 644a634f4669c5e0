import { practicePage } from '#capabilities/practice/begin.server.ts';
import { staffOf } from '#web/door.server.ts';
import type { PageServerLoad } from './$types';

/** What practice is, and how the person beside stands with it. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	return practicePage(context, event.locals.locale);
};
