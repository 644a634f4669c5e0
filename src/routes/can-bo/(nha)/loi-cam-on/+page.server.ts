import { myThanks } from '#capabilities/paths/thanks.server.ts';
import { staffWho } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import type { PageServerLoad } from './$types';

/** What people whom one helped do alone now, for oneself. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, myThanks);
	const page = pageAsked(event);
	return { thanks: await myThanks(context, { page }), page, locale: event.locals.locale };
};
