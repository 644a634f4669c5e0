import { moreAfter, type Page } from '#kernel/page.ts';
import type { Db, Fragment } from '#platform/db.server.ts';
import type { BoardCarrier, BoardDoor } from './answers.ts';
import { pageOver, type DoorState, type UncountedWhy } from './rules-board.ts';

// Each number once: what the board counts and the doors that it opens are read from one fragment and cannot differ. A fragment is a
// select of `household_id`, `at`, `why`, `open` and `people`, a row for each that is counted.

export type Ground = {
	centre: number;
	commune: number;
	/** Those that whoever asks leads; null for all. */
	hamlets: readonly number[] | null;
	from: Date;
	until: Date;
	/** Born by then somebody is of those who come first. */
	bornBy: number;
};

const ints = (sql: Db, some: readonly number[] | null) => sql`${sql.array([...(some ?? [])])}::int[]`;

/** The doors of whoever asks, looked for one by one: for what counts few of them. 0: no hamlet is known. */
const doors = (sql: Db, { commune, hamlets }: Ground): Fragment => sql`
	select h.id as household_id, coalesce(d.hamlet_id, 0) as hamlet, d.lane_id, h.book from household h join dwelling d on d.id = h.dwelling_id
	where h.commune_id = ${commune} and h.ended_at is null and d.commune_id = ${commune} and (${hamlets === null} or coalesce(d.hamlet_id, 0) = any(${ints(sql, hamlets)}))`;

const theirs = (sql: Db, { hamlets }: Ground): Fragment => (hamlets === null ? sql`null::int[]` : ints(sql, hamlets));

/** The same, all of some hamlets at once. */
const allDoors = (sql: Db, ground: Ground): Fragment => sql`
	select household_id, hamlet, lane_id, book from doors_in(${ground.commune}, ${theirs(sql, ground)}, null)`;

/** The same, those alone that something else has found: a select of `household_id`. */
const doorsAmong = (sql: Db, ground: Ground, found: Fragment): Fragment => sql`
	select household_id, hamlet, lane_id, book from doors_in(${ground.commune}, ${theirs(sql, ground)}, array(${found}))`;

/** Doors at which somebody was met by a visit that counts. */
const reached = (sql: Db, { centre, from, until }: Ground): Fragment => sql`
	select v.household_id, max(v.ended_at) as at from visit v
	where v.centre_id = ${centre} and v.outcome = 'met' and v.ended_at >= ${from} and v.ended_at < ${until}
		and v.id not in (select visit_id from uncounted_visits(${centre}))
	group by v.household_id`;

const houses = (sql: Db, ground: Ground): Fragment => sql`select m.household_id from (${reached(sql, ground)}) m`;

/** Households that come first, with the groups that they belong to and who of them does: asked of those alone that a page lists. */
const first = (sql: Db, ground: Ground, among: Fragment): Fragment => sql`
	select f.household_id, f.why, array(
		select p.id from household_member m join person p on p.id = m.person_id and p.erased_at is null
		where m.household_id = f.household_id and m.until is null and (f.why like 'alone%' or p.birth_year <= ${ground.bornBy} or 'companion' = any(p.needs))) as people
	from first_doors(${ground.commune}, ${theirs(sql, ground)}, ${among}, ${ground.bornBy}) f`;

/** Visits that are not counted, a row each, with why. */
const uncounted = (sql: Db, { centre, from, until }: Ground): Fragment => sql`
	select household_id, ended_at as at, 'taken-back' as why, true as open, '{}'::uuid[] as people from taken_back_visits(${centre}, ${from}, ${until})
	union all select household_id, said_at, result, true, '{}' from field_operation
		where centre_id = ${centre} and command = 'assistance.record-visit' and household_id is not null and (
			settled_at is null and result in ('conflict', 'held', 'rerouted', 'rejected')
			or result = 'dropped' and said_at >= ${from} and said_at < ${until})
	union all select v.household_id, v.ended_at, u.why, u.open, '{}' from uncounted_visits(${centre}) u join visit v on v.id = u.visit_id
		where v.ended_at >= ${from} and v.ended_at < ${until}`;

const bare = (sql: Db, at: Fragment): Fragment =>
	sql`${at} as at, null::text as why, true as open, '{}'::uuid[] as people`;

