import type { Topic } from '#capabilities/assistance/topics.ts';
import type { Db } from '#platform/db.server.ts';
import type { Campaign } from './answers.ts';
import { needsOf, type Whom } from './rules-campaign.ts';

export type CampaignRow = {
	id: string;
	centreId: number;
	name: string;
	fromDay: string;
	toDay: string;
	greeting: string;
	rev: number;
	endedAt: Date | null;
};
type Aim = { topic: Topic; whom: Whom };

const columns = (sql: Db) => sql`id, centre_id, name, from_day::text, to_day::text, greeting, rev, ended_at`;

/** The campaign that goes on or comes next; else the last one that was. */
export const findCampaign = async (sql: Db, centre: number, today: string): Promise<CampaignRow | undefined> =>
	(
		await sql<CampaignRow[]>`
			select ${columns(sql)} from campaign where centre_id = ${centre}
			order by least(to_day, (ended_at at time zone 'Asia/Ho_Chi_Minh')::date - 1) < ${today}::date,
				case when ended_at is null and to_day >= ${today}::date then from_day end, least(to_day, (ended_at at time zone 'Asia/Ho_Chi_Minh')::date) desc, made_at desc limit 1`
	)[0];

export const lockCampaign = async (sql: Db, id: string): Promise<CampaignRow | undefined> =>
	(
		await sql<
			CampaignRow[]
		>`select ${columns(sql)} from campaign where id = ${id} and ended_at is null for no key update`
	)[0];

export const insertCampaign = (
	sql: Db,
	c: { id: string; centre: number; name: string; from: string; to: string; greeting: string; by: string; at: Date }
) => sql`
	insert into campaign (id, centre_id, name, from_day, to_day, greeting, made_by, made_at)
	values (${c.id}, ${c.centre}, ${c.name}, ${c.from}::date, ${c.to}::date, ${c.greeting}, ${c.by}, ${c.at})`;

export const updateCampaign = (
	sql: Db,
	id: string,
	c: { name: string; from: string; to: string; greeting: string }
) => sql`
	update campaign set name = ${c.name}, from_day = ${c.from}::date, to_day = ${c.to}::date, greeting = ${c.greeting}, rev = rev + 1 where id = ${id}`;

export const endCampaignRow = (sql: Db, id: string, at: Date) =>
	sql`update campaign set ended_at = ${at}, rev = rev + 1 where id = ${id}`;

export const dropAims = (sql: Db, campaign: string) => sql`delete from campaign_topic where campaign_id = ${campaign}`;
export const insertAims = (sql: Db, campaign: string, aims: readonly Aim[]) => sql`
	insert into campaign_topic (campaign_id, topic, whom)
	select ${campaign}, a.topic, a.whom from jsonb_to_recordset(${sql.json(aims as never)}) as a (topic text, whom text)`;
export const listAims = (sql: Db, campaign: string) =>
	sql<Aim[]>`select topic, whom from campaign_topic where campaign_id = ${campaign}`;

type Span = { centre: number; hamlets: readonly number[] | null; from: string; to: string };

/** Doors of a centre's areas, or of those of some hamlets alone. */
const doorsOf = (sql: Db, { centre, hamlets }: Span) => sql`
	select f.household_id, f.area_id from field_holding f join field_area a on a.id = f.area_id
	where a.centre_id = ${centre} and (${hamlets === null} or a.hamlet_id = any(${sql.array([...(hamlets ?? [])])}::int[]))`;
const inDays = (sql: Db, at: string, { from, to }: Span) =>
	sql`(${sql(at)} at time zone 'Asia/Ho_Chi_Minh')::date between ${from}::date and ${to}::date`;

/** How many doors there are, at how many of them somebody was met, and how many visits came to nobody. */
export const countReach = async (sql: Db, span: Span): Promise<{ doors: number; met: number; tried: number }> =>
	(
		await sql<{ doors: number; met: number; tried: number }[]>`
			with doors as (${doorsOf(sql, span)}), been as (
				select v.household_id, bool_or(v.outcome = 'met') as met from visit v join doors d on d.household_id = v.household_id
				where ${inDays(sql, 'v.ended_at', span)} group by 1)
			select (select count(*)::int from doors) as doors, count(*) filter (where met)::int as met, count(*) filter (where not met)::int as tried from been`
	)[0]!;

