import type { Db, Fragment } from '#platform/db.server.ts';

/** Money that came and found no fee; row-level security shows it to those who settle it. */
export const countWaitingEntries = (sql: Db): Fragment => sql`
	select count(*) from bank_entry where state not in ('matched', 'settled')`;
