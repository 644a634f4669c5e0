import type { Db } from './db.server.ts';

export const findAttempts = async (sql: Db, key: Buffer): Promise<{ fails: number; until: Date | null } | undefined> =>
	(
		await sql<{ fails: number; until: Date | null }[]>`select fails, until from attempt where key = ${key} for update`
	)[0];

/** A quiet hour forgives what came before. */
export const addAttempt = (sql: Db, key: Buffer, at: Date, free: number, minutes: number) => sql`
	insert into attempt as a (key, fails, last_at) values (${key}, 1, ${at})
	on conflict (key) do update set
		fails = case when a.last_at < excluded.last_at - interval '1 hour' then 1 else a.fails + 1 end,
		until = case when a.fails + 1 >= ${free} and a.last_at >= excluded.last_at - interval '1 hour'
			then excluded.last_at + make_interval(mins => ${minutes}) else a.until end,
		last_at = excluded.last_at`;

export const clearAttempts = (sql: Db, key: Buffer) => sql`delete from attempt where key = ${key}`;

export const clearOldAttempts = (sql: Db, before: Date) => sql`delete from attempt where last_at < ${before}`;
