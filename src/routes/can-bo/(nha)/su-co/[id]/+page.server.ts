import type { RequestEvent } from '@sveltejs/kit';
import { readAloud, reportUp } from '#capabilities/incidents/done.server.ts';
import { writeLine } from '#capabilities/incidents/open.server.ts';
import { endIncident, reopenIncident } from '#capabilities/incidents/over.server.ts';
import { showIncident } from '#capabilities/incidents/show.server.ts';
import { joinTickets, leaveTicket } from '#capabilities/incidents/tickets.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { idOf, orNotFound } from '#web/ids.server.ts';
import { paths } from '#web/paths.ts';
import { pictureBrought } from './picture.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** One outage: since when, by what it is known, and which tickets and files it holds up. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, showIncident);
	const asked = { incident: idOf(event), all: event.url.searchParams.has('het') };
	const incident = await orNotFound(showIncident(context, asked));
	return { incident, now: event.locals.now, locale: event.locals.locale, request: newId() };
};

const ways = {
	given: { incident: (_: unknown, { params }: RequestEvent) => params['id'] ?? '' },
	to: (_: unknown, { event }: { event: RequestEvent }) => paths.staff.incident(event.params['id'] ?? '')
};

export const actions: Actions = {
	report: byStaff(reportUp, ways),
	read: byStaff(readAloud, ways),
	line: byStaff(writeLine, ways),
	picture: byStaff(pictureBrought, ways),
	join: byStaff(joinTickets, ways),
	leave: byStaff(leaveTicket, ways),
	end: byStaff(endIncident, ways),
	again: byStaff(reopenIncident, ways)
};
