import type { Db } from './db.server.ts';

/** Tells every process what pages of a session or a file may have to show; sent when the transaction commits. Ids and a word, nothing else. */
export const tellLine = (sql: Db, what: string, about: readonly string[]) =>
	sql`select pg_notify('line', ${[what, ...about].join(' ')})`;
