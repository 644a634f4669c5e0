import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { instantOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { cameByTicket } from '#capabilities/assistance/by-ticket.server.ts';
import { getPersonBrief, homeOfPerson, sameAsSubject } from '#capabilities/residents/people.server.ts';
import type { RunShown } from './answers.ts';
import { OneSeat, SeatFor, TakeSeat } from './inputs.ts';
import { isFree } from './hours.server.ts';
import { isOver } from './rules-begun.ts';
import { getRun } from './runs.server.ts';
import { OFFER_HOURS, seatFor, seatStates } from './rules-seats.ts';
import { dropPair } from './sql-pairs.server.ts';
import { findNumber } from './sql-make-up.server.ts';
import {
	askAgain,
	findFill,
	findSeat,
	findSeatOf,
	holdRun,
	insertSeat,
	offerSeats,
	setSeat,
	type SeatRow
} from './sql.server.ts';

export const Seated = v.object({ id: v.string(), state: v.picklist(seatStates), number: v.number() });

/** Whose class it is: of the centre of whoever acts, or of the commune where they live. */
async function isTheirs(context: Context, { centre }: RunShown, person: string): Promise<boolean> {
	const { kind, centres } = context.actor;
	return kind === 'staff' ? centres.includes(centre) : (await homeOfPerson(context, person))?.centre === centre;
}

/** The class, held, so that two who ask at once do not both get the last place. Refuses another commune's (`class-unknown`) and one that is over (`class-over`). */
async function held(context: Context, run: string, person: string): Promise<RunShown> {
	if (!(await holdRun(context.db, run))) throw new Refusal('class-unknown');
	const found = await getRun(context, run);
	if (!(await isTheirs(context, found, person))) throw new Refusal('class-unknown');
	if (isOver(found, context.now)) throw new Refusal('class-over');
	return found;
}

/** So long an offered place is kept: two days, and never past the beginning of the next lesson. */
export function keptUntil(run: RunShown, now: Date): Date {
	const latest = new Date(now.getTime() + OFFER_HOURS * 3_600_000);
	const next = run.lessons
		.filter(({ closed }) => !closed)
		.map(({ day }) => instantOf(day, run.starts))
		.find((at) => at > now);
	return next && next < latest ? next : latest;
}

type Asked = { id: string; run: string; person: string; source: SeatRow['source'] };

/** A place in a class, or a wait for one, by whichever way they came. */
export async function seat(context: Context, { id, run, person, source }: Asked) {
	const { db, actor, now } = context;
	const found = await held(context, run, person);
	if (found.unsigned > 0) throw new Refusal('class-unsigned');
	const before = await findSeatOf(db, run, person);
	if (before && before.state !== 'left') throw new Refusal('seat-already', { number: String(before.number) });
	await isFree(context, found, person);
	const fill = await findFill(db, run);
	const state = seatFor({ left: found.left, waiting: fill.waiting });
	// Whoever left and comes again has the number that was theirs, and so has whoever was a guest.
	const number = before?.number ?? (await findNumber(db, run, person)) ?? fill.nextNumber;
	const by = actor.kind === 'staff' ? actor.id : null;
	if (before) await askAgain(db, before.id, { state, source, by, at: now });
	else {
		const centre = found.centre;
		await insertSeat(db, {
			id,
			runId: run,
			centre,
			personId: person,
			number,
			source,
			state,
			by,
			at: now
		});
	}
	const seatId = before?.id ?? id;
	const answer = { id: seatId, state, number };
	return { answer, about: run, person, centre: found.centre, detail: { state, source } };
}

/** A place for whoever sits there, or asks on their own page; where none is free they wait, and are offered one in the order of asking. */
export const takeSeat = command(
	{ name: 'classes.take-seat', byPerson: true, group: ['sit-beside', 'own-page'], input: TakeSeat, answer: Seated },
	async (context, { id, run }) => {
		const { subject: person, kind } = context.actor;
		if (person === null) throw new Refusal('no-session');
		return seat(context, {
			id,
			run,
			person,
			source: kind === 'resident' ? 'self' : (await cameByTicket(context)) ? 'ticket' : 'beside'
		});
	}
);

/** The same for somebody who called, or whose child did: whoever took the call looked them up. */
export const seatByPhone = command(
	{ name: 'classes.seat-by-phone', byPerson: true, group: 'loop', input: SeatFor, answer: Seated },
	async (context, { id, run, person }) => {
		await getPersonBrief(context, person);
		return seat(context, { id, run, person, source: 'phone' });
	}
);

/** Theirs, or of the class of whoever acts; rows show nobody else's. The class is held first, and then it is read how the seat stands. */
export async function ownSeat(context: Context, id: string): Promise<SeatRow> {
	const { db, actor } = context;
	const before = await findSeat(db, id);
	if (before) await holdRun(db, before.runId);
	const found = before && (await findSeat(db, id));
	if (!found || found.state === 'left') throw new Refusal('seat-unknown');
	// Whoever stands for somebody asks in their name; to give a place back or take one is theirs alone.
	if (actor.kind === 'resident' && !(await sameAsSubject(context)).includes(found.personId))
		throw new Refusal('seat-unknown');
	return found;
}

/** They do not come: the place is offered to whoever waits, at once. */
export const leaveSeat = command(
	{
		name: 'classes.leave-seat',
		byPerson: true,
		group: ['loop', 'own-page'],
		input: OneSeat,
		answer: v.object({ offered: v.number() })
	},
	async (context, { seat: id }) => {
		const { db, now } = context;
		const { runId, personId } = await ownSeat(context, id);
		const run = await getRun(context, runId);
		await setSeat(db, id, 'left');
		await dropPair(db, id);
		const offered = isOver(run, now) ? [] : await offerSeats(db, runId, keptUntil(run, now), now);
		return {
			answer: { offered: offered.length },
			about: runId,
			person: personId,
			centre: run.centre,
			detail: { seat: id, offered }
		};
	}
);

/** They take the place that was offered. Refuses what is offered no more (`seat-lapsed`). */
export const acceptSeat = command(
	{
		name: 'classes.accept-seat',
		byPerson: true,
		group: ['loop', 'own-page'],
		input: OneSeat,
		answer: v.object({ ok: v.literal(true) })
	},
	async (context, { seat: id }) => {
		const { runId, personId, state, offeredUntil } = await ownSeat(context, id);
		if (state !== 'offered' || offeredUntil! <= context.now) throw new Refusal('seat-lapsed');
		const run = await getRun(context, runId);
		if (isOver(run, context.now)) throw new Refusal('class-over');
		await isFree(context, run, personId);
		const { centre } = run;
		await setSeat(context.db, id, 'taken');
		return { answer: { ok: true }, about: runId, person: personId, centre, detail: { seat: id } };
	}
);
