import type { RequestEvent } from '@sveltejs/kit';
import { joinTickets } from '#capabilities/incidents/tickets.server.ts';
import { mergeTicket, unmergeTicket } from '#capabilities/support/merge.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { paths } from '#web/paths.ts';

// What a ticket belongs together with: another that tells the same, or the outage that many are stuck with.

const ticket = (_: unknown, { params }: RequestEvent): string => params['ticket'] ?? '';
const to = ({ id }: { id: string }) => paths.staff.ticket(id);

export const togetherActions = {
	merge: byStaff(mergeTicket, { given: { ticket }, to }),
	unmerge: byStaff(unmergeTicket, { to }),
	join: byStaff(joinTickets, { to: (_, { event }) => paths.staff.ticket(event.params['ticket'] ?? '') })
};
