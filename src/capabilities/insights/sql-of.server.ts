import type { Db } from '#platform/db.server.ts';
import type { Span } from './rules-days.ts';
import type { Places } from './sql.server.ts';

/** What a figure is out of, and how many of its kind it leaves out. */
export type Of = { of: number; left: number };

const at = (sql: Db, centres: Places) => sql`any(${sql.array(centres as number[])}::int[])`;
const one = async (rows: Promise<Of[]>): Promise<Of> => (await rows)[0]!;

/** Numbers taken on a day; left out: people who left before they were called. */
export const ofTickets = (sql: Db, centres: Places, day: string) =>
	one(
		sql<
			Of[]
		>`select count(*)::int as of, count(*) filter (where state = 'left')::int as left from ticket where centre_id = ${at(sql, centres)} and day = ${day}::date`
	);

/** People called on a day who had been told a range; left out: those to whom none could be told. */
export const ofKept = (sql: Db, centres: Places, day: string) =>
	one(sql<Of[]>`
		select count(*) filter (where promised_to is not null)::int as of, count(*) filter (where promised_to is null)::int as left
		from ticket where centre_id = ${at(sql, centres)} and day = ${day}::date and called_at is not null`);

/** Results since an instant that had a due day; left out: those whose procedure knows none. */
export const ofOnTime = (sql: Db, centres: Places, since: Date) =>
	one(sql<Of[]>`
		select count(*) filter (where due_on is not null)::int as of, count(*) filter (where due_on is null)::int as left
		from (select c.due_on, min(s.outside_at) as done_at from case_file c join case_status s on s.case_id = c.id and s.status = 9
			where c.receiving_centre_id = ${at(sql, centres)} group by c.id) d where done_at >= ${since}`);

/** Files whose clock runs; left out: those that wait for the citizen. */
export const ofDue = (sql: Db, centres: Places) =>
	one(sql<Of[]>`
		select count(*) filter (where status is null or status in (1, 2, 4))::int as of, count(*) filter (where status in (5, 6))::int as left
		from case_file where receiving_centre_id = ${at(sql, centres)} and stage not in ('draft', 'void')`);

/** Files that are open or ended today; left out: those that ended before. */
export const ofStatus = (sql: Db, centres: Places, { from, to }: Span) =>
	one(sql<Of[]>`
		select count(*) filter (where fresh)::int as of, count(*) filter (where not fresh)::int as left
		from (select status is null or status not in (3, 7, 8, 10) or exists (
				select from case_status s where s.case_id = c.id and s.status = c.status and s.outside_at >= ${from} and s.outside_at < ${to}) as fresh
			from case_file c where receiving_centre_id = ${at(sql, centres)} and stage not in ('draft', 'void')) f`);

/** Sessions of a week that came to an end; left out: unfinished ones and those sent elsewhere. */
export const ofHow = (sql: Db, centres: Places, week: string) =>
	one(sql<Of[]>`
		select count(*) filter (where how in ('self', 'guided', 'done-for'))::int as of, count(*) filter (where how in ('unfinished', 'referred'))::int as left
		from encounter where centre_id = ${at(sql, centres)} and session_id is not null and date_trunc('week', day)::date = ${week}::date`);

/** Ratings of a day; left out: people who were called and gave none. */
export const ofRatings = (sql: Db, centres: Places, day: string) =>
	one(sql<Of[]>`
		select r.n as of, greatest(0, t.n - r.n) as left
		from (select count(*)::int as n from rating where centre_id = ${at(sql, centres)} and day = ${day}::date) r,
			(select count(*)::int as n from ticket where centre_id = ${at(sql, centres)} and day = ${day}::date and called_at is not null) t`);
