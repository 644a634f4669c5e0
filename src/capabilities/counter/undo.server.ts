import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import type { Last } from '#platform/db.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { Move, MoveKind, type TicketRow } from './answers.ts';
import { Ticket, Undo } from './inputs.ts';
import { holdCalls } from './hold-calls.server.ts';
import { UNDO_S } from './rules-queue.ts';
import { lockTicket, updateOtherCalled } from './sql.server.ts';
import {
	deleteMove,
	findMove,
	insertMove,
	isUntouched,
	reopenPeriod,
	restoreTickets,
	stayTicket
} from './sql-undo.server.ts';

/** What a press moved, as it stood before: its own hands can put it back for a minute. A program has no key to undo with. */
export const keepMove = (...kept: Parameters<typeof movesKept>): Promise<unknown> => Promise.all(movesKept(...kept));

/** The statement of it, after those that move; none where nothing is moved by hand. */
export function movesKept(
	{ db, actor, now }: Context,
	what: MoveKind,
	before: readonly TicketRow[],
	otherCalled: boolean | null = null
): Last[] {
	const [first] = before;
	if (!first || actor.kind !== 'staff' || actor.key !== undefined) return [];
	const move = {
		id: crypto.randomUUID(),
		centreId: first.centreId,
		day: first.day,
		what,
		at: now,
		otherCalled,
		before
	};
	return [insertMove(db, actor.id, move)];
}

const since = (now: Date): Date => new Date(now.getTime() - UNDO_S * 1000);

/** What whoever asks moved within the last minute and nobody has touched since: what "Hoàn tác" would put back. */
export const undoable = query(
	{
		name: 'counter.undoable',
		byPerson: true,
		group: 'hall',
		input: Nothing,
		answer: v.nullable(Move),
		look: 'holds no name'
	},
	async ({ db, actor, now }) => {
		if (actor.session !== null) return null;
		const move = await findMove(db, actor.id, since(now));
		if (!move || !(await isUntouched(db, move.id))) return null;
		return { id: move.id, what: move.what, numbers: move.before.map(({ number, state }) => ({ number, state })) };
	}
);

/**
 * "Hoàn tác": every number of the last move stands again as it stood, with its turn, its desk and its time. Refuses after
 * a minute (`undo-late`), beside an open session (`session-open`), and when somebody has moved one of them since (`undo-moved`): then nothing is put back.
 */
export const undo = command(
	{
		name: 'counter.undo',
		byPerson: true,
		group: 'hall',
		input: Undo,
		answer: v.object({ what: MoveKind, number: v.number() })
	},
	async (context, { move: id }) => {
		const { db, actor, now } = context;
		// Whoever was called and sits there already is not sent back into the line.
		if (actor.session !== null) throw new Refusal('session-open');
		const [centre, day] = [centreOf(actor), dayOf(now)];
		await holdCalls(db, centre, day);
		const move = await findMove(db, actor.id, since(now));
		if (!move || move.id !== id) throw new Refusal('undo-late', { seconds: UNDO_S });
		for (const ticket of move.before) await lockTicket(db, ticket.id);
		if ((await restoreTickets(db, id)) !== move.before.length) throw new Refusal('undo-moved');
		for (const ticket of move.before) await reopenPeriod(db, ticket.id, move.at);
		if (move.otherCalled !== null) await updateOtherCalled(db, move.centreId, move.day, move.otherCalled);
		await deleteMove(db, id);
		return {
			answer: { what: move.what, number: move.before[0]!.number },
			about: move.before[0]!.id,
			person: null,
			detail: { what: move.what, tickets: move.before.map((ticket) => ticket.id) }
		};
	}
);

/** Whoever said that they went home and has not: for a minute their number stands again as it stood, with its turn and its time (`undo-late`). */
export const stay = command(
	{ name: 'counter.stay', group: 'public', input: Ticket, answer: v.object({ ok: v.literal(true) }) },
	async ({ db, now }, { ticket }) => {
		await lockTicket(db, ticket);
		if (!(await stayTicket(db, ticket, since(now)))) throw new Refusal('undo-late', { seconds: UNDO_S });
		return { answer: { ok: true }, about: ticket, person: null };
	}
);
