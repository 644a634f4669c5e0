import { dayOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import type { System } from './rules-systems.ts';
import { move } from './held.server.ts';
import { stateOf } from './rules-clocks.ts';
import { mayFollow, wordsBind } from './rules-ticket.ts';
import { ticketKeys } from './seal.server.ts';
import { findLoss } from './sql-loss.server.ts';
import { findTicket, insertEvent, listEvents, lockTicket } from './sql.server.ts';

/** A ticket that was told, whose it is, and which of those named it answers: itself, or what stands under it. */
export type Told = { ticket: string; person: string | null; meant: readonly string[] };

/**
 * What many were stuck with works again: each ticket that is still seen to is told so in the same words, and waits for their yes. Answers which
 * were told; one that is solved, over, of money that was lost or of whoever was erased is left as it stands. For the transaction of whoever knows it.
 */
export async function sayWorksAgain(
	context: Context,
	{ tickets, system, words }: { tickets: readonly string[]; system: System; words: string }
): Promise<Told[]> {
	const { db, actor, now } = context;
	const told: Told[] = [];
	// What stands under another is answered there.
	const rows = (await Promise.all(tickets.map((one) => findTicket(db, one)))).flatMap((row) => row ?? []);
	for (const [ticket, meant] of Map.groupBy(rows, ({ id, mergedInto }) => mergedInto ?? id)) {
		const row = await lockTicket(db, ticket);
		// Put under another matter, it is answered with that one.
		if (!row || row.system !== system || !mayFollow(row.state, 'solved') || (await findLoss(db, ticket))) continue;
		const key = (await ticketKeys(context, [row])).get(ticket);
		if (!key) continue;
		const id = requestFor('support.works-again', 0, `${context.request} ${ticket}`);
		await insertEvent(db, {
			...{ id, ticketId: ticket, centre: row.centreId, kind: 'solved', until: null, by: actor.id, at: now },
			words: key.seal(words, wordsBind(id))
		});
		const state = stateOf(await listEvents(db, [ticket]));
		await move(context, row, { state, owner: row.ownerId ?? actor.id, next: 'check', nextOn: dayOf(now) });
		told.push({ ticket, person: row.personId, meant: meant.map(({ id: one }) => one) });
	}
	return told;
}
