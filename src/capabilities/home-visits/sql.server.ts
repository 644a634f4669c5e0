import type { Db } from '#platform/db.server.ts';
import type { Mode, PartOfDay } from './inputs.ts';
import type { Road } from './rules-roads.ts';

export type VisitRow = {
	id: string;
	personId: string;
	needId: string | null;
	kind: string;
	source: 'need' | 'police';
	urgency: 'today' | 'this-week' | 'this-month';
	woman: boolean;
	two: boolean;
	language: string | null;
	parts: PartOfDay[];
	minutes: number;
	askedAt: Date;
	tries: number;
	triedAt: Date | null;
	toldDay: string | null;
	toldFrom: string | null;
	toldUntil: string | null;
	toldShifts: string[] | null;
};

/** With who it is, where they live, and what is known of their door. */
export type VisitLine = VisitRow & {
	name: string | null;
	year: number | null;
	hamlet: string | null;
	hamletId: number | null;
	lon: number | null;
	lat: number | null;
	/** Helpers who were there before. */
	known: string[];
};

const columns = (sql: Db) => sql`
	v.id, v.person_id, v.need_id, v.kind, v.source, v.urgency, v.woman, v.two, v.language, v.parts, v.minutes, v.asked_at, v.tries, v.tried_at,
	v.told_day::text, v.told_from::text, v.told_until::text, v.told_shifts`;

/** Everybody who waits or was told a time: also one that is over, of whom nobody wrote down that they were visited. */
export const listOpenVisits = (sql: Db, centre: number) => sql<VisitLine[]>`
	select ${columns(sql)}, p.name, p.birth_year as year, h.name as hamlet, d.hamlet_id, d.lon, d.lat,
		array(select distinct x.helper_id from visit x where x.household_id = m.household_id) as known
	from home_visit v join person p on p.id = v.person_id and p.erased_at is null
		left join household_member m on m.person_id = p.id and m.until is null
		left join household o on o.id = m.household_id left join dwelling d on d.id = o.dwelling_id left join place h on h.id = d.hamlet_id
	where v.centre_id = ${centre} and v.ended is null and home_visit_is_open(v)
	order by v.asked_at, v.id`;

const isUnasked = (sql: Db, centre: number) => sql`
	n.centre_id = ${centre} and n.outcome is null and (n.kind = 'visit' or n.plan = 'home-visit') and n.promised_on is null
		and not exists (select from home_visit v where v.need_id = n.id and v.ended is null and home_visit_is_open(v))`;

/** Open needs for which somebody is to come home and nobody has asked yet who has to. */
export const listUnasked = (sql: Db, centre: number) => sql<
	{
		need: string;
		personId: string;
		name: string | null;
		kind: string;
		source: string;
		madeAt: Date;
		hamlet: string | null;
	}[]
>`
	select n.id as need, n.person_id, p.name, n.kind, n.source, n.made_at, h.name as hamlet
	from need n join person p on p.id = n.person_id and p.erased_at is null
		left join household_member m on m.person_id = p.id and m.until is null
		left join household o on o.id = m.household_id left join dwelling d on d.id = o.dwelling_id left join place h on h.id = d.hamlet_id
	where ${isUnasked(sql, centre)} order by n.made_at, n.id`;

/** Whoever waits for a time, or whose time is over; whoever leads some hamlets alone plans nobody. */
export const countWaiting = (sql: Db, centre: number, today: string) => sql`
	select case when cardinality(led_hamlets(nullif(app_id(), '')::uuid, ${centre})) > 0 then 0
		else (select count(*) from need n where ${isUnasked(sql, centre)}) + (
			select count(*) from home_visit v where v.centre_id = ${centre} and v.ended is null and home_visit_is_open(v)
				and (v.told_day is null or v.told_day < ${today}::date)) end`;

export const findAskable = async (sql: Db, centre: number, need: string) =>
	(
		await sql<{ personId: string; kind: string; urgency: VisitRow['urgency'] }[]>`
			select person_id, kind, urgency from need where id = ${need} and centre_id = ${centre} and outcome is null for no key update`
	)[0];