const firstOfAll = (sql: Db, ground: Ground): Fragment => sql`
	select f.household_id, r.at, f.why, true as open, f.people from (${first(sql, ground, sql`null`)}) f
		left join (${reached(sql, ground)}) r on r.household_id = f.household_id`;

const byState: Record<DoorState, (sql: Db, ground: Ground) => Fragment> = {
	all: (sql, ground) =>
		sql`select household_id, ${bare(sql, sql`null::timestamptz`)} from (${allDoors(sql, ground)}) d`,
	reached: (sql, ground) => sql`select household_id, ${bare(sql, sql`at`)} from (${reached(sql, ground)}) r`,
	left: (sql, ground) => sql`
		select household_id, ${bare(sql, sql`(select max(v.ended_at) from visit v where v.household_id = d.household_id and v.id not in (select u.visit_id from uncounted_visits(${ground.centre}) u where not u.open))`)} from (${allDoors(sql, ground)}) d
		where household_id not in (select household_id from (${reached(sql, ground)}) r)`,
	uncounted,
	first: firstOfAll,
	'first-reached': (sql, ground) => sql`
		select f.household_id, r.at, f.why, true as open, f.people from (${reached(sql, ground)}) r
			join (${first(sql, ground, sql`array(${houses(sql, ground)})`)}) f on f.household_id = r.household_id`,
	'first-left': (sql, ground) => sql`select * from (${firstOfAll(sql, ground)}) f where at is null`
};

/** Doors at which somebody was, or should have been, are looked up; what else is counted may be most of a hamlet. */
const doorsFor = (sql: Db, ground: Ground, state: DoorState): Fragment => {
	if (state === 'uncounted') return doors(sql, ground);
	const been = state === 'reached' || state === 'first-reached';
	return been ? doorsAmong(sql, ground, houses(sql, ground)) : allDoors(sql, ground);
};

/** What one number is without another, hamlet by hamlet. */
const without = (sql: Db, ground: Ground, [whole, part]: [DoorState, DoorState]): Fragment => sql`
	select w.hamlet, w.count - coalesce(t.count, 0) as count, w.count - coalesce(t.count, 0) as open
	from (${tallied(sql, ground, whole)}) w left join (${tallied(sql, ground, part)}) t using (hamlet)`;

/** Of what is kept by the hamlet. */
const kept = (sql: Db, ground: Ground, column: 'doors' | 'first'): Fragment => sql`
	select hamlet, ${sql(column)} as count, ${sql(column)} as open from doors_by_hamlet(${ground.commune}, ${ground.bornBy})
	where ${sql(column)} > 0 and (${ground.hamlets === null} or hamlet = any(${ints(sql, ground.hamlets)}))`;

/** How many of a kind there are in each hamlet; `open`: of these the doors are told. */
function tallied(sql: Db, ground: Ground, state: DoorState): Fragment {
	if (state === 'all') return kept(sql, ground, 'doors');
	if (state === 'first') return kept(sql, ground, 'first');
	if (state === 'left') return without(sql, ground, ['all', 'reached']);
	if (state === 'first-left') return without(sql, ground, ['first', 'first-reached']);
	return sql`
		with s as materialized (${byState[state](sql, ground)})
		select d.hamlet, count(*)::int as count, count(*) filter (where s.open)::int as open
		from s join (${doorsFor(sql, ground, state)}) d on d.household_id = s.household_id group by 1`;
}

/** How many of a kind there are in each hamlet. */
export const tally = (sql: Db, ground: Ground, state: DoorState) =>
	sql<{ hamlet: number; count: number }[]>`select hamlet, count from (${tallied(sql, ground, state)}) t`;

/** Why visits are not counted, with how many of each; `hidden`: of these the doors are not told yet. */
export const tallyWhys = (sql: Db, ground: Ground, hamlet: number | null) => sql<
	{ why: UncountedWhy; count: number; hidden: number }[]
>`
	select u.why, count(*)::int as count, count(*) filter (where not u.open)::int as hidden
	from (${uncounted(sql, ground)}) u join (${doors(sql, ground)}) d on d.household_id = u.household_id
	where ${hamlet}::int is null or d.hamlet = ${hamlet}::int group by 1 order by 2 desc, 1`;

