import type { Db, Fragment } from '#platform/db.server.ts';

export type QuestionRow = { assessor: string | null; count: number; of: { id: string; number: string }[] };

/** Of which certificates it is asked: of a centre, given since then, and standing. */
export type Asked = { centre: number; since: Date };

/** They, each with whoever holds it (`who`: the row that stands for them). Under which ids somebody is, is asked where it is needed: `offset 0`, once for each. */
const given = (sql: Db, { centre, since }: Asked): Fragment => sql`
	given as materialized (
		select c.*, coalesce(p.merged_into, p.id) as who, array(select l ->> 'statement' from jsonb_array_elements(c.levels) l) as statements
		from certificate c join person p on p.id = c.person_id where c.centre_id = ${centre} and c.given_at >= ${since} and c.taken_back_at is null
	)`;
const known = (sql: Db): Fragment => sql`(select g.*, same_as(g.who) as ids from given g offset 0) g`;

const those = (sql: Db): Fragment =>
	sql`jsonb_agg(distinct jsonb_build_object('id', g.id, 'number', g.number)) as "of"`;

/** More than so many given by one person within an hour. */
export const listMany = (sql: Db, asked: Asked, most: number) => sql<QuestionRow[]>`
	with ${given(sql, asked)}, counted as (
		select g.id, g.assessor_id, g.given_at, (count(*) over (partition by g.assessor_id order by g.given_at range between interval '1 hour' preceding and current row))::int as within
		from given g
	), over as (select assessor_id, given_at, within from counted where within > ${most})
	select max(g.assessor_name) as assessor, (select max(o.within) from over o where o.assessor_id = g.assessor_id) as count, ${those(sql)}
	from given g where exists (select from over o where o.assessor_id = g.assessor_id and g.given_at between o.given_at - interval '1 hour' and o.given_at)
	group by g.assessor_id`;

/**
 * People of one topic who answered every item with the same choice, where one of those was wrong: all right says nothing, and fewer than
 * `fewest` answers neither.
 */
export const listAlike = (sql: Db, asked: Asked, fewest: number) => sql<QuestionRow[]>`
	with ${given(sql, asked)}, vectors as (
		select g.id, g.topic, string_agg(e.item || e.choice, ' ' order by e.item, e.at) as answers
		from ${known(sql)} join skill_evidence e on e.person_id = any(g.ids)
		where e.kind = 'judged' and e.taken_back_at is null and e.at <= g.given_at and e.statement = any(g.statements)
		group by g.id, g.topic having count(*) >= ${fewest} and bool_or(not e.correct)
	)
	select null as assessor, (count(distinct g.who))::int as count, ${those(sql)}
	from vectors v join given g on g.id = v.id group by v.topic, v.answers having count(distinct g.who) > 1`;

/**
 * Assessors of whom at least `fewest` certificates were looked at again, and of those far fewer still held than of what they themselves looked on
 * was done alone.
 */
export const listFalls = (sql: Db, asked: Asked, { fewest, gap }: { fewest: number; gap: number }) => sql<
	QuestionRow[]
>`
	with ${given(sql, asked)}, again as (
		select c.assessor_id, avg((r.outcome = 'still')::int) as still, count(*)::int as looked
		from recheck r join certificate c on c.id = r.certificate_id where r.centre_id = ${asked.centre} and c.given_at >= ${asked.since} and r.outcome in ('still', 'lost')
		group by c.assessor_id having count(*) >= ${fewest}
	), seen as (
		select e.by_staff, avg((e.level >= 2)::int) as alone from skill_evidence e
		where e.by_staff in (select assessor_id from again) and e.centre_id = ${asked.centre} and e.at >= ${asked.since} and e.kind = 'task' and e.taken_back_at is null
		group by e.by_staff
	)
	select max(g.assessor_name) as assessor, max(a.looked) as count, ${those(sql)}
	from again a join seen s on s.by_staff = a.assessor_id join given g on g.assessor_id = a.assessor_id
	where a.still < s.alone - ${gap}::numeric and exists (select from recheck r where r.certificate_id = g.id and r.outcome = 'lost')
	group by g.assessor_id`;

/** Two people whom one person looked at in the same minutes. */
export const listOverlaps = (sql: Db, asked: Asked) => sql<QuestionRow[]>`
	with ${given(sql, asked)}, looks as (
		select g.id, g.who, e.by_staff, min(e.at) as first, max(e.at) as last
		from ${known(sql)} join skill_evidence e on e.person_id = any(g.ids)
		where e.kind = 'task' and e.taken_back_at is null and e.by_staff = g.assessor_id and e.statement = any(g.statements) and e.at <= g.given_at
		group by g.id, g.who, e.by_staff, (e.at at time zone 'Asia/Ho_Chi_Minh')::date
	), pairs as (
		select distinct a.id from looks a join looks b on b.by_staff = a.by_staff and b.who <> a.who and b.first < a.last and a.first < b.last
	)
	select max(g.assessor_name) as assessor, (count(*))::int as count, ${those(sql)} from pairs p join given g on g.id = p.id group by g.assessor_id`;

/** One telephone behind so many certificates of more than one person. */
export const listTelephones = (sql: Db, asked: Asked, fewest: number) => sql<QuestionRow[]>`
	with ${given(sql, asked)}
	select null as assessor, (count(*))::int as count, ${those(sql)} from given g join person p on p.id = g.who
	where p.phone_hash is not null group by p.phone_hash having count(*) >= ${fewest} and count(distinct g.who) > 1`;

/** Whoever looked on is called as whoever taught: two people, or one with two accounts. */
export const listNamesakes = (sql: Db, asked: Asked) => sql<QuestionRow[]>`
	with ${given(sql, asked)}
	select max(g.assessor_name) as assessor, (count(*))::int as count, ${those(sql)} from ${known(sql)}
	where exists (select from class_seat s join class_run r on r.id = s.run_id
		where s.person_id = any(g.ids) and r.trainer_id <> g.assessor_id and fold_name(r.trainer_name) = fold_name(g.assessor_name))
	group by g.assessor_id`;
