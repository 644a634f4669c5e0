import type { Db } from '#platform/db.server.ts';
import type { Span } from './rules-days.ts';

/** The centres that a figure is of. */
export type Places = readonly number[];

const at = (sql: Db, centres: Places) => sql`any(${sql.array(centres as number[])}::int[])`;

type Served = { priority: string; people: number; median: number; p80: number; longest: number };

/** People called today by class, with their minutes until the first call. */
export const listServed = (sql: Db, centres: Places, day: string) => sql<Served[]>`
	select priority, count(*)::int as people, percentile_cont(0.5) within group (order by waited)::int as median,
		percentile_cont(0.8) within group (order by waited)::int as p80, max(waited)::int as longest
	from (select t.priority, extract(epoch from (min(p.to_at) - min(p.from_at))) / 60 as waited
		from ticket t join ticket_period p on p.ticket_id = t.id and p.state = 'waiting' and p.to_at is not null
		where t.centre_id = ${at(sql, centres)} and t.day = ${day}::date and t.called_at is not null group by t.id) w
	group by priority order by people desc, priority`;

type Waiting = { tickets: number; left: number; waiting: number; longest: number | null };

/** Numbers of today: all that were taken, how many left, how many wait, and since when the first of them. */
export const countWaiting = async (sql: Db, centres: Places, day: string, now: Date): Promise<Waiting> =>
	(
		await sql<Waiting[]>`
			select count(*)::int as tickets, count(*) filter (where state = 'left')::int as left, count(*) filter (where state = 'waiting')::int as waiting,
				(max(extract(epoch from (${now}::timestamptz - arrived_at))) filter (where state = 'waiting') / 60)::int as longest
			from ticket where centre_id = ${at(sql, centres)} and day = ${day}::date`
	)[0]!;

/** The caps of these centres: the least of them is the line that a wait must not cross, and their head start in minutes. */
export const findCap = async (sql: Db, centres: Places): Promise<{ cap: number; headStart: number }> =>
	(
		await sql<
			{ cap: number; headStart: number }[]
		>`select coalesce(min(wait_cap_min), 45)::int as cap, coalesce(max(head_start_min), 20)::int as head_start from centre where id = ${at(sql, centres)}`
	)[0]!;

type StatusCount = { status: number | null; stage: string; files: number };

/** Files that are open, and those that ended today (3, 7, 8, 10): history would dwarf what is in hand. */
export const countCasesByStatus = (sql: Db, centres: Places, { from, to }: Span) => sql<StatusCount[]>`
	select status, stage, count(*)::int as files from case_file c
	where receiving_centre_id = ${at(sql, centres)} and stage not in ('draft', 'void') and (status is null or status not in (3, 7, 8, 10)
		or exists (select from case_status s where s.case_id = c.id and s.status = c.status and s.outside_at >= ${from} and s.outside_at < ${to}))
	group by status, stage order by status nulls first`;

export const countHow = (sql: Db, centres: Places, from: string, to: string) => sql<
	{ week: string; how: string; times: number }[]
>`
	select date_trunc('week', day)::date as week, how, count(*)::int as times from encounter
	where centre_id = ${at(sql, centres)} and day between ${from}::date and ${to}::date and session_id is not null
	group by 1, 2 order by 1`;

export const countRatings = (sql: Db, centres: Places, day: string) => sql<{ score: number; times: number }[]>`
	select score, count(*)::int as times from rating where centre_id = ${at(sql, centres)} and day = ${day}::date group by score order by score desc`;

/** Open files by their due day. At 5 and 6 the clock stands still; 3, 7 and 8 ended otherwise. */
export const countDue = async (sql: Db, centres: Places, day: string): Promise<{ soon: number; late: number }> =>
	(
		await sql<{ soon: number; late: number }[]>`
			select count(*) filter (where due_on = ${day}::date)::int as soon, count(*) filter (where due_on < ${day}::date)::int as late from case_file
			where receiving_centre_id = ${at(sql, centres)} and stage not in ('draft', 'void') and (status is null or status in (1, 2, 4))`
	)[0]!;

/** Files that had their result since an instant: how many by their due day. The result counts, not the day it was fetched. */
export const countOnTime = async (sql: Db, centres: Places, since: Date): Promise<{ right: number; of: number }> =>
	(
		await sql<{ right: number; of: number }[]>`
			select count(*) filter (where done_at < (due_on + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh')::int as "right", count(*)::int as of
			from (select c.due_on, min(s.outside_at) as done_at from case_file c join case_status s on s.case_id = c.id and s.status = 9
				where c.receiving_centre_id = ${at(sql, centres)} and c.due_on is not null group by c.id) d
			where done_at >= ${since}`
	)[0]!;

/** Of the people called on a day who had been told a range: how many waited no longer. */
export const countKept = async (sql: Db, centres: Places, day: string): Promise<{ right: number; of: number }> =>
	(
		await sql<{ right: number; of: number }[]>`
			select count(*) filter (where waited <= promised_to)::int as "right", count(*)::int as of
			from (select t.promised_to, extract(epoch from (min(p.to_at) - min(p.from_at))) / 60 as waited
				from ticket t join ticket_period p on p.ticket_id = t.id and p.state = 'waiting' and p.to_at is not null
				where t.centre_id = ${at(sql, centres)} and t.day = ${day}::date and t.promised_to is not null and t.called_at is not null group by t.id) w`
	)[0]!;
