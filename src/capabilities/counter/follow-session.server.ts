import * as v from 'valibot';
import { id } from '#kernel/shapes.ts';
import { command } from '#platform/dispatch.server.ts';
import { holdCalls } from './hold-calls.server.ts';
import { findTicket, lockTicket, moveToDesk, turnPeriod } from './sql.server.ts';

/** The number of somebody whom another guide goes on with stands at that guide's desk from then on. */
export const followSession = command(
	{
		name: 'counter.follow-session',
		group: 'house',
		input: v.object({ ticket: id, desk: id }),
		answer: v.object({ ok: v.literal(true) })
	},
	async ({ db, now }, { ticket: which, desk }) => {
		const seen = await findTicket(db, which);
		if (seen) await holdCalls(db, seen.centreId, seen.day);
		const ticket = await lockTicket(db, which);
		if (ticket && (ticket.state === 'called' || ticket.state === 'serving') && ticket.deskId !== desk) {
			await moveToDesk(db, which, desk);
			await turnPeriod(db, ticket, ticket.state, desk, now);
		}
		return { answer: { ok: true }, about: which, person: null, detail: { desk } };
	}
);