/** The doors that a number counts, lane by lane; whoever is being asked about some is not given away by them. */
const doorsOf = (sql: Db, ground: Ground, state: DoorState): Fragment => sql`
	select d.household_id as household, d.book, p.name as hamlet, l.name as lane, a.name as area, s.at, s.why, s.people
	from (${byState[state](sql, ground)}) s join (${doorsFor(sql, ground, state)}) d on d.household_id = s.household_id
		left join place p on p.id = d.hamlet left join place l on l.id = d.lane_id
		left join field_holding f on f.household_id = d.household_id left join field_area a on a.id = f.area_id
	where s.open and d.hamlet = any(${ints(sql, ground.hamlets)})
	order by p.name_plain nulls last, d.hamlet, l.name_plain nulls last, length(d.book), d.book, ${state === 'left' ? sql`` : sql`s.at,`} d.household_id`;

/** How many doors of a number each hamlet has, in the order in which they are listed. */
const listHamletsOf = (sql: Db, ground: Ground, state: DoorState) => sql<{ hamlet: number; open: number }[]>`
	select t.hamlet, t.open from (${tallied(sql, ground, state)}) t left join place p on p.id = t.hamlet
	where t.open > 0 order by p.name_plain nulls last, t.hamlet`;

/** One page of them, and how many there are: behind the last page, too. Only the hamlets are read on whose doors the page falls. */
export async function pageOfDoors(
	sql: Db,
	{ ground, state, hamlet }: { ground: Ground; state: DoorState; hamlet: number | null },
	{ page, rows }: { page: number; rows: number }
): Promise<Page<BoardDoor>> {
	const all = await listHamletsOf(sql, ground, state);
	const { whole, on, skip } = pageOver(
		hamlet === null ? all : all.filter((one) => one.hamlet === hamlet),
		page * rows,
		rows
	);
	const found =
		on.length === 0
			? []
			: await sql<BoardDoor[]>`${doorsOf(sql, { ...ground, hamlets: on }, state)} limit ${rows} offset ${skip}`;
	return { rows: found, whole, more: moreAfter(whole, page, rows) };
}

/** Who goes where: by areas of a hamlet, and by those of no hamlet through the doors that they hold. */
const goes = (sql: Db, { centre, hamlets }: Ground): Fragment => sql`
	select distinct w.staff_id, w.since, a.id as area_id, a.name as area, coalesce(a.hamlet_id, d.hamlet_id, 0) as hamlet
	from field_area a join field_worker w on w.area_id = a.id and w.until is null
		left join field_holding f on a.hamlet_id is null and f.area_id = a.id left join household h on h.id = f.household_id left join dwelling d on d.id = h.dwelling_id
	where a.centre_id = ${centre} and (${hamlets === null} or coalesce(a.hamlet_id, d.hamlet_id) = any(${ints(sql, hamlets)}))`;

type HamletRow = {
	id: number;
	name: string | null;
	workers: (string | null)[];
	since: Date | null;
	seenAt: Date | null;
	onPhones: number;
	visitedAt: Date | null;
};

/** The hamlets of whoever asks, who goes there, and what was heard of their phones; last, households of no hamlet that is known. */
export const listBoardHamlets = (sql: Db, ground: Ground) => sql<HamletRow[]>`
	with goes as materialized (${goes(sql, ground)}),
	last as materialized (select v.household_id, max(v.ended_at) as at from visit v group by 1),
	-- Where somebody was last, of all hamlets at once: a door is not looked for once for each of them.
	been as (select d.hamlet, max(l.at) as at from last l join (${doorsAmong(sql, ground, sql`select household_id from last`)}) d on d.household_id = l.household_id group by 1),
	each as (
		select p.id, p.name, p.name_plain from place p where p.parent_id = ${ground.commune} and p.kind = 'hamlet' and p.valid_to is null
			and (${ground.hamlets === null} or p.id = any(${ints(sql, ground.hamlets)}))
		union all select 0, null, null from (${tallied(sql, ground, 'all')}) t where t.hamlet = 0
	)
	select e.id, e.name,
		array(select actor_name('staff', g.staff_id::text) from goes g where g.hamlet = e.id group by g.staff_id order by min(g.since), g.staff_id) as workers,
		(select min(g.since) from goes g where g.hamlet = e.id) as since,
		(select max(p.seen_at) from field_phone p where p.centre_id = ${ground.centre} and p.revoked_at is null and p.staff_id in (select g.staff_id from goes g where g.hamlet = e.id)) as seen_at,
		(select coalesce(sum(p.waiting), 0)::int from field_phone p where p.centre_id = ${ground.centre} and p.wiped_at is null
			and p.staff_id in (select g.staff_id from goes g where g.hamlet = e.id)) as on_phones,
		been.at as visited_at
	from each e left join been on been.hamlet = e.id order by e.name_plain nulls last`;

