import type { Db } from '#platform/db.server.ts';
import type { AreaRow, HandoverRow } from './answers.ts';

export const insertArea = (sql: Db, a: { id: string; centre: number; name: string; at: Date }) => sql`
	insert into field_area (id, centre_id, name, opened_at) values (${a.id}, ${a.centre}, ${a.name}, ${a.at})`;

/** Holds areas to count their changes, always in one order. */
export const lockAreas = (sql: Db, ids: readonly string[]) => sql<{ id: string; centreId: number; epoch: number }[]>`
	select id, centre_id, epoch from field_area where id = any(${sql.array([...ids])}::uuid[]) order by id for no key update`;

export const raiseAreas = (sql: Db, ids: readonly string[]) => sql`
	update field_area set epoch = epoch + 1 where id = any(${sql.array([...ids])}::uuid[])`;

export const insertWorker = (sql: Db, w: { area: string; staff: string; at: Date }) => sql`
	insert into field_worker (area_id, staff_id, since) values (${w.area}, ${w.staff}, ${w.at})
	on conflict (area_id, staff_id) where until is null do nothing`;

export const endWorker = (sql: Db, w: { area: string; staff: string; at: Date }) => sql`
	update field_worker set until = ${w.at} where area_id = ${w.area} and staff_id = ${w.staff} and until is null`;

/** Where somebody works now, and where they ever did. */
export const listWorkOf = (sql: Db, staff: readonly string[]) => sql<
	{ staffId: string; areaId: string; name: string; epoch: number; now: boolean }[]
>`
	select staff_id, area_id, name, epoch, now from field_work_of(${sql.array([...staff])}::uuid[])`;

export const listAreas = (sql: Db, centre: number) => sql<AreaRow[]>`
	select a.id, a.name, a.epoch, (select count(*)::int from field_holding h where h.area_id = a.id) as households,
		coalesce((select array_agg(actor_name('staff', w.staff_id::text) order by w.since) from field_worker w where w.area_id = a.id and w.until is null), '{}') as workers
	from field_area a where a.centre_id = ${centre} order by a.name, a.id`;

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
export const listHandovers = (sql: Db, centre: number, since: Date) => sql<HandoverRow[]>`
	select h.id, h.household_id, h.from_area, h.to_area, h.at, h.received_at,
		(select count(*)::int from field_leaving l where l.handover_id = h.id and l.gone_at is null) as holding
	from field_handover h where h.centre_id = ${centre} and h.at > ${since} order by h.at desc, h.id`;

/** Doors that are no more: an import that brought them was taken back. */
export const dropLostHoldings = (sql: Db, centre: number) => sql`
	delete from field_holding f using field_area a where a.id = f.area_id and a.centre_id = ${centre} and not exists (select from household h where h.id = f.household_id)`;

/** Whether somebody of the staff works at a centre, its commune, or a hamlet or lane of it. */
export const worksNear = async (sql: Db, centre: number, staff: string): Promise<boolean> =>
	(await sql<{ works: boolean }[]>`select works_near(${centre}, ${staff}) as works`)[0]!.works;