type NewVisit = Pick<
	VisitRow,
	'id' | 'personId' | 'needId' | 'kind' | 'source' | 'urgency' | 'woman' | 'two' | 'language' | 'minutes'
> & {
	centre: number;
	parts: readonly string[];
	at: Date;
};

/** Before somebody is asked for anew: those of this need, or that the police gave this person, by which nobody waits any more. */
const endPast = (sql: Db, { needId, personId, source, at }: NewVisit) => sql`
	update home_visit v set ended = 'done', ended_at = ${at} where v.ended is null and not home_visit_is_open(v)
		and (v.need_id = ${needId} or (v.source = ${source} and v.source = 'police' and v.person_id = ${personId}))`;

/** Answers whether it is new: of one need there is one that is open. */
export async function insertHomeVisit(sql: Db, n: NewVisit): Promise<boolean> {
	await endPast(sql, n);
	const { count } = await sql`
			insert into home_visit (id, centre_id, person_id, need_id, kind, source, urgency, woman, two, language, parts, minutes, asked_at)
			values (${n.id}, ${n.centre}, ${n.personId}, ${n.needId}, ${n.kind}, ${n.source}, ${n.urgency}, ${n.woman}, ${n.two}, ${n.language},
				${sql.array([...n.parts])}::text[], ${n.minutes}, ${n.at})
			on conflict (need_id) where ended is null do nothing`;
	return count === 1;
}

export const lockVisit = async (sql: Db, centre: number, id: string): Promise<VisitRow | undefined> =>
	(
		await sql<VisitRow[]>`
			select ${columns(sql)} from home_visit v where v.id = ${id} and v.centre_id = ${centre} and home_visit_is_open(v) for no key update`
	)[0];

/** One after another are times of a centre told. */
export const inTurnOf = (sql: Db, centre: number) =>
	sql`select pg_advisory_xact_lock(hashtext('home_visit'), ${centre})`;

type Told = { day: string; from: string; until: string; shifts: readonly string[]; by: string; at: Date };

export const tellRow = (sql: Db, id: string, t: Told) => sql`
	update home_visit set told_day = ${t.day}, told_from = ${t.from}, told_until = ${t.until}, told_shifts = ${sql.array([...t.shifts])}::uuid[],
		told_by = ${t.by}, told_at = ${t.at} where id = ${id}`;

export const untellRow = (sql: Db, id: string) => sql`
	update home_visit set told_day = null, told_from = null, told_until = null, told_shifts = null, told_by = null, told_at = null where id = ${id}`;

export const noteTry = (sql: Db, id: string, at: Date) =>
	sql`update home_visit set tries = tries + 1, tried_at = ${at} where id = ${id}`;

export const endRow = (sql: Db, id: string, how: string, at: Date) =>
	sql`update home_visit set ended = ${how}, ended_at = ${at} where id = ${id} and ended is null`;

/** Whom the police had given an hour that they called off. */
export const listCalledOff = (sql: Db, centre: number, bookings: readonly string[]) => sql<
	{ personId: string; purpose: string; needId: string | null }[]
>`
	select person_id, purpose, need_id from police_called_off(${centre}, ${sql.array([...bookings])}::uuid[])`;

/** Whose hour at the police stands again waits for nobody because of it; whoever was told a time in between keeps it. */
export const endStandingAgain = (sql: Db, centre: number, bookings: readonly string[], at: Date) => sql`
	update home_visit v set ended = 'called-off', ended_at = ${at}
	from police_stands_again(${centre}, ${sql.array([...bookings])}::uuid[]) a
	where v.centre_id = ${centre} and v.person_id = a.person_id and v.asked_at >= a.since and v.source = 'police' and v.ended is null and v.told_day is null`;

export type ShiftRow = {
	id: string;
	day: string;
	helpers: string[];
	fromAt: string;
	untilAt: string;
	mode: Mode;
	hamletId: number | null;
};

