import type { Db } from '#platform/db.server.ts';

type Kind = 'household' | 'late' | 'erased';

/**
 * Numbers changes of areas in the order of commits: whoever counts holds the area's row until they commit. A thing that changed
 * before has its newest number alone.
 */
export const numberChanges = (
	sql: Db,
	changes: readonly { area: string; kind: Kind; about: string }[],
	at: Date
) => sql`
	with asked as (
		select distinct c.area, c.kind, c.about from jsonb_to_recordset(${sql.json(changes as never)}) as c (area uuid, kind text, about uuid)
	), counted as (
		update field_area a set counter = counter + c.n from (select area, count(*) as n from asked group by area) c
		where a.id = c.area returning a.id, a.counter - c.n as before
	)
	insert into field_change (area_id, kind, about, n, at)
	select a.area, a.kind, a.about, c.before + row_number() over (partition by a.area order by a.kind, a.about), ${at}
	from asked a join counted c on c.id = a.area order by a.area
	on conflict (area_id, kind, about) do update set n = excluded.n, at = excluded.at`;

/** A door that went to another area is no change of the old one any more: whoever holds it is told to leave it. */
export const forgetChanges = (sql: Db, area: string, households: readonly string[]) => sql`
	delete from field_change where area_id = ${area} and kind = 'household' and about = any(${sql.array([...households])}::uuid[])`;

/** The doors, with their areas, behind which any of these people live or ever lived, under whichever id. */
export const listDoorsOf = (sql: Db, people: readonly string[]) => sql<{ area: string; about: string }[]>`
	select distinct h.area_id as area, h.household_id as about
	from unnest(${sql.array([...people])}::uuid[]) p (id) cross join lateral unnest(same_as(p.id)) s (id)
		join household_member m on m.person_id = s.id join field_holding h on h.household_id = m.household_id`;

/** The areas of these doors, those that have one. */
export const listDoors = (sql: Db, households: readonly string[]) => sql<{ area: string; about: string }[]>`
	select area_id as area, household_id as about from field_holding where household_id = any(${sql.array([...households])}::uuid[])`;

/** The doors of the dwelling in which a household lives, its own among them. */
export const listDoorsBeside = (sql: Db, household: string) => sql<{ area: string; about: string }[]>`
	select f.area_id as area, f.household_id as about from household h join household o on o.dwelling_id = h.dwelling_id
		join field_holding f on f.household_id = o.id where h.id = ${household}`;

/** All ids under which somebody was known. */
export const listSameIds = async (sql: Db, person: string): Promise<string[]> =>
	(await sql<{ same: string[] }[]>`select same_as(${person}) as same`)[0]!.same;

/** Every door of a centre's areas: after a whole sheet was taken in or out. */
export const listAllDoors = (sql: Db, centre: number) => sql<{ area: string; about: string }[]>`
	select h.area_id as area, h.household_id as about from field_holding h join field_area a on a.id = h.area_id where a.centre_id = ${centre}`;

/** For whom a rule found a need at a moment. */
export const listFoundAt = (sql: Db, centre: number, at: Date) => sql<{ personId: string }[]>`
	select person_id from need where centre_id = ${centre} and source = 'rule' and made_at = ${at}`;

export const listOfNeeds = (sql: Db, needs: readonly string[]) =>
	sql<{ personId: string }[]>`select person_id from need where id = any(${sql.array([...needs])}::uuid[])`;

export const listAreasAt = async (sql: Db, centre: number): Promise<string[]> =>
	(await sql<{ id: string }[]>`select id from field_area where centre_id = ${centre} order by id`).map(({ id }) => id);

/** Whoever was erased may lie on every phone of the centre: each says when nothing of them does. */
export const insertForgetting = (sql: Db, people: readonly string[], centre: number, at: Date) => sql`
	insert into field_forgetting (person_id, phone_id, asked_at)
	select p, f.id, ${at} from unnest(${sql.array([...people])}::uuid[]) p, field_phone f where f.centre_id = ${centre} and f.wiped_at is null
	on conflict do nothing`;

type Cursor = { n: number; kind: Kind; about: string };

/** What is otherwise since a number, the oldest first. */
export const listChangesAfter = (sql: Db, area: string, after: number, rows: number) => sql<Cursor[]>`
	select n, kind, about from field_change where area_id = ${area} and n > ${after} order by n limit ${rows}`;

export const listRowsIn = (sql: Db, area: string) => sql<Cursor[]>`
	select n, kind, about from field_change where area_id = ${area} and kind <> 'erased' order by n`;

export const findCounter = async (sql: Db, area: string): Promise<number | null> =>
	(await sql<{ counter: number }[]>`select counter from field_area where id = ${area}`)[0]?.counter ?? null;

/** Doors that this phone still has to let go of; not those that came back to whoever holds it. */
export const listLeaving = (sql: Db, phone: string, areas: readonly string[]) => sql<
	{ handover: string; household: string }[]
>`
	select l.handover_id as handover, h.household_id as household
	from field_leaving l join field_handover h on h.id = l.handover_id left join field_holding now on now.household_id = h.household_id
	where l.phone_id = ${phone} and l.gone_at is null and (now.area_id is null or now.area_id <> all(${sql.array([...areas])}::uuid[]))
	order by h.at, l.handover_id limit 500`;

export const noteGone = (sql: Db, phone: string, handovers: readonly string[], at: Date) => sql`
	update field_leaving set gone_at = ${at} where phone_id = ${phone} and gone_at is null and handover_id = any(${sql.array([...handovers])}::uuid[])`;

export const noteForgotten = (sql: Db, phone: string, people: readonly string[], at: Date) => sql`
	update field_forgetting set gone_at = ${at} where phone_id = ${phone} and gone_at is null and person_id = any(${sql.array([...people])}::uuid[])`;

/** Doors that arrived on a phone of their new area: what a phone asks after, it has. */
export const noteReceived = (sql: Db, area: string, cursor: number, at: Date) => sql`
	update field_handover h set received_at = ${at} from field_change c
	where h.to_area = ${area} and h.received_at is null and c.area_id = ${area} and c.kind = 'household' and c.about = h.household_id and c.n <= ${cursor}
		and ${cursor} <= (select counter from field_area where id = ${area})`;
