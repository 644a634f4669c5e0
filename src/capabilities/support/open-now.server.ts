import type { Context } from '#platform/context.server.ts';
import { lookAs } from '#platform/scope.server.ts';
import { listOpen, touchOpen } from './sql-open.server.ts';

/** So long after its page was opened somebody is said to have a ticket open: no page asks again by itself. */
const OPEN_MS = 2 * 60_000;

const since = (now: Date): Date => new Date(now.getTime() - OPEN_MS);

/**
 * Whoever opens the page of a ticket has it open. It is no command: nothing happened, and it stands in no journal. Below the code it is a row of
 * their own, of a ticket of their centre.
 */
export const opensTicket = (context: Context, ticket: string): Promise<void> =>
	lookAs(context, ({ db, actor, now }) => touchOpen(db, { ticket, staff: actor.id, at: now, stale: since(now) }));

/** Who else has some tickets open now, by ticket. */
export async function openNow(
	{ db, actor, now }: Context,
	tickets: readonly string[]
): Promise<ReadonlyMap<string, readonly string[]>> {
	const rows = await listOpen(db, tickets, actor.id, since(now));
	return new Map(
		[...Map.groupBy(rows, ({ ticketId }) => ticketId)].map(([id, who]) => [id, who.map(({ name }) => name)])
	);
}
