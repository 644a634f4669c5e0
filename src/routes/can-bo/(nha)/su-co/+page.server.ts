import { openIncident } from '#capabilities/incidents/open.server.ts';
import { incidents, suggested } from '#capabilities/incidents/show.server.ts';
import { awayBy } from '#capabilities/incidents/rules-health.ts';
import { dayOf } from '#kernel/day.ts';
import { health } from '#program/health.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { paths } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** What does not work now, what seems to be one thing, and the outages that were. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, incidents);
	const page = pageAsked(event);
	const { now, locale } = event.locals;
	const [found, same, felt] = await Promise.all([
		incidents(context, { page }),
		suggested(context, {}),
		health(now).then(awayBy)
	]);
	return { found, same, felt, page, month: dayOf(now).slice(0, 7), now, locale, request: newId() };
};

export const actions: Actions = { open: byStaff(openIncident, { to: ({ id }) => paths.staff.incident(id) }) };
