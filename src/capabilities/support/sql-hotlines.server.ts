import type { Db, Fragment } from '#platform/db.server.ts';
import type { Hotlines, HotlineSet, HotlineWaits } from './answers-loss.ts';

// Numbers to ring: each that was ever set is a row that stays. One stands once a second person has looked at it.

export const findHotlines = async (sql: Db, centre: number): Promise<Hotlines> =>
	(
		await sql<Hotlines[]>`
			select (select phone from support_hotline where centre_id = ${centre} and kind = 'centre' and confirmed_at is not null order by id desc limit 1) as centre,
				(select phone from support_hotline where centre_id = ${centre} and kind = 'police' and confirmed_at is not null order by id desc limit 1) as police`
	)[0]!;

/** Who set which number, the latest first: a few a year, and all of them stay. */
export const listHotlines = (sql: Db, centre: number) => sql<HotlineSet[]>`
	select kind, phone, actor_name('staff', by_staff::text) as by, at, actor_name('staff', coalesce(confirmed_by, dropped_by)::text) as second_by,
		case when dropped_at is not null then 'dropped' when confirmed_at is null then 'waits' else 'stood' end as state
	from support_hotline where centre_id = ${centre} order by id desc`;

/** What was set last of each, also where it waits for a second person. */
export const findLastSet = async (sql: Db, centre: number): Promise<Hotlines> =>
	(
		await sql<Hotlines[]>`
			select (select phone from support_hotline where centre_id = ${centre} and kind = 'centre' and dropped_at is null order by id desc limit 1) as centre,
				(select phone from support_hotline where centre_id = ${centre} and kind = 'police' and dropped_at is null order by id desc limit 1) as police`
	)[0]!;

type NewLine = { centre: number; kind: keyof Hotlines; phone: string | null; by: string; at: Date };
/** What was set last already is not said again. Taken away it stands no more at once. */
export const writeHotline = (sql: Db, { centre, kind, phone, by, at }: NewLine) => sql`
	insert into support_hotline (centre_id, kind, phone, by_staff, at, confirmed_at)
	select ${centre}, ${kind}, ${phone}::text, ${by}, ${at}, case when ${phone}::text is null then ${at}::timestamptz end
	where ${phone}::text is distinct from (
		select phone from support_hotline where centre_id = ${centre} and kind = ${kind} and dropped_at is null order by id desc limit 1)`;

type WaitsRow = HotlineWaits & { byId: string };
/** What was set last and waits for a second person, beside what stands. */
export const listWaiting = (sql: Db, centre: number) => sql<WaitsRow[]>`
	select w.id::int as id, w.kind, w.phone, w.by_staff as by_id, actor_name('staff', w.by_staff::text) as by, w.at, s.phone as stands
	from (select distinct on (kind) * from support_hotline where centre_id = ${centre} and dropped_at is null order by kind, id desc) w
		left join lateral (select phone from support_hotline where centre_id = ${centre} and kind = w.kind and confirmed_at is not null order by id desc limit 1) s on true
	where w.confirmed_at is null and w.phone is distinct from s.phone order by w.kind`;

/** How many wait for whoever asks: not those that they set themselves. */
export const countWaiting = (sql: Db, centre: number): Fragment => sql`
	select count(*) from (select distinct on (kind) * from support_hotline where centre_id = ${centre} and dropped_at is null order by kind, id desc) w
	where w.confirmed_at is null and w.by_staff::text <> app_id() and w.phone is distinct from (
		select s.phone from support_hotline s where s.centre_id = ${centre} and s.kind = w.kind and s.confirmed_at is not null order by s.id desc limit 1)`;

/** Two who change the numbers of a centre wait for each other. */
export const holdHotlines = (sql: Db, centre: number) =>
	sql`select pg_advisory_xact_lock(hashtextextended('support_hotline', ${centre}))`;

type Second = { by: string; at: Date };
/** Answers how many stand by it: none where it waits no more. */
export const confirmRow = async (sql: Db, hotline: number, { by, at }: Second): Promise<number> =>
	(
		await sql`update support_hotline set confirmed_by = ${by}, confirmed_at = ${at} where id = ${hotline} and confirmed_at is null and dropped_at is null`
	).count;

export const dropRow = async (sql: Db, hotline: number, { by, at }: Second): Promise<number> =>
	(
		await sql`update support_hotline set dropped_by = ${by}, dropped_at = ${at} where id = ${hotline} and confirmed_at is null and dropped_at is null`
	).count;
