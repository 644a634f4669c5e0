import type { Db } from './db.server.ts';

type Limits = { free: number; minutes: number };

/**
 * One more try under this key, in one statement, so that of many at once each sees those before it. Answers until when it must
 * wait, null for one that is let through. A quiet hour forgives what came before, and so does a wait that is over.
 */
export const countAttempt = async (sql: Db, key: Buffer, at: Date, { free, minutes }: Limits): Promise<Date | null> =>
	(
		await sql<{ until: Date | null }[]>`
			insert into attempt as a (key, fails, last_at) values (${key}, 1, ${at})
			on conflict (key) do update set
				fails = case when a.until > excluded.last_at then a.fails
					when a.until <= excluded.last_at or a.last_at < excluded.last_at - interval '1 hour' then 1
					else a.fails + 1 end,
				until = case when a.until > excluded.last_at then a.until
					when a.until <= excluded.last_at or a.last_at < excluded.last_at - interval '1 hour' then null
					when a.fails >= ${free} then excluded.last_at + make_interval(mins => ${minutes}) end,
				last_at = excluded.last_at
			returning until`
	)[0]!.until;

/** One try less; of the last one nothing stays. */
export const dropAttempt = (sql: Db, key: Buffer) => sql`
	with gone as (delete from attempt where key = ${key} and fails <= 1)
	update attempt set fails = fails - 1 where key = ${key} and fails > 1`;

export const clearAttempts = (sql: Db, key: Buffer) => sql`delete from attempt where key = ${key}`;

export const clearOldAttempts = (sql: Db, before: Date) => sql`delete from attempt where last_at < ${before}`;
