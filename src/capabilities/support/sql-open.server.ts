import type { Db } from '#platform/db.server.ts';

// Who has a ticket open now.

/** Somebody opens the page of a ticket; what was open before an instant is forgotten. */
export async function touchOpen(
	sql: Db,
	{ ticket, staff, at, stale }: { ticket: string; staff: string; at: Date; stale: Date }
): Promise<void> {
	await sql`
		insert into support_open (ticket_id, staff_id, centre_id, at) select id, ${staff}, centre_id, ${at} from support_ticket where id = ${ticket}
		on conflict (ticket_id, staff_id) do update set at = excluded.at`;
	await sql`select forget_open(${stale})`;
}

/** Who else has each of some tickets open since an instant, by name. */
export const listOpen = (sql: Db, tickets: readonly string[], me: string, since: Date) => sql<
	{ ticketId: string; name: string }[]
>`
	select ticket_id, actor_name('staff', staff_id::text) as name from support_open
	where ticket_id = any(${sql.array([...tickets])}::uuid[]) and staff_id::text <> ${me} and at >= ${since} order by at desc, staff_id`;
