import type { Db } from '#platform/db.server.ts';

/** The house asks of every connection that row-level security binds it: in this transaction it binds an owner's too, to all rows. */
export async function bindOwner(sql: Db): Promise<void> {
	await sql`alter table journal force row level security`;
	await sql`create policy owners on journal to current_user using (true) with check (true)`;
}
