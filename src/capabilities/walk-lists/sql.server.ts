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

type NewRow = { id: string; n: number; household: string; people: string[] };

export const insertRows = (sql: Db, list: string, rows: readonly NewRow[]) => sql`
	insert into walk_row (id, list_id, n, household_id, people)
	select r.id, ${list}, r.n, r.household, r.people from jsonb_to_recordset(${sql.json(rows as never)}) as r (id uuid, n int, household uuid, people uuid[])`;

/** The doors of an area. */
export const listDoors = async (sql: Db, area: string): Promise<string[]> =>
	(
		await sql<{ household: string }[]>`
			select household_id as household from field_holding where area_id = ${area} order by household_id`
	).map(({ household }) => household);

type Led = { centre: number; hamlets: readonly number[] | null };

/** Lists of the areas that whoever asks leads, or of all of a centre (`hamlets` null): those that are out first, and the newest of each. */
export const listsOf = (sql: Db, { centre, hamlets }: Led, which: Fragment): Fragment => sql`
	select l.id, l.number, l.ended is not null as over from walk_list l join field_area a on a.id = l.area_id
	where l.centre_id = ${centre} and (${hamlets === null} or a.hamlet_id = any(${sql.array([...(hamlets ?? [])])}::int[])) and ${which}
	order by l.ended is not null, l.number desc`;

/** What follows a list in that order, by whether it was over and its number; one that is over since comes again, and none is left out. */
export const listsBeyond = (sql: Db, over: boolean, number: number): Fragment =>
	sql`(l.ended is not null, -l.number) > (${over}, ${-number}::int)`;

/** The same lists with what was keyed of each: counted of those alone that are shown. */
export const describeLists = (sql: Db, lists: readonly string[]) => sql<ListRow[]>`
	select l.id, l.number, l.area_id, a.name as area, actor_name('staff', l.walker_id::text) as walker,
		actor_name('staff', l.printed_by::text) as printed_by, l.printed_at, r.rows, l.people, r.done, r.open,
		l.ended, actor_name('staff', l.ended_by::text) as ended_by, l.ended_at
	from walk_list l join field_area a on a.id = l.area_id cross join lateral (
		select count(*)::int as rows, count(r.done)::int as done,
			count(*) filter (where r.done is null and exists (select from walk_keying k where k.row_id = r.id)
				and exists (select from field_holding f where f.household_id = r.household_id))::int as open
		from walk_row r where r.list_id = l.id) r
	where l.id = any(${sql.array([...lists])}::uuid[]) order by l.ended is not null, l.number desc`;

export const findList = async (sql: Db, led: Led, list: string): Promise<ListRow | undefined> => {
	const [found] = await sql<{ id: string }[]>`${listsOf(sql, led, sql`l.id = ${list}`)}`;
	return found && (await describeLists(sql, [found.id]))[0];
};

type Row = {
	id: string;
	n: number;
	household: string;
	people: (string | null)[];
	done: boolean;
	mine: boolean;
	others: boolean;
	book: string | null;
	lane: string | null;
	hamlet: string | null;
};

/** The rows of a list with who keyed them: whoever asks, or others. */
export const listRows = (sql: Db, list: string, me: string) => sql<Row[]>`
	select r.id, r.n, r.household_id as household, to_jsonb(r.people) as people, r.done is not null as done,
		exists (select from walk_keying k where k.row_id = r.id and k.by_id = ${me}) as mine,
		exists (select from walk_keying k where k.row_id = r.id and k.by_id <> ${me}) as others,
		h.book, l.name as lane, g.name as hamlet
	from walk_row r left join household h on h.id = r.household_id left join dwelling d on d.id = h.dwelling_id
		left join place l on l.id = d.lane_id left join place g on g.id = d.hamlet_id
	where r.list_id = ${list} order by r.n`;

type RowOf = {
	id: string;
	n: number;
	list: string;
	household: string;
	/** In the order of the paper; null where somebody was erased. */
	people: (string | null)[];
	done: string | null;
	walker: string;
};

const rowOf = (sql: Db, row: string): Fragment => sql`
	select r.id, r.n, r.list_id as list, r.household_id as household, to_jsonb(r.people) as people, r.done, l.walker_id as walker
	from walk_row r join walk_list l on l.id = r.list_id where r.id = ${row}`;

