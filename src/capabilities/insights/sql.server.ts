import type { Db, Fragment } from '#platform/db.server.ts';
import type { Places } from './sql-figures.server.ts';

// How a figure is read: its numbers, what they are out of, the rows behind one of them.

/** One line of what a figure counts: a number or code to find it by, when, a word, and the commune where it was; never a name of somebody. `id` opens a file. */
export type CountedRow = {
	id: string | null;
	what: string;
	at: Date | null;
	word: string | null;
	commune: string | null;
};
/** How many rows a number counts, out of how many, and how many of their kind are left out of that. */
export type Sums = { whole: number; of: number; left: number };
type Page = { key: string | null; newest: boolean; rows: number; from: number };
type Served = { priority: string; people: number; median: number; p80: number; longest: number };

/** Every number of a figure by its key. What no number counts is let go of here: asked of each row, the database would make its key a second time. */
export const tally = async (sql: Db, figure: Fragment): Promise<Map<string, number>> => {
	const found = await sql<
		{ key: string | null; rows: number }[]
	>`select key, count(*)::int as rows from (${figure}) f group by key order by key`;
	return new Map(found.flatMap(({ key, rows }) => (key === null ? [] : [[key, rows]])));
};

/** One number of a figure with what it is out of; without a key all that the figure counts. `besides` is left out as a number, without rows. */
export const sumsOf = async (sql: Db, figure: Fragment, key: string | null, besides = sql`0`): Promise<Sums> =>
	(
		await sql<Sums[]>`
			select count(key) filter (where ${key}::text is null or key = ${key})::int as whole, count(*) filter (where inside)::int as of, count(*) filter (where beside)::int + ${besides} as left
			from (${figure}) f`
	)[0]!;

/** The rows behind that number, a page of them. */
export const rowsOf = (sql: Db, figure: Fragment, { key, newest, rows, from }: Page) => sql<CountedRow[]>`
	select id, what, at, word, (select u.name from place c join place u on u.id = c.parent_id where c.id = f.centre) as commune
	from (${figure}) f where key is not null and (${key}::text is null or key = ${key})
	order by ${newest ? sql`at desc` : sql`at`}, tie limit ${rows} offset ${from}`;

/** The people called, by class, with their minutes until the first call. */
export const waitsOf = (sql: Db, figure: Fragment) => sql<Served[]>`
	select key as priority, count(*)::int as people, percentile_cont(0.5) within group (order by waited)::int as median,
		percentile_cont(0.8) within group (order by waited)::int as p80, max(waited)::int as longest
	from (${figure}) f where key is not null group by key order by people desc, key`;

/** For how many minutes the first of those who wait has waited. */
export const longestOf = async (sql: Db, figure: Fragment, now: Date): Promise<number | null> =>
	(
		await sql<
			{ longest: number | null }[]
		>`select (max(extract(epoch from (${now}::timestamptz - at))) / 60)::int as longest from (${figure}) f where key is not null`
	)[0]!.longest;

/** The caps of these centres: the least of them is the line that a wait must not cross, and their head start in minutes. */
export const findCap = async (sql: Db, centres: Places): Promise<{ cap: number; headStart: number }> =>
	(
		await sql<
			{ cap: number; headStart: number }[]
		>`select coalesce(min(wait_cap_min), 45)::int as cap, coalesce(max(head_start_min), 20)::int as head_start from centre where id = any(${sql.array(centres as number[])}::int[])`
	)[0]!;

/** One line for each commune: who waits there, how many were called today, and which of its files are late. */
export const communesOf = (
	sql: Db,
	centres: Places,
	{ waiting, served, due }: Record<'waiting' | 'served' | 'due', Fragment>
) => sql<{ centre: number; name: string; waiting: number; called: number; late: number }[]>`
	select c.id as centre, u.name, coalesce(w.n, 0)::int as waiting, coalesce(s.n, 0)::int as called, coalesce(d.n, 0)::int as late
	from place c join place u on u.id = c.parent_id
		left join (select centre, count(*) as n from (${waiting}) f where key = 'waiting' group by centre) w on w.centre = c.id
		left join (select centre, count(*) as n from (${served}) f where key is not null group by centre) s on s.centre = c.id
		left join (select centre, count(*) as n from (${due}) f where key = 'late' group by centre) d on d.centre = c.id
	where c.id = any(${sql.array(centres as number[])}::int[]) order by u.name, c.id`;
