import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import type { System } from './rules-systems.ts';
import { findTicket } from './sql.server.ts';

/** What did not work, of a ticket that is solved, and nothing of whose it is. Refuses one of elsewhere (`support-unknown`) and one that is open still (`support-not-solved`). */
export async function systemOfSolved({ db, actor }: Context, ticket: string): Promise<System> {
	const row = await findTicket(db, ticket);
	if (!row || row.centreId !== centreOf(actor)) throw new Refusal('support-unknown');
	if (row.state !== 'solved' && row.state !== 'over') throw new Refusal('support-not-solved');
	return row.system;
}
