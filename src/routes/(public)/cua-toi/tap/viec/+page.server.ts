import { errandList } from '#capabilities/errands/opened.server.ts';
import { residentOf } from '#web/door.server.ts';
import type { PageServerLoad } from './$types';

/** The errands that can be practised, and how far they came. */
export const load: PageServerLoad = async (event) => {
	const { context } = await residentOf(event);
	return errandList(context, event.locals.locale);
};
