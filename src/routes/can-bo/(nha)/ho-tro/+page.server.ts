import { openIncident } from '#capabilities/incidents/open.server.ts';
import { suggested } from '#capabilities/incidents/show.server.ts';
import { takeTicket } from '#capabilities/support/go-on.server.ts';
import { views } from '#capabilities/support/inputs.ts';
import { tickets } from '#capabilities/support/show.server.ts';
import { dayOf } from '#kernel/day.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** The tickets that are open, by what they wait for. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, tickets);
	const after = event.url.searchParams.get('sau')?.slice(0, 100) ?? null;
	const view = views.find((one) => one === event.url.searchParams.get('xem')) ?? 'all';
	const [found, same] = await Promise.all([tickets(context, { view, after }), suggested(context, {})]);
	return {
		...{ found, same, view, now: event.locals.now },
		...{ today: dayOf(event.locals.now), locale: event.locals.locale, request: newId() }
	};
};

export const actions: Actions = {
	take: byStaff(takeTicket, { to: paths.staff.tickets }),
	incident: byStaff(openIncident, { to: ({ id }) => paths.staff.incident(id) })
};
