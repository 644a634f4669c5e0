import { dueToAsk } from '#capabilities/paths/ask.server.ts';
import { sayRecalled } from '#capabilities/paths/recall.server.ts';
import { askVisit } from '#capabilities/paths/visit.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { paths } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** Whoever wants to be asked by a person whether they still can. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, dueToAsk);
	const page = pageAsked(event);
	return { due: await dueToAsk(context, { page }), page, request: newId(), locale: event.locals.locale };
};

export const actions: Actions = {
	said: byStaff(sayRecalled, { to: paths.staff.refreshers }),
	visit: byStaff(askVisit, { to: paths.staff.refreshers })
};
