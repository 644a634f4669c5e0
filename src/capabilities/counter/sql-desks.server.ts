import type { DeskRow } from './answers.ts';
import type { Db } from '#platform/db.server.ts';
import type { Matter } from './rules-matters.ts';

/** A desk is open when somebody signed in sits at it. */
export const listDesks = (sql: Db, centre: number, now: Date) => sql<DeskRow[]>`
	select d.id, d.centre_id, d.name, d.kind, d.skills, desk_manned(d.id, ${now}) as manned from desk d where d.centre_id = ${centre} and d.closed_at is null order by d.kind desc, d.name`;

export const findDesk = async (sql: Db, id: string, now: Date): Promise<DeskRow | undefined> =>
	(
		await sql<
			DeskRow[]
		>`select id, centre_id, name, kind, skills, desk_manned(id, ${now}) as manned from desk where id = ${id} and closed_at is null`
	)[0];

/** A desk as whoever calls to it needs it: where it stands, what it does, and how long anybody there waits at most (minutes). */
export type CallingDesk = Pick<DeskRow, 'id' | 'centreId' | 'skills'> & { waitCapMin: number };

export const findCallingDesk = async (sql: Db, id: string): Promise<CallingDesk | undefined> =>
	(
		await sql<CallingDesk[]>`
			select d.id, d.centre_id, d.skills, c.wait_cap_min from desk d join centre c on c.id = d.centre_id where d.id = ${id} and d.closed_at is null`
	)[0];

export const insertDesk = (
	sql: Db,
	d: { id: string; centre: number; name: string; kind: string; skills: readonly string[] }
) => sql`
	insert into desk (id, centre_id, name, kind, skills) values (${d.id}, ${d.centre}, ${d.name}, ${d.kind}, ${sql.array(d.skills as string[])}::text[])`;

export const closeDesk = (sql: Db, id: string, at: Date) =>
	sql`update desk set closed_at = ${at} where id = ${id} and closed_at is null`;

export type Learned = { matter: Matter; count: number; mean: number };

/** Minutes spent with people by matter in the thirty days before one: as they stand on its line, or learned now where nobody has opened that. */
export const learnService = async (sql: Db, centre: number, day: string): Promise<readonly Learned[]> =>
	(
		await sql<{ learned: Learned[] }[]>`
			select coalesce((select learned from line where centre_id = ${centre} and day = ${day}::date), learn_service(${centre}, ${day}::date)) as learned`
	)[0]!.learned;

/** The last days before one on which anybody took a number, the latest first. */
export const listDaysBefore = (sql: Db, centre: number, day: string, most: number) => sql<{ day: string }[]>`
	select day from line where centre_id = ${centre} and day < ${day}::date and last_number > 0 order by day desc limit ${most}`;

/**
 * Who came on the last days between two times of day, as if it were today. There is no summer time here: a day has 24 hours. The times of each day are
 * reckoned first (`offset 0`): a row's policy lets an index compare, and not reckon.
 */
export const listArrivals = (
	sql: Db,
	asked: { centre: number; days: number; today: string; from: Date; until: Date }
) => sql<{ day: string; matter: Matter; at: Date }[]>`
	select t.day, t.matter, t.arrived_at + b.ago as at
	from (select day, ago, ${asked.from}::timestamptz - ago as since, ${asked.until}::timestamptz - ago as till from (
		select day, (${asked.today}::date - day) * interval '24 hours' as ago from (${listDaysBefore(sql, asked.centre, asked.today, asked.days)}) d) d offset 0) b
	cross join lateral (select day, matter, arrived_at from ticket where centre_id = ${asked.centre} and day = b.day and arrived_at between b.since and b.till) t
	order by at`;

/** How many of a day's people, or of the last day's before one, were called within the range they had been told. */
export const countKeptPromises = async (
	sql: Db,
	centre: number,
	on: { day: string } | { lastBefore: string }
): Promise<{ right: number; of: number }> =>
	(
		await sql<{ right: number; of: number }[]>`
			select count(*) filter (where waited <= t.promised_to)::int as "right", count(*)::int as of
			from (select ticket_id, extract(epoch from (to_at - from_at)) / 60 as waited, row_number() over (partition by ticket_id order by id) as nth
				from ticket_period where centre_id = ${centre} and day = ${'day' in on ? sql`${on.day}::date` : sql`(${listDaysBefore(sql, centre, on.lastBefore, 1)})`} and state = 'waiting' and to_at is not null) p
			join ticket t on t.id = p.ticket_id
			where p.nth = 1 and t.promised_to is not null and t.called_at is not null`
	)[0]!;

/** Numbers of a day that this desk of a centre had and sent to another, and when. */
export const listMovedOn = (sql: Db, centre: number, desk: string, day: string) => sql<{ ticket: string; at: Date }[]>`
	select p.ticket_id as ticket, p.to_at as at from ticket_period p join ticket t on t.id = p.ticket_id
	where p.desk_id = ${desk} and p.day = ${day}::date and p.state in ('called', 'serving') and p.to_at > p.from_at
		and t.centre_id = ${centre} and t.day = ${day}::date and t.only_desk_id <> ${desk}
		and exists (select from ticket_period n where n.ticket_id = p.ticket_id and n.state = 'waiting' and n.from_at = p.to_at
			and (n.to_at is null or n.to_at > n.from_at))
	order by p.to_at`;

export const insertHelpCall = (
	sql: Db,
	call: { id: string; centre: number; where: string; desk: string | null; at: Date }
) => sql`
	insert into help_call (id, centre_id, from_where, desk_id, at) values (${call.id}, ${call.centre}, ${call.where}, ${call.desk}, ${call.at})`;

export const listHelpCalls = (sql: Db, centre: number, since: Date) => sql<
	{ id: string; fromWhere: string; desk: string | null; at: Date }[]
>`
	select h.id, h.from_where, d.name as desk, h.at from help_call h left join desk d on d.id = h.desk_id
	where h.centre_id = ${centre} and h.answered_at is null and h.at > ${since} order by h.at`;

/** Calls from one desk that nobody has answered. */
export const listDeskCalls = (sql: Db, desk: string, since: Date) => sql<{ id: string; at: Date }[]>`
	select id, at from help_call where desk_id = ${desk} and answered_at is null and at > ${since} order by at`;

export const answerHelpCall = (sql: Db, id: string, by: string, at: Date) => sql`
	update help_call set answered_at = ${at}, answered_by = ${by} where id = ${id} and answered_at is null`;

export const isManned = async (sql: Db, desk: string, at: Date): Promise<boolean> =>
	(await sql<{ manned: boolean }[]>`select desk_manned(${desk}, ${at}) as manned`)[0]!.manned;

export const countDesks = async (sql: Db, centre: number): Promise<{ guide: number; counter: number }> =>
	(
		await sql<{ guide: number; counter: number }[]>`
			select count(*) filter (where kind = 'guide')::int as guide, count(*) filter (where kind = 'counter')::int as counter
			from desk where centre_id = ${centre} and closed_at is null`
	)[0]!;

/** Whether anybody was ever called there: of however many, the first answers it. */
export const isAnyCalled = async (sql: Db, centre: number): Promise<boolean> =>
	(
		await sql<
			{ called: boolean }[]
		>`select exists (select from ticket where centre_id = ${centre} and called_at is not null) as called`
	)[0]!.called;
