import type { Db } from '#platform/db.server.ts';
import type { AreaRow, HandoverRow, OwnField } from './answers.ts';

export const insertArea = (
	sql: Db,
	a: { id: string; centre: number; name: string; hamlet: number | null; at: Date }
) => sql`
	insert into field_area (id, centre_id, name, hamlet_id, opened_at) values (${a.id}, ${a.centre}, ${a.name}, ${a.hamlet}, ${a.at})`;

/** The hamlets that somebody leads at a centre; null for whoever leads all of it. */
export const findLed = async (sql: Db, staff: string, centre: number): Promise<number[] | null> =>
	(await sql<{ led: number[] | null }[]>`select led_hamlets(${staff}, ${centre}) as led`)[0]!.led;

/** Whether a hamlet, not a lane of it, is one of a centre's commune. */
export const isHamletOf = async (sql: Db, hamlet: number, centre: number): Promise<boolean> =>
	(
		await sql`
			select from place h join place c on c.parent_id = h.parent_id where h.id = ${hamlet} and h.kind = 'hamlet' and c.id = ${centre}`
	).count > 0;

/** What each who goes through one of these areas has to go through, over all their areas: the doors of each shared among its people. */
export const listLoads = (sql: Db, areas: readonly string[]) => sql<
	{ staff: string; name: string | null; doors: number }[]
>`
	with who as (
		select distinct staff_id from field_worker where area_id = any(${sql.array([...areas])}::uuid[]) and until is null
	), theirs as (
		select w.staff_id, w.area_id from field_worker w join who using (staff_id) where w.until is null
	), sizes as (
		select a.id, (select count(*) from field_holding h where h.area_id = a.id) as doors,
			(select count(*) from field_worker w where w.area_id = a.id and w.until is null) as hands
		from field_area a where a.id in (select area_id from theirs)
	)
	select t.staff_id as staff, actor_name('staff', t.staff_id::text) as name, sum(ceil(s.doors::numeric / s.hands))::int as doors
	from theirs t join sizes s on s.id = t.area_id group by t.staff_id`;

/** Holds areas to count their changes, always in one order. */
export const lockAreas = (sql: Db, ids: readonly string[]) => sql<
	{ id: string; centreId: number; hamletId: number | null; epoch: number }[]
>`
	select id, centre_id, hamlet_id, epoch from field_area where id = any(${sql.array([...ids])}::uuid[]) order by id for no key update`;

export const raiseAreas = (sql: Db, ids: readonly string[]) => sql`
	update field_area set epoch = epoch + 1 where id = any(${sql.array([...ids])}::uuid[])`;

export const insertWorker = (sql: Db, w: { area: string; staff: string; at: Date }) => sql`
	insert into field_worker (area_id, staff_id, since) values (${w.area}, ${w.staff}, ${w.at})
	on conflict (area_id, staff_id) where until is null do nothing`;

export const endWorker = (sql: Db, w: { area: string; staff: string; at: Date }) => sql`
	update field_worker set until = ${w.at} where area_id = ${w.area} and staff_id = ${w.staff} and until is null`;

export const listWorkers = async (sql: Db, area: string): Promise<string[]> =>
	(
		await sql<{ staff: string }[]>`
			select staff_id as staff from field_worker where area_id = ${area} and until is null order by staff_id`
	).map(({ staff }) => staff);

/** Where somebody goes now, with how many households there are. */
export const listOwnAreas = (sql: Db, staff: string) => sql<OwnField['areas']>`
	select a.id, a.name, (select count(*)::int from field_holding h where h.area_id = a.id) as households
	from field_worker w join field_area a on a.id = w.area_id where w.staff_id = ${staff} and w.until is null order by a.name, a.id`;

/** Where somebody works now, and where they ever did. */
export const listWorkOf = (sql: Db, staff: readonly string[]) => sql<
	{ staffId: string; areaId: string; name: string; epoch: number; now: boolean }[]
>`
	select staff_id, area_id, name, epoch, now from field_work_of(${sql.array([...staff])}::uuid[])`;

/** The areas of a centre, or of some hamlets of it alone. */
export const listAreas = (sql: Db, centre: number, hamlets: readonly number[] | null) => sql<AreaRow[]>`
	select a.id, a.name, a.epoch, a.hamlet_id as hamlet, (select count(*)::int from field_holding h where h.area_id = a.id) as households,
		coalesce((select jsonb_agg(jsonb_build_object('id', w.staff_id, 'name', actor_name('staff', w.staff_id::text)) order by w.since, w.staff_id)
			from field_worker w where w.area_id = a.id and w.until is null), '[]') as workers
	from field_area a
	where a.centre_id = ${centre} and (${hamlets === null} or a.hamlet_id = any(${sql.array([...(hamlets ?? [])])}::int[])) order by a.name, a.id`;

