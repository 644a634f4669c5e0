import { myChosen } from '#capabilities/notices/choose.server.ts';
import { myTold } from '#capabilities/notices/told.server.ts';
import { residentOf } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import type { PageServerLoad } from './$types';

/** What somebody was told, word for word, by which way and how far it came. */
export const load: PageServerLoad = async (event) => {
	const { context } = await residentOf(event);
	const page = pageAsked(event);
	return {
		...{ page, locale: event.locals.locale },
		told: await myTold(context, { page }),
		chosen: await myChosen(context, {})
	};
};