export const findRow = async (sql: Db, row: string): Promise<RowOf | undefined> =>
	(await sql<RowOf[]>`${rowOf(sql, row)}`)[0];

/** The same, held until the end of the transaction: two hands come one after the other. */
export const lockRow = async (sql: Db, row: string): Promise<RowOf | undefined> =>
	(await sql<RowOf[]>`${rowOf(sql, row)} for no key update of r`)[0];

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
	{ visit, at, by }: { visit: string | null; at: Date; by: readonly string[] }
): Promise<void> => {
	await sql`delete from walk_keying where row_id = ${row}`;
	await sql`
		update walk_row set done = ${visit === null ? 'on-phone' : 'written'}, visit_id = ${visit}, done_at = ${at}, keyed_by = ${sql.array([...by])}::uuid[]
		where id = ${row}`;
};

type SameVisit = {
	household: string;
	walker: string;
	outcome: string;
	from: Date;
	until: Date;
	met: readonly string[];
	taught: readonly { person: string; topic: string }[];
};

/** Whether whoever went there has said the same visit on a phone: that door, outcome and people, hours that touch, and all that was shown. */
export const isSaidOnPhone = async (sql: Db, v: SameVisit): Promise<boolean> =>
	(
		await sql<{ said: boolean }[]>`
			select phone_has_visit(${v.walker}, ${v.household}, ${v.outcome}, ${v.from}, ${v.until}, ${sql.array([...v.met])}::uuid[], ${sql.json(v.taught as never)}) as said`
	)[0]!.said;

/** Visits that phones brought take the place of the same ones that were keyed from paper since a moment; answers of how many. */
export const supersedePaper = async (sql: Db, since: Date): Promise<number> =>
	(await sql<{ many: number }[]>`select supersede_paper_visits(${since}) as many`)[0]!.many;

/** Whether somebody went to the doors of an area at a moment. */
export const wentThere = async (sql: Db, w: { area: string; walker: string; at: Date }): Promise<boolean> =>
	(
		await sql`
			select from field_worker where area_id = ${w.area} and staff_id = ${w.walker} and since <= ${w.at} and (until is null or until >= ${w.at})`
	).count > 0;

/** Whether a need of that kind was written down or ended after a moment. */
export const isNeedNewer = async (
	sql: Db,
	n: { person: string; kind: string; at: Date; day: string }
): Promise<boolean> =>
	(
		await sql`
			select from need where person_id = any(same_as(${n.person})) and kind = ${n.kind} and (made_at > ${n.at} or outcome_on >= ${n.day}::date)`
	).count > 0;

/** Holds a list that is out, against its end (`share`) or to end it; answers whether it is out. */
export const holdList = async (sql: Db, list: string, to: 'key' | 'end'): Promise<boolean> =>
	(
		await sql`select from walk_list where id = ${list} and ended is null ${to === 'end' ? sql`for update` : sql`for share`}`
	).count > 0;

export const endListRow = async (sql: Db, l: { list: string; ended: string; by: string; at: Date }): Promise<void> => {
	await sql`delete from walk_keying where row_id in (select id from walk_row where list_id = ${l.list})`;
	await sql`update walk_list set ended = ${l.ended}, ended_by = ${l.by}, ended_at = ${l.at} where id = ${l.list}`;
};

/** Rows that another has keyed and whoever asks has not, in lists that are out. */
export const countForMe = (sql: Db, centre: number): Fragment => sql`
	select count(*) from walk_row r join walk_list l on l.id = r.list_id join field_area a on a.id = l.area_id,
		led_hamlets(nullif(app_id(), '')::uuid, ${centre}) led
	where (led is null or cardinality(led) = 0 or a.hamlet_id = any(led)) and l.centre_id = ${centre} and l.ended is null and r.done is null
		and exists (select from walk_keying k where k.row_id = r.id)
		and not exists (select from walk_keying k where k.row_id = r.id and k.by_id::text = app_id())`;

export const forgetKeyed = (sql: Db, person: string) => sql`select forget_walk_keyings(${person})`;

/** A list whose paper nobody put away goes too. */
export const clearLists = (sql: Db, before: Date) =>
	sql`delete from walk_list where coalesce(ended_at, printed_at) < ${before}`;

/** What waited too long for a second hand. */
export const clearKeyed = (sql: Db, before: Date) => sql`delete from walk_keying where at < ${before}`;
