import type { Db } from '#platform/db.server.ts';
import type { HamletState } from './answers.ts';
import type { State } from './division.server.ts';

export type DivisionRow = { id: string; centreId: number; hamletId: number; rev: number; state: State; steps: State[] };

const columns = (sql: Db) => sql`id, centre_id, hamlet_id, rev, state, steps`;

export const findOpenDivision = async (sql: Db, centre: number, hamlet: number): Promise<DivisionRow | undefined> =>
	(
		await sql<DivisionRow[]>`
			select ${columns(sql)} from division where centre_id = ${centre} and hamlet_id = ${hamlet} and handed_at is null and dropped_at is null`
	)[0];

export const lockDivision = async (sql: Db, id: string): Promise<DivisionRow | undefined> =>
	(
		await sql<DivisionRow[]>`
			select ${columns(sql)} from division where id = ${id} and handed_at is null and dropped_at is null for no key update`
	)[0];

export const insertDivision = (
	sql: Db,
	d: { id: string; centre: number; hamlet: number; state: State; by: string; at: Date }
) => sql`
	insert into division (id, centre_id, hamlet_id, state, made_by, made_at, changed_by, changed_at)
	values (${d.id}, ${d.centre}, ${d.hamlet}, ${sql.json(d.state as never)}, ${d.by}, ${d.at}, ${d.by}, ${d.at})
	on conflict (hamlet_id, centre_id) where handed_at is null and dropped_at is null do nothing`;

export const saveDivision = (sql: Db, id: string, d: { state: State; steps: State[]; by: string; at: Date }) => sql`
	update division set state = ${sql.json(d.state as never)}, steps = ${sql.json(d.steps as never)}, rev = rev + 1, changed_by = ${d.by}, changed_at = ${d.at}
	where id = ${id}`;

/** It was handed over, or let be. */
export const endDivision = (sql: Db, id: string, d: { handed: boolean; by: string; at: Date }) => sql`
	update division set handed_at = case when ${d.handed} then ${d.at}::timestamptz end, dropped_at = case when not ${d.handed} then ${d.at}::timestamptz end,
		changed_by = ${d.by}, changed_at = ${d.at}
	where id = ${id}`;

export type DoorRow = {
	id: string;
	lane: string | null;
	lon: number | null;
	lat: number | null;
	areaId: string | null;
	/** Somebody was met there since. */
	met: boolean;
	/** Somebody of 75 and more, or a promise that is open. */
	first: boolean;
};

/** Every household of a hamlet, in order of lane and number, with the area that it belongs to. */
export const listDoorsIn = (sql: Db, hamlet: number, since: Date, bornBy: number) => sql<DoorRow[]>`
	select h.id, l.name as lane, d.lon, d.lat, f.area_id,
		exists (select from visit v where v.household_id = h.id and v.outcome = 'met' and v.ended_at >= ${since}) as met,
		exists (select from household_member m join person p on p.id = m.person_id where m.household_id = h.id and m.until is null and p.erased_at is null
			and (p.birth_year <= ${bornBy} or exists (select from need n where n.person_id = p.id and n.outcome is null and n.promised_on is not null))) as first
	from household h join dwelling d on d.id = h.dwelling_id left join place l on l.id = d.lane_id left join field_holding f on f.household_id = h.id
	where d.hamlet_id = ${hamlet} and h.ended_at is null
	order by l.name_plain nulls last, length(h.book), h.book, h.id`;

/** The areas of a hamlet, and those that hold a door of it. */
export const listAreasIn = (sql: Db, centre: number, hamlet: number) => sql<
	{ id: string; name: string; staff: string[] }[]
>`
	select a.id, a.name, array(select w.staff_id::text from field_worker w where w.area_id = a.id and w.until is null order by w.since, w.staff_id) as staff
	from field_area a
	where a.centre_id = ${centre} and (a.hamlet_id = ${hamlet} or exists (
		select from field_holding f join household h on h.id = f.household_id join dwelling d on d.id = h.dwelling_id where f.area_id = a.id and d.hamlet_id = ${hamlet}))
	order by a.name, a.id`;

