import type { Db, Fragment } from '#platform/db.server.ts';
import type { ListRow } from './answers.ts';
import type { Keyed } from './rules-keying.ts';

/** Numbers of a centre are given one after another. */
export const nextNumber = async (sql: Db, centre: number): Promise<number> => {
	await sql`select pg_advisory_xact_lock(hashtext('walk_list'), ${centre})`;
	return (
		await sql<{ next: number }[]>`
			select coalesce(max(number), 0) + 1 as next from walk_list where centre_id = ${centre}`
	)[0]!.next;
};

type NewList = {
	id: string;
	centre: number;
	area: string;
	walker: string;
	number: number;
	people: number;
	by: string;
	at: Date;
};

export const insertList = (sql: Db, l: NewList) => sql`
	insert into walk_list (id, centre_id, area_id, walker_id, number, people, printed_by, printed_at)
	values (${l.id}, ${l.centre}, ${l.area}, ${l.walker}, ${l.number}, ${l.people}, ${l.by}, ${l.at})`;

type NewRow = { id: string; n: number; household: string };

export const insertRows = (sql: Db, list: string, rows: readonly NewRow[]) => sql`
	insert into walk_row (id, list_id, n, household_id)
	select r.id, ${list}, r.n, r.household from jsonb_to_recordset(${sql.json(rows as never)}) as r (id uuid, n int, household uuid)`;

/** The doors of an area. */
export const listDoors = async (sql: Db, area: string): Promise<string[]> =>
	(
		await sql<{ household: string }[]>`
			select household_id as household from field_holding where area_id = ${area} order by household_id`
	).map(({ household }) => household);

/** Lists of the areas that whoever asks leads, or of all of a centre (`hamlets` null): those that are out first. */
export const listsOf = (
	sql: Db,
	centre: number,
	hamlets: readonly number[] | null,
	only: string | null = null
): Fragment => sql`
	select l.id, l.number, l.area_id, a.name as area, actor_name('staff', l.walker_id::text) as walker,
		actor_name('staff', l.printed_by::text) as printed_by, l.printed_at, r.rows, l.people, r.done, r.open,
		l.ended, actor_name('staff', l.ended_by::text) as ended_by, l.ended_at
	from walk_list l join field_area a on a.id = l.area_id cross join lateral (
		select count(*)::int as rows, count(r.done)::int as done,
			count(*) filter (where r.done is null and exists (select from walk_keying k where k.row_id = r.id))::int as open
		from walk_row r where r.list_id = l.id) r
	where l.centre_id = ${centre} and (${only}::uuid is null or l.id = ${only}::uuid)
		and (${hamlets === null} or a.hamlet_id = any(${sql.array([...(hamlets ?? [])])}::int[]))
	order by l.ended is not null, l.number desc`;

export const findList = async (
	sql: Db,
	centre: number,
	hamlets: readonly number[] | null,
	list: string
): Promise<ListRow | undefined> => (await sql<ListRow[]>`${listsOf(sql, centre, hamlets, list)}`)[0];

type Row = {
	id: string;
	n: number;
	household: string;
	done: boolean;
	mine: boolean;
	others: boolean;
	book: string | null;
	lane: string | null;
	hamlet: string | null;
};

/** The rows of a list with who keyed them: whoever asks, or others. */
export const listRows = (sql: Db, list: string, me: string) => sql<Row[]>`
	select r.id, r.n, r.household_id as household, r.done is not null as done,
		exists (select from walk_keying k where k.row_id = r.id and k.by_id = ${me}) as mine,
		exists (select from walk_keying k where k.row_id = r.id and k.by_id <> ${me}) as others,
		h.book, l.name as lane, g.name as hamlet
	from walk_row r left join household h on h.id = r.household_id left join dwelling d on d.id = h.dwelling_id
		left join place l on l.id = d.lane_id left join place g on g.id = d.hamlet_id
	where r.list_id = ${list} order by r.n`;

