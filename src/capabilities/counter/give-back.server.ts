import { command } from '#platform/dispatch.server.ts';
import { settle } from './call.server.ts';
import { Ticket } from './inputs.ts';
import { findTicket } from './sql.server.ts';

/** A ticket that was used for the wrong person is called again at its desk, with its turn kept. */
export const giveTicketBack = command('counter.give-ticket-back', Ticket, async (context, { ticket: id }) => {
	const ticket = await findTicket(context.db, id);
	if (ticket && (ticket.state === 'serving' || ticket.state === 'done')) await settle(context, ticket, 'called');
	return { answer: { ok: true }, about: id, person: null };
});
