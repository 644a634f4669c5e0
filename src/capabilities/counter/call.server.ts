import * as v from 'valibot';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { CallBack, CallNext, Ticket } from './inputs.ts';
import { CALLS, nextFor, ticketMark, type Waiting } from './rules-queue.ts';
import { holdCallsFor, holdCalls } from './hold-calls.server.ts';
import { findCallingDesk, findDesk } from './sql-desks.server.ts';
import { type DeskRow, type TicketRow, Called } from './answers.ts';
import { keepMove, movesKept } from './undo.server.ts';
import { callTicket, callTicketAgain, findAtDesk, lockTicket, moveTicket, passOnLast } from './sql.server.ts';

export const asWaiting = (ticket: TicketRow): Waiting => ({
	id: ticket.id,
	number: ticket.number,
	arrivedAt: ticket.arrivedAt,
	headStartMin: ticket.headStartMin,
	urgent: ticket.priority === 'urgent' && ticket.priorityConfirmed,
	matter: ticket.matter,
	onlyDesk: ticket.onlyDeskId
});

/** A refusal where there is no such desk, it is closed, or stands in another centre. */
function ownDesk<D extends { centreId: number }>({ actor }: Context, desk: D | undefined): D {
	if (!desk || !actor.centres.includes(desk.centreId)) throw new Refusal('desk-unknown');
	return desk;
}

/** The desk, or a refusal when it is closed or stands in another centre. */
export const getDesk = async (context: Context, id: string): Promise<DeskRow> =>
	ownDesk(context, await findDesk(context.db, id, context.now));

/**
 * Finishes the person at this desk and calls the next that it can serve, in one key. Whoever calls holds the calls of the day,
 * so that two desks never call one ticket; the order is `rules-queue.ts`. Refuses a page that showed somebody else at this
 * desk (`desk-moved-on`).
 */
export const callNext = command(
	{ name: 'counter.call-next', group: 'hall', input: CallNext, answer: Called, byKey: true },
	async (context, { desk: id, there: shown }) => {
		const { db, now } = context;
		const day = dayOf(now);
		const desk = ownDesk(context, await findCallingDesk(db, id));
		const { line, there, waiting } = await holdCallsFor(db, desk, day);
		if (shown !== undefined && shown !== (there?.id ?? null)) throw new Refusal('desk-moved-on', standing(there));
		const serving = { desk: desk.id, skills: desk.skills };
		const next = nextFor(serving, waiting.map(asWaiting), now, desk.waitCapMin, line.otherCalled);
		const passed = {
			move: there ? { ticket: there, to: 'done' as const, at: now } : null,
			call: next ? calledTo(context, desk, next) : null
		};
		const moved = [there, waiting.find(({ id }) => id === next?.id)].filter((one) => one !== undefined);
		return {
			answer: { ticket: next?.id ?? null, number: next?.number ?? null, finished: there?.id ?? null },
			about: next?.id ?? desk.id,
			person: null,
			detail: { desk: desk.id },
			// Everybody else who calls waits for the end of this: all of it goes out at once. Whoever left at this very moment is passed over.
			last: [...(there || next ? [passOnLast(db, passed)] : []), ...movesKept(context, 'call', moved, line.otherCalled)]
		};
	}
);

/** Where and how a number is called. */
const calledTo = ({ now }: Context, desk: { id: string }, next: Pick<Waiting, 'id' | 'headStartMin'>) => ({
	...{ ticket: next.id, desk: desk.id, other: next.headStartMin === 0, at: now }
});

/** How a number stands now, for whoever pressed a key on another state of it: beside the refusal stands what is so. */
const standing = (ticket: TicketRow | undefined): Record<string, string | number> => ({
	number: ticket?.number ?? 0,
	state: ticket?.state ?? 'none',
	since: (ticket?.endedAt ?? ticket?.calledAt)?.toISOString() ?? ''
});

/** Moves a ticket and its log together; refuses when somebody else has moved it meanwhile. */
export async function settle(
	{ db, now }: Context,
	ticket: TicketRow,
	state: TicketRow['state'],
	note: string | null = null
): Promise<void> {
	if (!(await moveTicket(db, { ticket, to: state, at: now, note })))
		throw new Refusal('ticket-state', { number: ticket.number });
}

/**
 * The ticket, held until the transaction ends, or a refusal when it is not in one of these states. Whoever holds calls
 * takes them first and tickets after it.
 */
export async function getTicket(
	{ db, actor }: Context,
	{ ticket: id, seen }: { ticket: string; seen?: string | undefined },
	states: readonly TicketRow['state'][]
): Promise<TicketRow> {
	const ticket = await lockTicket(db, id);
	if (!ticket || (actor.kind === 'staff' && !actor.centres.includes(ticket.centreId)))
		throw new Refusal('ticket-unknown');
	const stale = seen !== undefined && seen !== ticketMark(ticket);
	if (stale || !states.includes(ticket.state)) throw new Refusal('ticket-state', standing(ticket));
	return ticket;
}

/** Calls again, at most three times; then it goes to the missed and keeps its place for twenty minutes. */
export const callAgain = command(
	{ name: 'counter.call-again', group: 'hall', input: Ticket, answer: v.object({ calls: v.number() }) },
	async (context, { ticket: id, seen }) => {
		const ticket = await getTicket(context, { ticket: id, seen }, ['called']);
		if (ticket.callCount >= CALLS) throw new Refusal('called-enough', { times: CALLS });
		await callTicketAgain(context.db, id, context.now);
		return { answer: { calls: ticket.callCount + 1 }, about: id, person: null };
	}
);

/** Calls somebody in who was parked or had been missed: they keep the turn they had. */
export const callBack = command(
	{
		name: 'counter.call-back',
		group: 'hall',
		input: CallBack,
		answer: v.object({ ticket: v.string(), number: v.number() })
	},
	async (context, { ticket: id, seen, desk: deskId }) => {
		const desk = await getDesk(context, deskId);
		const line = await holdCalls(context.db, desk.centreId, dayOf(context.now));
		const ticket = await getTicket(context, { ticket: id, seen }, ['parked', 'missed', 'waiting']);
		if (ticket.centreId !== desk.centreId) throw new Refusal('ticket-unknown');
		const there = await findAtDesk(context.db, desk.id, dayOf(context.now));
		if (there) throw new Refusal('desk-busy', { number: there.number });
		if (!(await callTicket(context.db, calledTo(context, desk, ticket)))) throw new Refusal('ticket-gone');
		await keepMove(context, 'call-in', [ticket], line.otherCalled);
		return { answer: { ticket: id, number: ticket.number }, about: id, person: null, detail: { desk: desk.id } };
	}
);