/** What lay on the phones of everybody who goes to these doors, each phone once. */
export const countOnPhones = async (sql: Db, ground: Ground): Promise<number> =>
	(
		await sql<{ count: number }[]>`
			select coalesce(sum(waiting), 0)::int as count from field_phone
			where centre_id = ${ground.centre} and wiped_at is null and staff_id in (select g.staff_id from (${goes(sql, ground)}) g)`
	)[0]!.count;

/** Who goes to the doors of a hamlet, by where they go, with what lies on their phones. */
export const listBoardCarriers = (sql: Db, ground: Ground, hamlet: number | null) => sql<BoardCarrier[]>`
	select g.staff_id as staff, actor_name('staff', g.staff_id::text) as name, array_agg(distinct g.area order by g.area) as areas,
		p.phones, p.waiting, p.seen_at
	from (${goes(sql, ground)}) g cross join lateral (
		select count(*)::int as phones, coalesce(sum(waiting), 0)::int as waiting, max(seen_at) as seen_at from field_phone
		where centre_id = ${ground.centre} and staff_id = g.staff_id and wiped_at is null) p
	where ${hamlet}::int is null or g.hamlet = ${hamlet}::int
	group by 1, 2, 4, 5, 6 order by areas, name, staff`;

/** Promises whose day is over, with the hamlet where whoever was promised lives; the oldest first. */
export const latePromisesOf = (sql: Db, ground: Ground, hamlet: number | null, today: string): Fragment => sql`
	select n.id as need, n.person_id, p.name as person_name, k.name as hamlet, n.kind, actor_name('staff', n.owner_id::text) as owner,
		n.owner_id, n.promised_on::text, ${today}::date - n.promised_on as days
	from need n join person p on p.id = n.person_id and p.erased_at is null
		left join lateral (select d.hamlet from household_member m join (${doors(sql, ground)}) d on d.household_id = m.household_id
			where m.person_id = n.person_id and m.until is null limit 1) w on true
		left join place k on k.id = w.hamlet
	where n.centre_id = ${ground.centre} and n.outcome is null and n.promised_on < ${today}::date
		and (${ground.hamlets === null} or w.hamlet is not null) and (${hamlet}::int is null or coalesce(w.hamlet, 0) = ${hamlet}::int)
	order by n.promised_on, n.id`;

/** The needs of which a promise is late. */
export const listLateNeeds = async (sql: Db, ground: Ground, today: string): Promise<ReadonlySet<string>> =>
	new Set(
		(await sql<{ need: string }[]>`select need from (${latePromisesOf(sql, ground, null, today)}) l`).map(
			({ need }) => need
		)
	);

/** How many promises are late in each hamlet. */
export const tallyPromises = (sql: Db, ground: Ground, today: string) => sql<{ hamlet: number; count: number }[]>`
	select coalesce(d.hamlet, 0) as hamlet, count(*)::int as count
	from (${latePromisesOf(sql, ground, null, today)}) l
		left join lateral (select d.hamlet from household_member m join (${doors(sql, ground)}) d on d.household_id = m.household_id
			where m.person_id = l.person_id and m.until is null limit 1) d on true
	group by 1`;

/** The most days that one of some promises is late; 0 where none is. */
export const mostLate = async (sql: Db, list: Fragment): Promise<number> =>
	(await sql<{ most: number }[]>`select coalesce(max(days), 0)::int as most from (${list}) l`)[0]!.most;
