import * as v from 'valibot';
import { timeOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { getTicket } from './call.server.ts';
import { Ticket } from './inputs.ts';
import { listGreeters, updateGreeted } from './sql.server.ts';
import { keepMove } from './undo.server.ts';

/**
 * "Đón": somebody goes to whoever waits and asks what they came for. The order of the line stays as it is: a desk calls
 * those too whom nobody has greeted. Of two who press, the second is told who went and when (`ticket-greeted`).
 */
export const greet = command(
	{
		name: 'counter.greet',
		byPerson: true,
		group: 'hall',
		input: Ticket,
		answer: v.object({ ok: v.literal(true) })
	},
	async (context, { ticket: id, seen }) => {
		const { db, actor, now } = context;
		const ticket = await getTicket(context, { ticket: id, seen }, ['waiting']);
		if (ticket.greetedAt) {
			const by = (await listGreeters(db, ticket.centreId, ticket.day)).find((one) => one.id === ticket.greetedBy);
			const said = { number: ticket.number, name: by?.name ?? '', time: timeOf(ticket.greetedAt) };
			throw new Refusal('ticket-greeted', said);
		}
		await updateGreeted(db, id, actor.id ?? '', now);
		await keepMove(context, 'greet', [ticket]);
		return { answer: { ok: true }, about: id, person: null };
	}
);
