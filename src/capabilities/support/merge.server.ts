import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { allIdsOf } from '#capabilities/residents/people.server.ts';
import { held, written } from './held.server.ts';
import { MergeTicket, UnmergeTicket } from './inputs.ts';
import { stateOf } from './rules-clocks.ts';
import { mergeForbids } from './rules-merge.ts';
import { digitsOf, phoneBind } from './rules-ticket.ts';
import { ticketKeys } from './seal.server.ts';
import { findNumbered, listUnder, setMerged, setState } from './sql-merge.server.ts';
import { listEvents, lockTicket, type TicketRow } from './sql.server.ts';

const Answer = v.object({ id: v.string() });

/** The telephone that a caller left, by its digits. */
async function saidPhone(context: Context, row: TicketRow): Promise<string | null> {
	const key = row.phone === null ? undefined : (await ticketKeys(context, [row])).get(row.id);
	return row.phone && key ? digitsOf(key.text(row.phone, phoneBind(row.id))) : null;
}

/** What the rule asks of a ticket. */
const asked = async (context: Context, row: TicketRow) => ({
	id: row.id,
	ids: row.businessId !== null ? [row.businessId] : row.ofId === null ? [] : await allIdsOf(context, row.ofId),
	asked: row.businessId === null ? row.askedBy : null,
	staff: row.staffName !== null,
	solved: row.state === 'solved' || row.state === 'over',
	phone: await saidPhone(context, row),
	lost: row.lost,
	under: row.mergedInto !== null,
	holds: (await listUnder(context.db, row.id)).length
});

/** As all that is said on it and under it says. */
const settle = async ({ db }: Context, id: string): Promise<void> =>
	void (await setState(db, id, stateOf(await listEvents(db, [id]))));

/**
 * The same matter told twice: this ticket stands under another of the centre from now on, by its spoken number, and what was said on both is read
 * there in one order. Refuses what is not one matter (`rules-merge`), a number that is none here (`support-number-unknown`), and a ticket that moved
 * since it was read (`support-moved`).
 */
export const mergeTicket = command(
	{ name: 'support.merge-ticket', byPerson: true, group: 'loop', input: MergeTicket, answer: Answer },
	async (context, { into, ...seen }) => {
		const { db, actor } = context;
		const other = await findNumbered(db, centreOf(actor), into);
		if (other === undefined) throw new Refusal('support-number-unknown', { number: String(into) });
		// Held in one order, so that two who merge crosswise wait for each other.
		for (const id of [seen.ticket, other].toSorted()) await lockTicket(db, id);
		const row = await held(context, seen);
		const target = (await lockTicket(db, other))!;
		const forbids = mergeForbids(await asked(context, row), await asked(context, target));
		if (forbids) throw new Refusal(forbids);
		await setMerged(db, row.id, target.id);
		await settle(context, target.id);
		return { ...written(row, { into: target.id }), answer: { id: target.id } };
	}
);

/** It was another matter after all: it stands by itself again, as its own words say. Refuses what stands under none (`support-moved`). */
export const unmergeTicket = command(
	{ name: 'support.unmerge-ticket', byPerson: true, group: 'loop', input: UnmergeTicket, answer: Answer },
	async (context, { ticket, version }) => {
		const { db, actor } = context;
		const row = await lockTicket(db, ticket);
		if (!row || row.centreId !== centreOf(actor)) throw new Refusal('support-unknown');
		if (row.version !== version || row.mergedInto === null) throw new Refusal('support-moved');
		await lockTicket(db, row.mergedInto);
		await setMerged(db, ticket, null);
		await settle(context, ticket);
		await settle(context, row.mergedInto);
		return written(row, { from: row.mergedInto });
	}
);
