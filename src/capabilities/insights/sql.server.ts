import type { Db } from '#platform/db.server.ts';

export type Served = { priority: string; people: number; median: number; p80: number; longest: number };

/** People called today by class, with their minutes until the first call. */
export const listServed = (sql: Db, centres: readonly number[], day: string) => sql<Served[]>`
	select priority, count(*)::int as people, percentile_cont(0.5) within group (order by waited)::int as median,
		percentile_cont(0.8) within group (order by waited)::int as p80, max(waited)::int as longest
	from (select t.priority, extract(epoch from (min(p.to_at) - min(p.from_at))) / 60 as waited
		from ticket t join ticket_period p on p.ticket_id = t.id and p.state = 'waiting' and p.to_at is not null
		where t.centre_id = any(${sql.array(centres as number[])}::int[]) and t.day = ${day}::date and t.called_at is not null group by t.id) w
	group by priority order by people desc`;

export const countWaiting = async (sql: Db, centres: readonly number[], day: string, now: Date): Promise<{ waiting: number; longest: number | null }> =>
	(
		await sql<{ waiting: number; longest: number | null }[]>`
			select count(*)::int as waiting, (max(extract(epoch from (${now}::timestamptz - arrived_at))) / 60)::int as longest
			from ticket where centre_id = any(${sql.array(centres as number[])}::int[]) and day = ${day}::date and state = 'waiting'`
	)[0]!;

export const countCasesByStatus = (sql: Db, centres: readonly number[]) => sql<{ status: number | null; stage: string; files: number }[]>`
	select status, stage, count(*)::int as files from case_file
	where receiving_centre_id = any(${sql.array(centres as number[])}::int[]) and stage not in ('draft', 'void') group by status, stage order by status nulls first`;

export const countHow = (sql: Db, centres: readonly number[], from: string, to: string) => sql<{ week: string; how: string; times: number }[]>`
	select date_trunc('week', day)::date as week, how, count(*)::int as times from encounter
	where centre_id = any(${sql.array(centres as number[])}::int[]) and day between ${from}::date and ${to}::date and session_id is not null
	group by 1, 2 order by 1`;

export const countRatings = (sql: Db, centres: readonly number[], day: string) => sql<{ score: number; times: number }[]>`
	select score, count(*)::int as times from rating where centre_id = any(${sql.array(centres as number[])}::int[]) and day = ${day}::date group by score order by score desc`;

export const countDue = async (sql: Db, centres: readonly number[], day: string): Promise<{ soon: number; late: number }> =>
	(
		await sql<{ soon: number; late: number }[]>`
			select count(*) filter (where due_on = ${day}::date)::int as soon, count(*) filter (where due_on < ${day}::date)::int as late from case_file
			where receiving_centre_id = any(${sql.array(centres as number[])}::int[]) and stage not in ('draft', 'void') and (status is null or status not in (3, 7, 9, 10))`
	)[0]!;

export const countKept = async (sql: Db, centre: number, day: string): Promise<{ right: number; of: number }> =>
	(
		await sql<{ right: number; of: number }[]>`
			select count(*) filter (where waited <= promised_to)::int as "right", count(*)::int as of
			from (select t.promised_to, extract(epoch from (min(p.to_at) - min(p.from_at))) / 60 as waited
				from ticket t join ticket_period p on p.ticket_id = t.id and p.state = 'waiting' and p.to_at is not null
				where t.centre_id = ${centre} and t.day = ${day}::date and t.promised_to is not null and t.called_at is not null group by t.id) w`
	)[0]!;
