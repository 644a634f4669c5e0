import { centreOf } from '#kernel/actor.ts';
import { timeOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { findLoss, type LossRow } from './sql-loss.server.ts';
import { findMover, lockTicket, moveTicket, type Moved, type TicketRow } from './sql.server.ts';

type Seen = { ticket: string; version: number };

const SAID = ['answered', 'note', 'waits', 'solved'] as const;

/** That it moved since it was seen; by whom of the house, where one of the house asks who reads their name on it anyway. */
async function moved({ db, actor }: Context, id: string): Promise<Refusal> {
	const mover = actor.kind === 'staff' ? await findMover(db, id) : undefined;
	if (!mover) return new Refusal('support-moved');
	const said = SAID.find((kind) => kind === mover.kind);
	return new Refusal(`support-moved-${said ?? 'by'}`, { name: mover.name, at: timeOf(mover.at) });
}

/** The ticket as whoever presses saw it, held until it is moved. Refuses one of elsewhere, one that moved since (`support-moved`, with who was quicker) and one under another (`support-merged`). */
export async function held(context: Context, { ticket, version }: Seen): Promise<TicketRow> {
	const row = await lockTicket(context.db, ticket);
	if (!row || row.centreId !== centreOf(context.actor)) throw new Refusal('support-unknown');
	if (row.version !== version) throw await moved(context, row.id);
	// What stands under another is seen to there.
	if (row.mergedInto !== null) throw new Refusal('support-merged');
	return row;
}

/** The same of money that was lost. */
export async function heldLoss(context: Context, seen: Seen): Promise<{ row: TicketRow; loss: LossRow }> {
	const row = await held(context, seen);
	const loss = await findLoss(context.db, row.id);
	if (!loss) throw new Refusal('support-unknown');
	return { row, loss };
}

/** It goes on, and whoever saw it before reads that it moved. */
export async function move(context: Context, row: TicketRow, to: Partial<Moved>): Promise<void> {
	const stands = { owner: row.ownerId, next: row.next, nextOn: row.nextOn, state: row.state };
	const mover = { by: context.actor.kind === 'staff' ? context.actor.id : null, at: context.now };
	if ((await moveTicket(context.db, row.id, row.version, { ...stands, ...to }, mover)) === 0)
		throw await moved(context, row.id);
}

export const written = <D extends Record<string, unknown> = Record<never, unknown>>(
	row: Pick<TicketRow, 'id' | 'personId' | 'centreId'>,
	detail: D = {} as D
) => ({
	answer: { id: row.id },
	about: row.id,
	person: row.personId,
	centre: row.centreId,
	detail
});
