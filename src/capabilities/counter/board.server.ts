import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { id, Nothing } from '#kernel/shapes.ts';
import { query } from '#platform/dispatch.server.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import * as v from 'valibot';
import { asWaiting, getDesk } from './call.server.ts';
import { AtDesk, Centre } from './inputs.ts';
import { countsFrom, lineOf, nextFor, UNDO_S } from './rules-queue.ts';
import { overloaded } from './rules-wait.ts';
import { listDesks, listHelpCalls, listMovedOn } from './sql-desks.server.ts';
import { becameAt } from './rules-today.ts';
import { findAtDesk, findTicket, listGreeters, listTickets, wasOtherCalled } from './sql.server.ts';
import { aheadFor, readHall, waitFor, waitIn } from './wait.server.ts';
import { DeskRow, Ticket, Hall, Desk, Board, type TicketRow, type InLine } from './answers.ts';

const inLine = (ticket: TicketRow): InLine => ({
	id: ticket.id,
	number: ticket.number,
	matter: ticket.matter,
	arrivedAt: ticket.arrivedAt,
	countsFrom: countsFrom(ticket),
	headStartMin: ticket.headStartMin,
	priority: ticket.priority,
	confirmed: ticket.priorityConfirmed,
	fromHome: ticket.source === 'home',
	greetedAt: ticket.greetedAt,
	onlyDesk: ticket.onlyDeskId
});

const ON_BOARD = ['waiting', 'called', 'serving', 'parked', 'missed', 'done'] as const;
const EVERY = ['waiting', 'called', 'serving', 'parked', 'missed', 'done', 'left'] as const;

/** Whom a desk has, how many it served today, and since when it has nobody. */
function doneAt(tickets: readonly TicketRow[], desk: string) {
	const here = tickets.filter((ticket) => ticket.deskId === desk);
	const done = here.filter((ticket) => ticket.state === 'done' && ticket.endedAt !== null);
	const left = Math.max(0, ...done.map((ticket) => ticket.endedAt!.getTime()));
	return {
		serving: here.find(({ state }) => state === 'called' || state === 'serving') ?? null,
		served: done.length,
		freeSince: left > 0 ? new Date(left) : null
	};
}

/** The hall as the guides see it: who waits in which order, the desks, calls for help, and whether it is too much. */
export const board = query(
	{ name: 'counter.board', group: 'hall', input: Nothing, answer: Board, look: 'holds no name' },
	async (context) => {
		const { db, actor, now } = context;
		const id = centreOf(actor);
		const [centreHere, hall] = [getCentre(db, id), readHall(context, id, ON_BOARD)];
		const [centre, { tickets, desks }, calls, ahead, greeters, otherCalled] = await Promise.all([
			...([centreHere, hall, listHelpCalls(db, id, new Date(now.getTime() - 3_600_000))] as const),
			aheadFor(context, id, 'certification', { centre: centreHere, hall }),
			listGreeters(db, id, dayOf(now)),
			wasOtherCalled(db, id, dayOf(now))
		]);
		const wait = waitIn(await hall, 'certification', now);
		const waiting = tickets.filter((ticket) => ticket.state === 'waiting');
		const order = lineOf(waiting.map(asWaiting), now, centre.waitCapMin, otherCalled);
		const byId = new Map(waiting.map((ticket) => [ticket.id, ticket]));
		const nameOf = new Map(greeters.map((one) => [one.id, one.name]));
		return {
			line: order.map((one) => ({
				...inLine(byId.get(one.id)!),
				greetedBy: nameOf.get(byId.get(one.id)!.greetedBy ?? '') ?? null
			})),
			desks: desks.map((desk) => ({ ...desk, ...doneAt(tickets, desk.id) })),
			aside: tickets.filter((ticket) => ticket.state === 'parked' || ticket.state === 'missed'),
			calls,
			wait,
			ahead,
			capMin: centre.waitCapMin,
			overloaded: overloaded(wait.range, centre.waitCapMin)
		};
	}
);

