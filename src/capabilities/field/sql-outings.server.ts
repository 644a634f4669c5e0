import type { Db } from '#platform/db.server.ts';
import type { Outing } from './answers.ts';
import { isLedHere } from './sql-led.server.ts';

export type OutingRow = { id: string; untilAt: Date };
type NewOuting = {
	id: string;
	centre: number;
	staff: string;
	mate: string | null;
	at: Date;
	until: Date;
	alarm: Date | null;
};

export const insertOuting = (sql: Db, o: NewOuting) => sql`
	insert into field_outing (id, centre_id, staff_id, with_id, set_at, until_at, alarm_at)
	values (${o.id}, ${o.centre}, ${o.staff}, ${o.mate}, ${o.at}, ${o.until}, ${o.alarm})`;

/** One's own. */
export const findOuting = async (sql: Db, id: string): Promise<OutingRow | undefined> =>
	(await sql<OutingRow[]>`select id, until_at from field_outing where id = ${id}`)[0];

/** What came late does not shorten it. Whoever was reached meanwhile and goes on is waited for again. */
export const extendOuting = (sql: Db, id: string, until: Date) => sql`
	update field_outing set until_at = least(greatest(until_at, ${until}), set_at + interval '16 hours'),
		settled_at = case when alarm_at is null then null else settled_at end, settled_by = case when alarm_at is null then null else settled_by end
	where id = ${id}`;

export const noteHome = (sql: Db, id: string, at: Date) =>
	sql`update field_outing set safe_at = coalesce(safe_at, ${at}) where id = ${id}`;

export const noteAlarm = (sql: Db, id: string, at: Date) =>
	sql`update field_outing set alarm_at = coalesce(alarm_at, ${at}), settled_at = null, settled_by = null where id = ${id}`;

/**
 * Whoever said that they are safe after they had called for help is still looked for: somebody else may have said it.
 * Of one person's hours the one said last stands: they may have gone on with another phone.
 */
const isOpen = (sql: Db) => sql`o.settled_at is null and (o.alarm_at is not null or o.safe_at is null and not exists (
	select from field_outing n where n.staff_id = o.staff_id and n.centre_id = o.centre_id and (n.set_at, n.id) > (o.set_at, o.id)))`;

/** Who is out or looked for, of those whom somebody leads: alarms first, then whose hour is over, then the others. */
export const listOutings = (sql: Db, centre: number, now: Date) => sql<Outing[]>`
	select o.id, actor_name('staff', o.staff_id::text) as name, actor_name('staff', o.with_id::text) as mate, o.set_at, o.until_at, o.alarm_at,
		o.until_at < ${now} as late
	from field_outing o where o.centre_id = ${centre} and ${isOpen(sql)} and ${isLedHere(sql, centre, sql`o.staff_id`)}
	order by o.alarm_at is null, o.until_at, o.id`;

/** How many are looked for: by an alarm, or because their hour is over. */
export const countMissed = (sql: Db, centre: number, now: Date) => sql`
	select count(*) from field_outing o where o.centre_id = ${centre} and ${isOpen(sql)} and (o.alarm_at is not null or o.until_at < ${now})
		and ${isLedHere(sql, centre, sql`o.staff_id`)}`;

export const settleRow = (sql: Db, id: string, by: string, at: Date) =>
	sql`update field_outing set settled_by = ${by}, settled_at = ${at} where id = ${id}`;

export const clearOutings = (sql: Db, before: Date) => sql`delete from field_outing where set_at < ${before}`;

/** Who else goes where somebody goes, by name. */
export const listMates = (sql: Db, staff: string) => sql<{ id: string; name: string }[]>`
	select distinct on (o.staff_id) o.staff_id as id, actor_name('staff', o.staff_id::text) as name
	from field_worker w join field_worker o on o.area_id = w.area_id and o.until is null and o.staff_id <> w.staff_id
	where w.staff_id = ${staff} and w.until is null order by o.staff_id`;
