import { cards } from '#capabilities/help-cards/show.server.ts';
import { draftCard } from '#capabilities/help-cards/write.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { paths } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** The cards of the centre and of the house: those to be tried again first. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, cards);
	const page = pageAsked(event);
	return { found: await cards(context, { page }), page, locale: event.locals.locale, request: newId() };
};

export const actions: Actions = { draft: byStaff(draftCard, { to: ({ id }) => paths.staff.helpCard(id) }) };