/** Visits at which somebody was met, by day. */
export const listDays = (sql: Db, span: Span) => sql<{ day: string; met: number }[]>`
	with doors as (${doorsOf(sql, span)})
	select (v.ended_at at time zone 'Asia/Ho_Chi_Minh')::date::text as day, count(*)::int as met
	from visit v join doors d on d.household_id = v.household_id
	where v.outcome = 'met' and ${inDays(sql, 'v.ended_at', span)} group by 1 order by 1`;

/** Whether somebody of a household is meant; in need is who was so since a campaign began: asked of each of them, and never of all needs there were. */
const isMeant = (sql: Db, { topic, whom }: Aim, year: number, from: string) =>
	whom === 'everyone'
		? sql`true`
		: whom === 'alone'
			? sql`(select count(*) from household_member m where m.household_id = d.household_id and m.until is null) = 1`
			: sql`exists (select from household_member m join person p on p.id = m.person_id where m.household_id = d.household_id and m.until is null and p.erased_at is null
				and ${
					whom === 'in-need'
						? sql`(select true from need n where n.person_id = p.id and n.kind = any(${sql.array([...needsOf[topic]])}::text[]) and (n.outcome is null or n.outcome_on >= ${from}::date) limit 1)`
						: sql`p.birth_year <= ${year - (whom === 'sixty' ? 60 : 75)}`
				})`;

/** Of one topic: how many households are meant, at how many it was shown, and at how many of those somebody did it alone. */
export const countAim = async (
	sql: Db,
	span: Span,
	aim: Aim,
	year: number
): Promise<{ meant: number; shown: number; able: number }> =>
	(
		await sql<{ meant: number; shown: number; able: number }[]>`
			with doors as (${doorsOf(sql, span)}), shown as (
				select v.household_id, bool_or(e.how = 'self') as able
				from visit v join doors d on d.household_id = v.household_id join assisted_session s on s.visit_id = v.id
					cross join lateral (select how from encounter where session_id = s.id and channel = 'home' and topic = ${aim.topic} offset 0) e
				where ${inDays(sql, 'v.ended_at', span)} and ${isMeant(sql, aim, year, span.from)} group by 1)
			select (select count(*)::int from doors d where ${isMeant(sql, aim, year, span.from)}) as meant, count(*)::int as shown, count(*) filter (where able)::int as able from shown`
	)[0]!;

/** Of a group: how many households have one of it, and at how many of those somebody was met. */
export const countGroup = async (
	sql: Db,
	span: Span,
	group: 'seventy-five' | 'alone' | 'companion',
	year: number
): Promise<{ have: number; met: number }> =>
	(
		await sql<{ have: number; met: number }[]>`
			with doors as (${doorsOf(sql, span)}), have as (
				select d.household_id from doors d where ${
					group === 'companion'
						? sql`exists (select from household_member m join person p on p.id = m.person_id where m.household_id = d.household_id and m.until is null and 'companion' = any(p.needs))`
						: isMeant(sql, { topic: 'e-id', whom: group }, year, span.from)
				})
			select count(*)::int as have, count(*) filter (where exists (
				select from visit v where v.household_id = have.household_id and v.outcome = 'met' and ${inDays(sql, 'v.ended_at', span)}))::int as met from have`
	)[0]!;

/** Each area with who goes there, its doors, and at how many of them somebody was met. */
export const listAreaReach = (sql: Db, span: Span) => sql<Campaign['areas']>`
	select a.id, a.name, a.hamlet_id as hamlet,
		coalesce((select jsonb_agg(actor_name('staff', w.staff_id::text) order by w.since, w.staff_id) from field_worker w where w.area_id = a.id and w.until is null), '[]') as workers,
		(select count(*)::int from field_holding f where f.area_id = a.id) as doors,
		(select count(distinct v.household_id)::int from visit v join field_holding f on f.household_id = v.household_id
			where f.area_id = a.id and v.outcome = 'met' and ${inDays(sql, 'v.ended_at', span)}) as met
	from field_area a where a.centre_id = ${span.centre} and (${span.hamlets === null} or a.hamlet_id = any(${sql.array([...(span.hamlets ?? [])])}::int[]))
	order by a.name, a.id`;

/** What lay on the phones of a centre when each was last heard of, and was not counted yet. */
export const countOnPhones = async (sql: Db, centre: number): Promise<number> =>
	(
		await sql<{ count: number }[]>`
			select coalesce(sum(waiting), 0)::int as count from field_phone where centre_id = ${centre} and staff_id is not null and wiped_at is null`
	)[0]!.count;
