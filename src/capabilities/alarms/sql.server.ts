import type { Db, Fragment } from '#platform/db.server.ts';
import type { Rung } from '#capabilities/support/rules-climb.ts';
import type { Climbed, Drill } from './answers.ts';
import type { DrillRung } from './rules-drill.ts';

type Night = { centre: number; night: string };

/** That the try of a night begins, with the ticket of it. Answers whether none was tried that night. */
export const beginDrill = async (sql: Db, d: Night & { ticket: string; at: Date }): Promise<boolean> => {
	const { count } = await sql`
		insert into alarm_drill (centre_id, night, ticket_id, began_at) values (${d.centre}, ${d.night}::date, ${d.ticket}, ${d.at}) on conflict do nothing`;
	return count === 1;
};

export type OpenDrill = { night: string; ticketId: string; beganAt: Date };

/** Tries that have begun at a centre and were not ended. */
export const listOpenDrills = (sql: Db, centre: number) => sql<OpenDrill[]>`
	select night, ticket_id, began_at from alarm_drill where centre_id = ${centre} and ended_at is null order by night`;

/** Held until whoever ends it has done; nothing where somebody else did. */
export const lockDrill = async (sql: Db, { centre, night }: Night): Promise<OpenDrill | undefined> =>
	(
		await sql<OpenDrill[]>`
			select night, ticket_id, began_at from alarm_drill where centre_id = ${centre} and night = ${night}::date and ended_at is null for update`
	)[0];

/** How many of the staff hold one of these roles at a centre, its commune or its province. */
export const countHolding = async (sql: Db, centre: number, roles: readonly string[]): Promise<number> =>
	(
		await sql<
			{ count: number }[]
		>`select count(*)::int as count from staff_holding(${centre}, ${sql.array([...roles])})`
	)[0]!.count;

/** What came of it. */
export const endDrill = async (sql: Db, d: Night & { at: Date }, tried: readonly DrillRung[]) => {
	await sql`update alarm_drill set ended_at = ${d.at} where centre_id = ${d.centre} and night = ${d.night}::date`;
	for (const { rung, at, late, people } of tried)
		await sql`insert into alarm_drill_rung (centre_id, night, rung, at, late, people) values (${d.centre}, ${d.night}::date, ${rung}, ${at}, ${late}, ${people})`;
};

/** The last night before one that was tried whole to its end: how each rung was. */
export const listRungsBefore = (sql: Db, { centre, night }: Night) => sql<DrillRung[]>`
	select rung, at, late, people from alarm_drill_rung where centre_id = ${centre} and night = (
		select max(d.night) from alarm_drill d where d.centre_id = ${centre} and d.night < ${night}::date and d.ended_at is not null)`;

/** What has climbed to one of some rungs and is late, the highest first, then by when it rang there. */
export const climbedTo = (sql: Db, centres: readonly number[], rungs: readonly Rung[]): Fragment => sql`
	select t.id, c.short_name as centre, t.number, t.system, t.urgency, t.rung, t.made_at, r.at as rung_at, t.owner_id is not null as taken, t.version,
		(select a.at from alarm_ask a where a.ticket_id = t.id and a.version = t.version) as asked_at
	from support_ticket t join centre c on c.id = t.centre_id
		left join lateral (select max(g.at) as at from support_ring g where g.ticket_id = t.id and g.rung = t.rung) r on true
	where t.centre_id = any(${sql.array([...centres], 23)}::int[]) and t.rung = any(${sql.array([...rungs])}::text[]) and t.merged_into is null and t.state <> 'over' and t.number > 0
	order by t.rung desc, r.at desc nulls last, t.id`;

export type ClimbedRow = Climbed;

/** A ticket that has climbed, held; nothing where it is not late at whoever asks. */
export const lockClimbed = async (
	sql: Db,
	ticket: string
): Promise<{ centreId: number; rung: Rung | null; version: number; askedAt: Date | null } | undefined> => {
	await sql`select from support_ticket where id = ${ticket} for update`;
	return (
		await sql<{ centreId: number; rung: Rung | null; version: number; askedAt: Date | null }[]>`
			select t.centre_id, t.rung, t.version, (select a.at from alarm_ask a where a.ticket_id = t.id and a.version = t.version) as asked_at
			from support_ticket t where t.id = ${ticket} and t.merged_into is null and t.state <> 'over'`
	)[0];
};

export const insertAsk = (sql: Db, a: { ticket: string; centre: number; version: number; by: string; at: Date }) => sql`
	insert into alarm_ask (ticket_id, centre_id, version, by_staff, at) values (${a.ticket}, ${a.centre}, ${a.version}, ${a.by}, ${a.at})`;

/** The last try at each of some centres, and how many of those since a night went whole: rung and heard at all rungs. */
export const listDrills = (sql: Db, centres: readonly number[], since: string) => sql<Omit<Drill, 'missed'>[]>`
	select c.short_name as centre, d.night, d.ended_at is not null as ended,
		(select count(*)::int from alarm_drill w where w.centre_id = c.id and w.night >= ${since}::date
			and (select count(*) from alarm_drill_rung g where g.centre_id = w.centre_id and g.night = w.night and g.at is not null and not g.late and g.people > 0) = 3) as nights,
		coalesce((select jsonb_agg(jsonb_build_object('rung', g.rung, 'at', g.at, 'late', g.late, 'people', g.people)) from alarm_drill_rung g
			where g.centre_id = d.centre_id and g.night = d.night), '[]') as rungs
	from centre c left join lateral (select * from alarm_drill l where l.centre_id = c.id order by l.night desc limit 1) d on true
	where c.id = any(${sql.array([...centres], 23)}::int[]) order by c.short_name, c.id`;
