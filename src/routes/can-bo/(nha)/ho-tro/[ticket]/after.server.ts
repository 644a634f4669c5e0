import type { RequestEvent } from '@sveltejs/kit';
import { askVisit, writeHelp } from '#capabilities/support/after.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { paths } from '#web/paths.ts';

// What a ticket leaves behind: help that was given leads to what they lack for it, a visit to the ticket again.

const ticket = (_: unknown, { params }: RequestEvent): string => params['ticket'] ?? '';

export const afterActions = {
	help: byStaff(writeHelp, {
		given: { ticket },
		to: ({ id, need }) => (need === null ? paths.staff.ticket(id) : paths.staff.need(need))
	}),
	visit: byStaff(askVisit, { given: { ticket }, to: ({ id }) => paths.staff.ticket(id) })
};