type RowOf = { id: string; n: number; list: string; household: string; done: string | null; walker: string };

/** A row, held until the end of the transaction. */
export const lockRow = async (sql: Db, row: string): Promise<RowOf | undefined> =>
	(
		await sql<RowOf[]>`
			select r.id, r.n, r.list_id as list, r.household_id as household, r.done, l.walker_id as walker
			from walk_row r join walk_list l on l.id = r.list_id where r.id = ${row} for no key update of r`
	)[0];

export const findRowByNumbers = async (
	sql: Db,
	centre: number,
	{ list, n }: { list: number; n: number }
): Promise<string | null> =>
	(
		await sql<{ id: string }[]>`
			select r.id from walk_row r join walk_list l on l.id = r.list_id
			where l.centre_id = ${centre} and l.number = ${list} and r.n = ${n}`
	)[0]?.id ?? null;

/** The area in which a door lies by now; null where it lies in none. */
export const findAreaOf = async (sql: Db, household: string): Promise<string | null> =>
	(await sql<{ area: string }[]>`select area_id as area from field_holding where household_id = ${household}`)[0]
		?.area ?? null;

/** What was keyed of a row, by whom. */
export const listKeyed = (sql: Db, row: string) => sql<{ by: string; said: Keyed }[]>`
	select by_id as by, said from walk_keying where row_id = ${row} order by at, by_id`;

export const putKeyed = (
	sql: Db,
	k: { row: string; by: string; at: Date; said: Keyed; people: readonly string[] }
) => sql`
	insert into walk_keying (row_id, by_id, at, said, people)
	values (${k.row}, ${k.by}, ${k.at}, ${sql.json(k.said as never)}, ${sql.array([...k.people])}::uuid[])
	on conflict (row_id, by_id) do update set at = excluded.at, said = excluded.said, people = excluded.people`;

/** A row is taken: what was keyed of it is nowhere but in the visit. */
export const finishRow = async (
	sql: Db,
	row: string,
	{ done, at, by }: { done: 'written' | 'on-phone'; at: Date; by: readonly string[] }
): Promise<void> => {
	await sql`delete from walk_keying where row_id = ${row}`;
	await sql`update walk_row set done = ${done}, done_at = ${at}, keyed_by = ${sql.array([...by])}::uuid[] where id = ${row}`;
};

/** Whether whoever went there has said the same visit on a phone: that door, that day, that outcome. */
export const isSaidOnPhone = async (
	sql: Db,
	v: { household: string; walker: string; day: string; outcome: string }
): Promise<boolean> =>
	(
		await sql`
			select from visit where household_id = ${v.household} and helper_id = ${v.walker} and outcome = ${v.outcome}
				and (ended_at at time zone 'Asia/Ho_Chi_Minh')::date = ${v.day}::date`
	).count > 0;

export const endListRow = async (sql: Db, l: { list: string; ended: string; by: string; at: Date }): Promise<void> => {
	await sql`delete from walk_keying where row_id in (select id from walk_row where list_id = ${l.list})`;
	await sql`update walk_list set ended = ${l.ended}, ended_by = ${l.by}, ended_at = ${l.at} where id = ${l.list}`;
};

/** Rows that another has keyed and whoever asks has not, in lists that are out. */
export const countForMe = (sql: Db, centre: number): Fragment => sql`
	select count(*) from walk_row r join walk_list l on l.id = r.list_id
	where l.centre_id = ${centre} and l.ended is null and r.done is null
		and exists (select from walk_keying k where k.row_id = r.id)
		and not exists (select from walk_keying k where k.row_id = r.id and k.by_id::text = app_id())`;

export const forgetKeyed = (sql: Db, person: string) => sql`select forget_walk_keyings(${person})`;

export const clearLists = (sql: Db, before: Date) => sql`delete from walk_list where ended_at < ${before}`;
