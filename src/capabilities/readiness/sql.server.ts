import type { Ahead, SlotRow } from './answers.ts';
import type { Db, Fragment } from '#platform/db.server.ts';
import type { NextStep, Want } from './rules-triage.ts';
import type { Outcome } from './rules-visit.ts';

export const insertTriage = (
	sql: Db,
	t: { id: string; centre: number; person: string; want: Want; answers: Buffer; door: NextStep; by: string; at: Date }
) => sql`
	insert into readiness_triage (id, centre_id, person_id, want, answers, door, made_by, at)
	values (${t.id}, ${t.centre}, ${t.person}, ${t.want}, ${t.answers}, ${t.door}, ${t.by}, ${t.at})`;

type TriageRow = {
	id: string;
	personId: string;
	want: Want;
	answers: Buffer;
	door: NextStep;
	at: Date;
	/** What a visit that came of it has brought. */
	outcome: Outcome | null;
};

/** The last triage of somebody: what counts until they are asked again. */
export const findTriage = async (sql: Db, person: string): Promise<TriageRow | undefined> =>
	(
		await sql<TriageRow[]>`
			select t.id, t.person_id, t.want, t.answers, t.door, t.at,
				(select b.outcome from police_booking b where b.triage_id = t.id and b.state = 'came' order by b.made_at desc limit 1) as outcome
			from readiness_triage t where t.person_id = any(same_as(${person})) order by t.at desc, t.id desc limit 1`
	)[0];

export const insertSlots = (
	sql: Db,
	s: { centre: number; day: string; place: string; hamlet: string | null; capacity: number; at: Date },
	slots: readonly { id: string; starts: string; ends: string }[]
) => sql`
	insert into police_slot (id, centre_id, day, starts, ends, place, hamlet, capacity, made_at)
	select id, ${s.centre}, ${s.day}::date, starts, ends, ${s.place}, ${s.hamlet}, ${s.capacity}, ${s.at}
	from unnest(${sql.array(slots.map(({ id }) => id))}::uuid[], ${sql.array(slots.map(({ starts }) => starts))}::time[], ${sql.array(slots.map(({ ends }) => ends))}::time[]) as f (id, starts, ends)`;

/** One after another opens times of a centre: two who open the same hours at once would not see each other's. */
export const holdDays = (sql: Db, centre: number) =>
	sql`select pg_advisory_xact_lock(hashtextextended('police days', ${centre}))`;

/** A time of the same place that stands across these hours. */
export const findAcross = async (
	sql: Db,
	at: { centre: number; day: string; place: string; hamlet: string | null; from: string; until: string }
): Promise<{ starts: string; ends: string } | undefined> =>
	(
		await sql<{ starts: string; ends: string }[]>`
			select to_char(starts, 'HH24:MI') as starts, to_char(ends, 'HH24:MI') as ends from police_slot
			where centre_id = ${at.centre} and day = ${at.day}::date and place = ${at.place} and hamlet is not distinct from ${at.hamlet}
				and withdrawn_at is null and starts < ${at.until}::time and ends > ${at.from}::time
			order by starts limit 1`
	)[0];

const slotColumns = (sql: Db) =>
	sql`s.id, s.centre_id, s.day, to_char(s.starts, 'HH24:MI') as starts, to_char(s.ends, 'HH24:MI') as ends, s.place, s.hamlet, s.capacity`;

const taken = (sql: Db): Fragment => sql`
	(select count(*)::int from police_booking b where b.slot_id = s.id and b.state not in ('cancelled', 'called-off'))`;

type Span = { centre: number; from: string; today: string };

/** Times ahead, and those since a day in which somebody is still to be settled. */
const slotsOf = (sql: Db, { centre, from, today }: Span): Fragment => sql`
	from police_slot s where s.centre_id = ${centre} and s.withdrawn_at is null and s.day >= ${from}::date
		and (s.day >= ${today}::date or exists (
			select from police_booking b where b.slot_id = s.id and (b.state = 'booked' or b.outcome = 'level-2')))`;

export const slotDays = (sql: Db, span: Span): Fragment =>
	sql`select distinct s.day ${slotsOf(sql, span)} order by s.day`;

export const listSlots = (sql: Db, span: Span, until: string) => sql<SlotRow[]>`
	select ${slotColumns(sql)}, ${taken(sql)} as taken ${slotsOf(sql, span)} and s.day <= ${until}::date order by s.day, s.starts, s.place`;

/** What lies ahead: how many times, how many people have one, how many more may. */
export const countAhead = async (sql: Db, centre: number, today: string): Promise<Ahead> =>
	(
		await sql<Ahead[]>`
			select count(*)::int as times, coalesce(sum(taken), 0)::int as people, coalesce(sum(capacity - taken), 0)::int as free
			from (select s.capacity, ${taken(sql)} as taken ${slotsOf(sql, { centre, from: today, today })}) s`
	)[0]!;

/** Times from a day on in which somebody still fits. */
export const freeSlots = (sql: Db, centre: number, from: string): Fragment => sql`
	select * from (select ${slotColumns(sql)}, ${taken(sql)} as taken ${slotsOf(sql, { centre, from, today: from })}) s
	where taken < capacity order by day, starts, place, id`;

/** Holds the slot: whoever else books it waits here, and then counts again. */
export const lockSlot = async (sql: Db, id: string): Promise<Omit<SlotRow, 'taken'> | undefined> =>
	(
		await sql<
			Omit<SlotRow, 'taken'>[]
		>`select ${slotColumns(sql)} from police_slot s where s.id = ${id} and s.withdrawn_at is null for no key update`
	)[0];

export const countTaken = async (sql: Db, slot: string): Promise<number> =>
	(
		await sql<
			{ taken: number }[]
		>`select count(*)::int as taken from police_booking where slot_id = ${slot} and state not in ('cancelled', 'called-off')`
	)[0]!.taken;
