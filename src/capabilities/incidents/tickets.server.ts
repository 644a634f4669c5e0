import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { held, written } from './held.server.ts';
import { JoinTickets, LeaveTicket } from './inputs.ts';
import { moveIncident } from './sql.server.ts';
import * as sql from './sql-tickets.server.ts';

const Answer = v.object({ id: v.string() });

/**
 * Tickets are of one incident: all of them or none. Each keeps its own clocks. Refuses an incident that is over (`incident-over`) and tickets of
 * which one is solved, of another system, of elsewhere, of money that was lost, or in an incident already (`incident-ticket`).
 */
export const joinTickets = command(
	{ name: 'incidents.join-tickets', byPerson: true, group: 'loop', input: JoinTickets, answer: Answer },
	async (context, { tickets, ...seen }) => {
		const row = await held(context, seen);
		if (row.state === 'over') throw new Refusal('incident-over');
		const { db, actor, now } = context;
		const wanted = [...new Set(tickets)];
		const joined = await sql.joinTickets(db, {
			...{ incident: row.id, centre: row.centreId, system: row.system, tickets: wanted },
			...{ by: actor.id, at: now }
		});
		if (joined !== wanted.length) throw new Refusal('incident-ticket');
		await moveIncident(db, row.id, row.state);
		return written(row, { tickets: joined });
	}
);

/** A ticket that was another thing after all goes on by itself, as it stands. */
export const leaveTicket = command(
	{ name: 'incidents.leave-ticket', byPerson: true, group: 'loop', input: LeaveTicket, answer: Answer },
	async (context, { ticket, ...seen }) => {
		const row = await held(context, seen);
		if (!(await sql.leaveTicket(context.db, row.id, ticket, context.now))) throw new Refusal('incident-ticket');
		await moveIncident(context.db, row.id, row.state);
		return written(row, { ticket });
	}
);
