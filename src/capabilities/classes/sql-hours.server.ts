import { dayOf } from '#kernel/day.ts';
import type { Db } from '#platform/db.server.ts';
import type { Hour } from './rules-hours.ts';

export type HourTaken = Hour & { person: string; run: string };

/** When some people sit in a lesson that is not over, wherever it is. */
export const listHours = (sql: Db, people: readonly string[], now: Date) => sql<HourTaken[]>`
	select person_id as person, run_id as run, day, starts, minutes from hours_taken(${sql.array([...people])}::uuid[], ${dayOf(now)}::date)`;

/** One at a time takes a place for somebody, in whichever class; several are held in one order. After the class. */
export async function holdLearners(sql: Db, people: readonly string[]): Promise<void> {
	const keys = await sql<{ key: number }[]>`
		select distinct hashtext((select min(one::text) from unnest(same_as(w.id)) one)) as key from unnest(${sql.array([...people])}::uuid[]) w (id) order by 1`;
	for (const { key } of keys) await sql`select pg_advisory_xact_lock(hashtext('classes.learner'), ${key})`;
}
