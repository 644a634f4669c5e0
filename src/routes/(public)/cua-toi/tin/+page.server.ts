import { myChosen } from '#capabilities/notices/choose.server.ts';
import { myTold } from '#capabilities/notices/told.server.ts';
import { newId, residentOf } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { byResident } from '#web/acting.server.ts';
import { follow, ringOf, ringWays } from '#web/ring.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** What somebody was told, word for word, by which way and how far it came. */
export const load: PageServerLoad = async (event) => {
	const { context } = await residentOf(event);
	const page = pageAsked(event);
	return {
		...{ page, locale: event.locals.locale, ring: ringOf(event, context.actor.subject ?? ''), request: newId() },
		told: await myTold(context, { page, locale: event.locals.locale }),
		chosen: await myChosen(context, {})
	};
};

/** Their browser rings when there is a word for them. */
export const actions: Actions = { ring: byResident(follow, ringWays) };