/** One desk: who sits there, whom it would call next and why, who is parked or missed. */
export const desk = query(
	{ name: 'counter.desk', group: 'hall', input: AtDesk, answer: Desk, look: 'holds no name' },
	async (context, { desk: id }) => {
		const { db, now } = context;
		const day = dayOf(now);
		const found = await getDesk(context, id);
		const [centre, otherCalled, tickets, serving, movedOn] = await Promise.all([
			...([getCentre(db, found.centreId), wasOtherCalled(db, found.centreId, day)] as const),
			...([
				listTickets(db, found.centreId, day, EVERY),
				findAtDesk(db, id, day),
				listMovedOn(db, found.centreId, id, day)
			] as const)
		]);
		const waiting = tickets.filter((ticket) => ticket.state === 'waiting');
		const able = waiting.filter((ticket) =>
			ticket.onlyDeskId ? ticket.onlyDeskId === id : found.skills.includes(ticket.matter)
		);
		const order = lineOf(able.map(asWaiting), now, centre.waitCapMin, otherCalled);
		const byId = new Map(able.map((ticket) => [ticket.id, ticket]));
		return {
			desk: found,
			serving: serving ?? null,
			line: order.map((one) => inLine(byId.get(one.id)!)),
			next:
				nextFor({ desk: id, skills: found.skills }, able.map(asWaiting), now, centre.waitCapMin, otherCalled)?.number ??
				null,
			aside: tickets.filter((ticket) => ticket.state === 'parked' || ticket.state === 'missed'),
			today: becameAt(tickets, id, movedOn),
			otherCalled,
			capMin: centre.waitCapMin
		};
	}
);

/** The public display: numbers and desks, no names. */
export const hall = query(
	{ name: 'counter.hall', group: 'display', input: Nothing, answer: Hall, look: 'holds no name' },
	async (context) => {
		const { db, actor, now } = context;
		const id = centreOf(actor);
		const [centre, tickets, desks, wait] = await Promise.all([
			getCentre(db, id),
			listTickets(db, id, dayOf(now), ['waiting', 'called', 'serving', 'done']),
			listDesks(db, id, now),
			waitFor(context, id, 'certification')
		]);
		const nameOf = new Map(desks.map((one) => [one.id, one.name]));
		const called = tickets
			.filter((ticket) => ticket.calledAt && ticket.deskId)
			.toSorted((a, b) => b.calledAt!.getTime() - a.calledAt!.getTime())
			.map((ticket) => ({
				number: ticket.number,
				desk: nameOf.get(ticket.deskId!) ?? '',
				deskId: ticket.deskId!,
				calls: ticket.callCount,
				at: ticket.calledAt!
			}));
		const soon = lineOf(
			tickets.filter((t) => t.state === 'waiting').map(asWaiting),
			now,
			centre.waitCapMin,
			false
		).slice(0, 3);
		return {
			centre: centre.name,
			now: called[0] ?? null,
			before: called.slice(1, 4),
			soon: soon.map((one) => one.number),
			wait
		};
	}
);

/** A ticket followed from home: place in the line, never a name or a reason. */
export const ticket = query(
	{
		name: 'counter.ticket',
		group: ['public', 'kiosk', 'hall'],
		input: v.object({ ticket: id }),
		answer: v.nullable(Ticket),
		look: 'holds no name'
	},
	async (context, { ticket: id }) => {
		const { db, now } = context;
		const found = await findTicket(db, id);
		if (!found) return null;
		const [centre, waiting, desks] = await Promise.all([
			getCentre(db, found.centreId),
			listTickets(db, found.centreId, found.day, ['waiting']),
			listDesks(db, found.centreId, now)
		]);
		const before = lineOf(waiting.map(asWaiting), now, centre.waitCapMin, false).findIndex((one) => one.id === id);
		const { number, matter, state, headStartMin, arrivedAt, promisedFrom, promisedTo, procedureCode } = found;
		return {
			id,
			number,
			matter,
			state,
			headStartMin,
			arrivedAt,
			procedureCode,
			day: found.day,
			centreId: found.centreId,
			centre: centre.name,
			before: before < 0 ? null : before,
			desk: desks.find((one) => one.id === found.deskId)?.name ?? null,
			promised: promisedFrom === null || promisedTo === null ? null : { from: promisedFrom, to: promisedTo },
			mayStay: state === 'left' && found.endedAt !== null && now.getTime() - found.endedAt.getTime() < UNDO_S * 1000
		};
	}
);

/** Desks of the centre, for the page where a member of staff sits down and for pairing. */
export const desks = query(
	{ name: 'counter.desks', group: 'see-troubles', input: Centre, answer: v.array(DeskRow), look: 'holds no name' },
	({ db, now }, { centre }) => listDesks(db, centre, now)
);
