import * as v from 'valibot';
import { command } from '#platform/dispatch.server.ts';
import { settle } from './call.server.ts';
import { Ticket } from './inputs.ts';
import { holdCalls } from './hold-calls.server.ts';
import { findAtDesk, findTicket, lockTicket } from './sql.server.ts';

/**
 * A ticket that was used for the wrong person is called again at its desk, with its turn kept. Where the desk has called
 * somebody else meanwhile it waits there among the parked.
 */
export const giveTicketBack = command(
	{ name: 'counter.give-ticket-back', group: 'house', input: Ticket, answer: v.object({ ok: v.literal(true) }) },
	async (context, { ticket: id }) => {
		const { db } = context;
		const seen = await findTicket(db, id);
		if (seen) await holdCalls(db, seen.centreId, seen.day);
		const ticket = await lockTicket(db, id);
		if (ticket && (ticket.state === 'serving' || ticket.state === 'done')) {
			const there = ticket.deskId === null ? undefined : await findAtDesk(db, ticket.deskId, ticket.day);
			await settle(context, ticket, there && there.id !== id ? 'parked' : 'called');
		}
		return { answer: { ok: true }, about: id, person: null };
	}
);
