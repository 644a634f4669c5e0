import type { Db } from '#platform/db.server.ts';
import type { ClosedDay } from './answers.ts';

export const listClosedDays = (sql: Db, centre: number, from: string) => sql<ClosedDay[]>`
	select day::text as day, words from closed_day where centre_id = ${centre} and day >= ${from}::date order by closed_day.day`;

/** Why a centre rests on a day, in its own words; null where it does not by itself. */
export const findClosedDay = async (sql: Db, centre: number, day: string): Promise<string | null> =>
	(await sql<{ words: string }[]>`select words from closed_day where centre_id = ${centre} and day = ${day}::date`)[0]
		?.words ?? null;

export const insertClosedDay = (sql: Db, d: ClosedDay & { centre: number; by: string | null; at: Date }) => sql`
	insert into closed_day (centre_id, day, words, by_id, at) values (${d.centre}, ${d.day}::date, ${d.words}, ${d.by}, ${d.at})
	on conflict on constraint closed_day_pkey do nothing`;

export const dropClosedDay = (sql: Db, centre: number, day: string) =>
	sql`delete from closed_day where centre_id = ${centre} and day = ${day}::date`;
