import type { Db } from '#platform/db.server.ts';
import type { CalendarEntry } from './answers.ts';

export const findCalendar = async (sql: Db, staff: string, centre: number) =>
	(
		await sql<
			{ id: string; madeAt: Date }[]
		>`select id, made_at from home_calendar where staff_id = ${staff} and centre_id = ${centre} and ended_at is null`
	)[0];

type NewCalendar = { id: string; staff: string; centre: number; hash: Buffer; at: Date };
export const insertCalendar = (sql: Db, c: NewCalendar) => sql`
	insert into home_calendar (id, staff_id, centre_id, token_hash, made_at) values (${c.id}, ${c.staff}, ${c.centre}, ${c.hash}, ${c.at})`;

export const endCalendarRow = (sql: Db, staff: string, centre: number, at: Date) =>
	sql`update home_calendar set ended_at = ${at} where staff_id = ${staff} and centre_id = ${centre} and ended_at is null`;

export const listCalendar = (sql: Db, hash: Buffer, since: string) => sql<CalendarEntry[]>`
	select id, what, day::text, to_char(from_at, 'HH24:MI') as from, to_char(until_at, 'HH24:MI') as until, hamlet, more, at
	from home_calendar_of(${hash}, ${since}::date)`;
