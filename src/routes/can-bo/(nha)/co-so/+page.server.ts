import { businesses, findBusinesses } from '#capabilities/residents/find-businesses.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { staffWho } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The businesses of the commune, and a search. What was searched stands in no address: it may be a telephone. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, businesses);
	const page = pageAsked(event);
	return { all: await businesses(context, { page }), page, locale: event.locals.locale };
};

export const actions: Actions = {
	find: byStaff(findBusinesses, { shows: (found, { input }) => ({ found, words: input.words.trim() }) })
};