export const findGround = async (
	sql: Db,
	hamlet: number
): Promise<{ name: string; boundary: unknown; communeId: number } | undefined> =>
	(
		await sql<{ name: string; boundary: unknown; communeId: number }[]>`
			select name, boundary, parent_id as commune_id from place where id = ${hamlet} and kind = 'hamlet' and valid_to is null`
	)[0];

export const listGoers = (sql: Db, centre: number, hamlet: number) =>
	sql<{ id: string; name: string; near: boolean }[]>`select id, name, near from goers(${centre}, ${hamlet})`;

type Touched = { promises: number; told: number };

/** What hangs on some doors that change hands: promises that are open, and hours at the police that people were told. */
export const countTouched = async (sql: Db, households: readonly string[], day: string): Promise<Touched> =>
	(
		await sql<Touched[]>`
			with who as (
				select m.person_id from household_member m where m.household_id = any(${sql.array([...households])}::uuid[]) and m.until is null
			)
			select
				(select count(*)::int from need n where n.person_id in (select person_id from who) and n.outcome is null and n.promised_on is not null) as promises,
				(select count(*)::int from police_booking b join police_slot s on s.id = b.slot_id
					where b.person_id in (select person_id from who) and b.state = 'booked' and s.day >= ${day}::date) as told`
	)[0]!;

/** Who met people behind some doors before, and at how many of them. */
export const listKnown = (sql: Db, households: readonly string[]) => sql<{ name: string | null; doors: number }[]>`
	select actor_name('staff', v.helper_id::text) as name, count(distinct v.household_id)::int as doors from visit v
	where v.household_id = any(${sql.array([...households])}::uuid[]) and v.outcome = 'met' group by v.helper_id order by 2 desc, 1`;

/** How many phones some people have, which hold what these go to. */
export const countPhonesOf = async (sql: Db, staff: readonly string[]): Promise<number> =>
	(
		await sql<{ count: number }[]>`
			select count(*)::int as count from field_phone where staff_id = any(${sql.array([...staff])}::uuid[]) and wiped_at is null`
	)[0]!.count;

/** A division that is open, read and not held. */
export const findDivision = async (sql: Db, id: string): Promise<DivisionRow | undefined> =>
	(
		await sql<DivisionRow[]>`
			select ${columns(sql)} from division where id = ${id} and handed_at is null and dropped_at is null`
	)[0];

/** The hamlets of a commune, or some of them alone, with what a centre's areas hold of each; last, households of no hamlet that is known. */
export const listHamletStates = (sql: Db, centre: number, commune: number, hamlets: readonly number[] | null) => sql<
	HamletState[]
>`
	with doors as (
		select b.hamlet, b.doors as households, b.doors - coalesce(h.held, 0) as loose
		from doors_by_hamlet(${commune}, null) b left join doors_held(${centre}, ${commune}) h using (hamlet)
	)
	select id, name, households, loose, areas, dividing from (
	select p.id, p.name, p.name_plain, coalesce(d.households, 0) as households, coalesce(d.loose, 0) as loose,
		(select count(*)::int from field_area a where a.hamlet_id = p.id and a.centre_id = ${centre}) as areas,
		exists (select from division x where x.hamlet_id = p.id and x.centre_id = ${centre} and x.handed_at is null and x.dropped_at is null) as dividing
	from place p left join doors d on d.hamlet = p.id
	where p.parent_id = ${commune} and p.kind = 'hamlet' and p.valid_to is null
		and (${hamlets === null} or p.id = any(${sql.array([...(hamlets ?? [])])}::int[]))
	union all select null, null, null, households, loose, 0, false from doors where hamlet = 0 and households > 0 and ${hamlets === null}
	) as each order by name_plain nulls last`;
