import type { Db } from '#platform/db.server.ts';

/** One line of what a figure counts: a number or code to find it by, when, and a word; never a name. */
export type CountedRow = { what: string; at: Date | null; word: string | null };

export const countedWaiting = (sql: Db, centres: readonly number[], day: string) => sql<CountedRow[]>`
	select 'A ' || number as what, arrived_at as at, matter as word from ticket
	where centre_id = any(${sql.array(centres as number[])}::int[]) and day = ${day}::date and state = 'waiting' order by arrived_at`;

export const countedServed = (sql: Db, centres: readonly number[], day: string, priority: string) => sql<CountedRow[]>`
	select 'A ' || number as what, called_at as at, matter as word from ticket
	where centre_id = any(${sql.array(centres as number[])}::int[]) and day = ${day}::date and called_at is not null and (${priority} = 'all' or priority = ${priority}) order by called_at`;

export const countedStatus = (sql: Db, centres: readonly number[], status: number | null) => sql<CountedRow[]>`
	select coalesce(official_code, procedure_code) as what, made_at as at, procedure_code as word from case_file
	where receiving_centre_id = any(${sql.array(centres as number[])}::int[]) and stage not in ('draft', 'void') and status is not distinct from ${status} order by made_at desc limit 500`;

export const countedHow = (sql: Db, centres: readonly number[], week: string, how: string) => sql<CountedRow[]>`
	select topic as what, at, how as word from encounter
	where centre_id = any(${sql.array(centres as number[])}::int[]) and session_id is not null and how = ${how} and date_trunc('week', day)::date = ${week}::date order by at desc limit 500`;

export const countedRatings = (sql: Db, centres: readonly number[], day: string, score: number) => sql<CountedRow[]>`
	select way as what, at, score::text as word from rating where centre_id = any(${sql.array(centres as number[])}::int[]) and day = ${day}::date and score = ${score} order by at desc`;
