import { errandList } from '#capabilities/errands/opened.server.ts';
import { staffOf } from '#web/door.server.ts';
import type { PageServerLoad } from './$types';

/** The errands that can be practised by whoever sits there. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	return errandList(context, event.locals.locale);
};
