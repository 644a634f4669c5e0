import type { Db, Fragment } from '#platform/db.server.ts';
import { urgencies, type NeedKind, type Urgency } from './need.ts';

type When = { day: string; at: Date };

/** Why a need is late, as `lateOf` says it; null where it is not. */
const lateAs = (sql: Db, { day, at }: When): Fragment => sql`
	case when n.promised_on < ${day}::date then 'promise-over'
		when n.owner_id is null and n.made_at < ${at}::timestamptz - interval '1 day' then 'nobody' end`;

const openAt = (sql: Db, centre: number): Fragment => sql`
	from need n join person p on p.id = n.person_id and p.erased_at is null where n.centre_id = ${centre} and n.outcome is null`;

export const countLateNeeds = (sql: Db, centre: number, when: When): Fragment => sql`
	select count(*) ${openAt(sql, centre)} and ${lateAs(sql, when)} is not null`;

type Counts = Record<'open' | 'late' | 'today' | 'toCall' | 'nobody' | 'mine', number>;

export const countOpenNeeds = async (sql: Db, centre: number, me: string, when: When): Promise<Counts> =>
	(
		await sql<Counts[]>`
			select count(*)::int as open, count(${lateAs(sql, when)})::int as late, count(*) filter (where n.urgency = 'today')::int as today,
				count(*) filter (where n.plan = 'by-phone')::int as to_call, count(*) filter (where n.owner_id is null)::int as nobody,
				count(*) filter (where n.owner_id::text = ${me})::int as mine
			${openAt(sql, centre)}`
	)[0]!;

export type BoardFilter = {
	kind: NeedKind | null;
	urgency: Urgency | null;
	late: boolean;
	toCall: boolean;
	whose: 'nobody' | 'mine' | null;
};

const passes = (sql: Db, me: string, when: When, { kind, urgency, late, toCall, whose }: BoardFilter): Fragment => sql`
	(${kind}::text is null or n.kind = ${kind}) and (${urgency}::text is null or n.urgency = ${urgency})
	and (not ${late}::boolean or ${lateAs(sql, when)} is not null) and (not ${toCall}::boolean or n.plan = 'by-phone')
	and (${whose}::text is distinct from 'nobody' or n.owner_id is null) and (${whose}::text is distinct from 'mine' or n.owner_id::text = ${me})`;

type Asked = { centre: number; me: string; by: 'hamlet' | 'helper'; filter: BoardFilter; when: When };

/**
 * Open needs in the order of the board. Groups: those of nobody lead, then the one in which most is late. In a group the late
 * come first, then what is urgent, what was promised sooner, and who has waited longer.
 */
export const boardNeeds = (sql: Db, { centre, me, by, filter, when }: Asked): Fragment => sql`
	select *, ${by === 'hamlet' ? sql`hamlet` : sql`owner_name`} as name, count(*) over one_group::int as in_group, count(late) over one_group::int as late_in_group from (
		select n.id, n.person_id, p.name as person_name, p.birth_year, p.hamlet, n.kind, n.urgency, n.source, n.owner_id,
			actor_name('staff', n.owner_id::text) as owner_name, n.plan, n.promised_on, n.made_at, ${lateAs(sql, when)} as late,
			${by === 'hamlet' ? sql`case when not p.elsewhere then p.hamlet end` : sql`n.owner_id::text`} as key
		${openAt(sql, centre)} and ${passes(sql, me, when, filter)}
	) n window one_group as (partition by key)
	order by key is not null, late_in_group desc, name, key, late is null,
		array_position(${sql.array([...urgencies])}::text[], urgency), promised_on nulls last, made_at, id`;

/** Whom somebody is to call, and the number of each; the sooner it was promised, the higher it stands. */
export const toCallAt = (sql: Db, centre: number, when: When): Fragment => sql`
	select n.id as need, p.id as person, p.name, p.hamlet, p.phone_sealed, n.kind, n.promised_on, n.owner_id,
		actor_name('staff', n.owner_id::text) as owner_name, n.made_at, ${lateAs(sql, when)} as late
	from need n join person o on o.id = n.person_id
	cross join lateral (select p.* from person p where p.id in (o.id, o.merged_into) order by p.id = o.id limit 1) p
	where n.centre_id = ${centre} and n.outcome is null and n.plan = 'by-phone' and p.erased_at is null
	order by n.promised_on nulls last, n.made_at, n.id`;