export const listShifts = (sql: Db, centre: number, from: string, until: string) => sql<ShiftRow[]>`
	select id, day::text, helpers, from_at::text, until_at::text, mode, hamlet_id from home_shift
	where centre_id = ${centre} and day between ${from} and ${until} and dropped_at is null order by day, from_at, id`;

/** Whoever goes out in one of these shifts, also in one that was dropped meanwhile. */
export const listHelpersOf = async (sql: Db, shifts: readonly string[]): Promise<string[]> =>
	(
		await sql<{ id: string }[]>`
			select distinct unnest(helpers) as id from home_shift where id = any(${sql.array([...shifts])}::uuid[])`
	).map(({ id }) => id);

type NewShift = ShiftRow & { centre: number; by: string; at: Date };
export const insertShift = (sql: Db, s: NewShift) => sql`
	insert into home_shift (id, centre_id, day, helpers, from_at, until_at, mode, hamlet_id, made_by, made_at)
	values (${s.id}, ${s.centre}, ${s.day}, ${sql.array([...s.helpers])}::uuid[], ${s.fromAt}, ${s.untilAt}, ${s.mode}, ${s.hamletId}, ${s.by}, ${s.at})`;

export const dropShiftRow = (sql: Db, centre: number, shift: string, at: Date) =>
	sql`update home_shift set dropped_at = ${at} where id = ${shift} and centre_id = ${centre} and dropped_at is null`;

export type HelperRow = { id: string; name: string; police: boolean; woman: boolean; languages: string[] };
export const listHelpers = (sql: Db, centre: number) =>
	sql<HelperRow[]>`select id, name, police, woman, languages from home_helpers(${centre})`;

export const knowHelperRow = (
	sql: Db,
	h: { centre: number; helper: string; woman: boolean; languages: readonly string[] }
) => sql`
	insert into home_helper (centre_id, staff_id, woman, languages) values (${h.centre}, ${h.helper}, ${h.woman}, ${sql.array([...h.languages])}::text[])
	on conflict (centre_id, staff_id) do update set woman = excluded.woman, languages = excluded.languages`;

/** The middle of each hamlet of a commune whose doors somebody has placed, and of all of them. */
export const listMiddles = (sql: Db, centre: number) => sql<
	{ hamletId: number; lon: number; lat: number; doors: number }[]
>`
	select d.hamlet as hamlet_id, d.lon, d.lat, d.placed as doors from place c cross join lateral doors_by_hamlet(c.parent_id, null) d
	where c.id = ${centre} and d.hamlet <> 0 and d.placed > 0 order by 1`;

export type RoadRow = Road & { id: string; hamlet: string; notedBy: string | null };

/** What is known of the ways into hamlets, of a day and later. */
export const listRoads = (sql: Db, centre: number, day: string) => sql<RoadRow[]>`
	select r.id, r.hamlet_id, p.name as hamlet, r.extra, r.from_day::text, r.until_day::text, actor_name('staff', r.noted_by::text) as noted_by
	from home_road r join place p on p.id = r.hamlet_id
	where r.centre_id = ${centre} and r.until_day >= ${day}::date and r.dropped_at is null order by r.from_day, p.name_plain, r.id`;

type NewRoad = Road & { id: string; centre: number; by: string; at: Date };

export const insertRoad = (sql: Db, r: NewRoad) => sql`
	insert into home_road (id, centre_id, hamlet_id, extra, from_day, until_day, noted_by, noted_at)
	values (${r.id}, ${r.centre}, ${r.hamletId}, ${r.extra}, ${r.fromDay}, ${r.untilDay}, ${r.by}, ${r.at})`;

export const dropRoadRow = (sql: Db, centre: number, road: string, at: Date) =>
	sql`update home_road set dropped_at = ${at} where id = ${road} and centre_id = ${centre} and dropped_at is null`;

/** Of somebody who was erased nobody comes, and no word stays. */
export const forgetVisits = (sql: Db, person: string) => sql`
	update home_visit set language = null, ended = coalesce(ended, 'called-off'), ended_at = coalesce(ended_at, now())
	where person_id = any(same_as(${person})) and (language is not null or ended is null)`;