/** Doors of the commune, with the area that each belongs to, held in one order. */
export const listHoldings = (sql: Db, households: readonly string[]) => sql<{ id: string; areaId: string | null }[]>`
	select h.id, f.area_id from household h left join field_holding f on f.household_id = h.id
	where h.id = any(${sql.array([...households])}::uuid[]) order by h.id for no key update of h`;

/** Holds the areas of doors before the areas themselves, as a push does that writes about them. */
export const lockHoldings = (sql: Db, households: readonly string[]) => sql`
	select from field_holding where household_id = any(${sql.array([...households])}::uuid[]) order by household_id for no key update`;

/** A door that nobody knew; refused by its key where it is somebody's already. */
export const layHolding = (sql: Db, household: string, area: string, at: Date) => sql`
	insert into field_holding (household_id, area_id, since) values (${household}, ${area}, ${at})`;

export const putHoldings = (sql: Db, households: readonly string[], area: string, at: Date) => sql`
	insert into field_holding (household_id, area_id, since)
	select h, ${area}, ${at} from unnest(${sql.array([...households])}::uuid[]) h
	on conflict (household_id) do update set area_id = excluded.area_id, since = excluded.since`;

export const dropHoldings = (sql: Db, households: readonly string[]) => sql`
	delete from field_holding where household_id = any(${sql.array([...households])}::uuid[])`;

type NewHandover = { id: string; household: string; from: string | null; to: string | null };

/** Each door that moves. */
export const insertHandovers = (
	sql: Db,
	moves: readonly NewHandover[],
	said: { centre: number; by: string; at: Date }
) => sql`
	insert into field_handover (id, centre_id, household_id, from_area, to_area, at, by_id)
	select m.id, ${said.centre}, m.household, m."from", m."to", ${said.at}, ${said.by}
	from jsonb_to_recordset(${sql.json(moves as never)}) as m (id uuid, household uuid, "from" uuid, "to" uuid)`;

/** Every phone of whoever worked there has to let go of it. */
export const insertLeavings = (sql: Db, handovers: readonly string[]) => sql`
	insert into field_leaving (handover_id, phone_id)
	select m.id, p.id from field_handover m join field_worker w on w.area_id = m.from_area and w.until is null
		join field_phone p on p.staff_id = w.staff_id and p.wiped_at is null
	where m.id = any(${sql.array([...handovers])}::uuid[]) on conflict do nothing`;

/** The last moves of doors, as all can see them: being handed over, received, gone from the old phones. */
export const listHandovers = (sql: Db, centre: number, hamlets: readonly number[] | null, since: Date) => sql<
	HandoverRow[]
>`
	select h.id, h.household_id, h.from_area, h.to_area, h.at, h.received_at,
		(select count(*)::int from field_leaving l where l.handover_id = h.id and l.gone_at is null) as holding
	from field_handover h
	where h.centre_id = ${centre} and h.at > ${since} and (${hamlets === null} or exists (
		select from field_area a where a.id in (h.from_area, h.to_area) and a.hamlet_id = any(${sql.array([...(hamlets ?? [])])}::int[])))
	order by h.at desc, h.id`;

/** Doors that are no more: an import that brought them was taken back. */
export const dropLostHoldings = (sql: Db, centre: number) => sql`
	delete from field_holding f using field_area a where a.id = f.area_id and a.centre_id = ${centre} and not exists (select from household h where h.id = f.household_id)`;

/** Whether somebody of the staff works at a centre, its commune, or a hamlet or lane of it. */
export const worksNear = async (sql: Db, centre: number, staff: string): Promise<boolean> =>
	(await sql<{ works: boolean }[]>`select works_near(${centre}, ${staff}) as works`)[0]!.works;

/** The same for whoever leads some hamlets alone: somebody who goes there or belongs to a team there, and goes nowhere else. */
export const worksIn = async (sql: Db, hamlets: readonly number[], staff: string): Promise<boolean> =>
	(
		await sql`
			select from staff_in_hamlets(${sql.array([...hamlets])}::int[]) s where s.staff_id = ${staff} and not exists (
				select from field_worker w join field_area a on a.id = w.area_id
				where w.staff_id = s.staff_id and w.until is null and (a.hamlet_id is null or a.hamlet_id <> all(${sql.array([...hamlets])}::int[])))`
	).count > 0;
