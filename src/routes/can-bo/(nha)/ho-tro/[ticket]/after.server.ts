import type { RequestEvent } from '@sveltejs/kit';
import { seatForNeed, soonestForPerson } from '#capabilities/classes/for-need.server.ts';
import { askVisit, writeHelp } from '#capabilities/support/after.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { paths, withQuery } from '#web/paths.ts';

// What a ticket leaves behind: help that was given leads to what they lack for it and the class in which there is a place, a visit to the ticket again.

const ticket = (_: unknown, { params }: RequestEvent): string => params['ticket'] ?? '';

export const afterActions = {
	help: byStaff(writeHelp, {
		given: { ticket },
		// Where a class has a place it is offered on the ticket; else the need goes on by itself.
		to: async ({ id, need, person }, { who: { context } }) => {
			if (need === null) return paths.staff.ticket(id);
			const offered = await soonestForPerson(context, { person });
			return offered ? withQuery(paths.staff.ticket(id), {}, `xep-${offered.need}`) : paths.staff.need(need);
		}
	}),
	seat: byStaff(seatForNeed, {
		to: (_, { event }) => paths.staff.ticket(event.params['ticket'] ?? '')
	}),
	visit: byStaff(askVisit, { given: { ticket }, to: ({ id }) => paths.staff.ticket(id) })
};
