import type { Db, Fragment } from '#platform/db.server.ts';
import { plannedOnce } from '#platform/sql.server.ts';
import { figures, LASTING, type Figure, type Line, type Way } from './rules-board.ts';

// Each figure once: its number and the people behind it are read from the same rows and cannot differ.

/** Classes of which a figure is: of which centres, begun when, and which statements each template is about. */
export type Of = {
	centres: readonly number[];
	from: string;
	to: string;
	today: string;
	topics: readonly { template: string; topics: readonly string[] }[];
};

/** Classes of which a lesson was held, with the hours of staff that went into each. */
const runsOf = (sql: Db, { centres, from, to, topics }: Of): Fragment => sql`
	select r.id, r.centre_id, r.template, r.venue, s.first, s.last, s.held, t.topics,
		s.held * r.minutes / 60.0 * (1 + (select count(*) from class_hand h where h.run_id = r.id and h.part = 'helper')) as hours,
		coalesce((select array_agg(h.organisation order by h.organisation) from class_host h where h.run_id = r.id), array['centre']) as hosts
	from class_run r
	join lateral (select min(day) as first, max(day) as last, (count(*) filter (where closed_at is not null))::int as held from class_session where run_id = r.id) s on true
	join jsonb_to_recordset(${sql.json(topics)}) as t(template text, topics text[]) on t.template = r.template
	where r.centre_id = any(${sql.array([...centres])}::int[]) and r.dropped_at is null and s.held > 0 and s.first between ${from}::date and ${to}::date
		-- Only classes that met in these days are looked at: those of other years are not.
		and r.id in (select run_id from class_session where day between ${from}::date and ${to}::date)`;

/**
 * Everybody who came, once for each class and under one id however many rows they have. Who was there is asked once of all classes; each of them is looked
 * up by their key (`offset 0`), so that the register is not read, and what a class took is asked once for each class.
 */
const learnersOf = (sql: Db, of: Of): Fragment => sql`
	with run as materialized (${runsOf(sql, of)}),
		there as materialized (select t.run_id, t.person_id, array_agg(t.no) as nos from there_in_classes(array(select id from run)) t group by 1, 2),
		came as materialized (select t.run_id, coalesce(q.merged_into, t.person_id) as person, count(distinct n.no)::int as lessons
			from there t left join lateral (select merged_into from person where id = t.person_id offset 0) q on true cross join unnest(t.nos) n (no) group by 1, 2)
	select r.*, m.person, p.name, p.hamlet, p.birth_year, m.lessons, r.held > 1 and m.lessons = 1 as once, m.lessons * 3 >= r.held * 2 as "full",
		r.hours * m.lessons / sum(m.lessons) over (partition by r.id) as share
	from run r join came m on m.run_id = r.id left join lateral (select name, hamlet, birth_year from person where id = m.person offset 0) p on true`;

/**
 * What became of each: seen alone since the class began; seen again or said to do it alone in the window; else not known, or not yet due.
 * What somebody says of themselves by a face is no sign of either. Under which ids they are, and whether they were seen alone, is asked once for each (`offset 0`),
 * not once wherever it is used; what came after is looked for where they were.
 */
const standing = (sql: Db, of: Of): Fragment => sql`
	select l.*, a.alone, a.alone and w.kept as lasting, a.alone and not w.kept and not w.lost and ${of.today}::date > l.last + ${LASTING.due}::int as unknown,
		a.alone and not w.kept and not w.lost and ${of.today}::date <= l.last + ${LASTING.due}::int as pending
	from (${learnersOf(sql, of)}) l
	join lateral (select same_as(l.person) as ids offset 0) i on true
	join lateral (select exists (select from skill_evidence e where e.person_id = any(i.ids) and e.kind = 'task' and e.level >= 2 and e.taken_back_at is null
		and e.at >= l.first and left(e.statement, 2) = any(l.topics)) as alone offset 0) a on true
	join lateral (
		select coalesce(bool_or(well), false) as kept, coalesce(bool_or(not well), false) as lost from (
			select e.level >= 2 as well from skill_evidence e where e.person_id = any(i.ids) and e.kind = 'task' and e.taken_back_at is null
				and left(e.statement, 2) = any(l.topics) and e.at between l.last + ${LASTING.from}::int and l.last + ${LASTING.to}::int
			union all select true from encounter c where c.person_id = any(i.ids) and c.how = 'self' and c.at between l.last + ${LASTING.from}::int and l.last + ${LASTING.to}::int
			-- What they said when they were called for a refresher weighs as much as what they said after help; it moves no level.
			union all select r.outcome = 'remembered' from recall r where r.person_id = any(i.ids) and r.outcome <> 'not-reached'
				and left(r.statement, 2) = any(l.topics) and r.at between l.last + ${LASTING.from}::int and l.last + ${LASTING.to}::int
			union all select f.answer = 'alone' from need_follow_up f join need n on n.id = f.need_id
				where n.person_id = any(i.ids) and f.answer <> 'unreachable' and f.at between l.last + ${LASTING.from}::int and l.last + ${LASTING.to}::int) q where a.alone) w on true`;

/** The lines in which somebody is counted: in one of each way, or in one of each organisation that held their class. */
const keysBy = (sql: Db, by: Way, today: string): Fragment => {
	if (by === 'class') return sql`array[s.id::text]`;
	if (by === 'hamlet') return sql`array[coalesce(s.hamlet, '')]`;
	if (by === 'organisation') return sql`s.hosts`;
	// How they asked for their place; whoever gave it back since, too.
	if (by === 'source')
		return sql`array[coalesce((select e.source from class_seat e left join person q on q.id = e.person_id
			where e.run_id = s.id and coalesce(q.merged_into, e.person_id) = s.person limit 1), '')]`;
	return sql`array[case when s.birth_year is null then '' when extract(year from ${today}::date) - s.birth_year < 45 then '0'
		when extract(year from ${today}::date) - s.birth_year < 60 then '45' when extract(year from ${today}::date) - s.birth_year < 75 then '60' else '75' end]`;
};

const who = (sql: Db, which: Figure | 'once'): Fragment =>
	which === 'came' ? sql`not once` : which === 'once' ? sql`once` : sql`not once and ${sql(which)}`;

/** People, each once however many classes they sat in; and the hours that went into them. */
const counted = (sql: Db): Fragment => sql`
	${figures.map((figure, n) => sql`${n > 0 ? sql`,` : sql``} (count(distinct person) filter (where ${who(sql, figure)}))::int as ${sql(figure)}`)},
	sum(share)::float8 as hours`;

export type Sum = Line & { once: number };

/**
 * The lines, and what all of them come to: each person once there, however many lines count them; and who came to one lesson of a class, who is in no
 * figure of it. What became of each is looked for once for both.
 */
export async function sumLines(sql: Db, of: Of, by: Way): Promise<{ lines: Line[]; sum: Sum }> {
	const asked = sql<(Sum & { whole: boolean })[]>`
		with s as materialized (select s.*, ${keysBy(sql, by, of.today)} as keys from (${standing(sql, of)}) s),
			line as (select k.key, ${counted(sql)} from s, unnest(s.keys) as k(key) group by k.key having count(*) filter (where not once) > 0)
		select false as whole, line.*, 0 as once from line
		union all select true, '', ${counted(sql)}, (count(distinct person) filter (where once))::int from s
		order by whole, ${by === 'age' ? sql`key` : sql`came desc, key`}`;
	const rows = await plannedOnce(sql, asked);
	const told = rows.map(({ whole: _, ...row }) => row);
	return { lines: told.slice(0, -1).map(({ once: _, ...line }) => line), sum: told.at(-1)! };
}

export const listRuns = (sql: Db, of: Of) => sql<
	{ id: string; template: string; venue: string; first: string; hosts: string[] }[]
>`
	select id, template, venue, first::text, hosts from (${runsOf(sql, of)}) r order by first, id`;

type Person = {
	person: string;
	name: string | null;
	hamlet: string | null;
	template: string;
	venue: string;
	lessons: number;
	held: number;
};

/** Whom a figure counts, each once with one of their classes, a page of them, and how many there are. */
export const listCounted = (
	sql: Db,
	of: Of,
	{ by, key, figure, rows, from }: { by: Way; key: string | null; figure: Figure; rows: number; from: number }
) => {
	const asked = sql<(Person & { whole: number })[]>`
	select *, count(*) over ()::int as whole from (
		select distinct on (s.person) s.person, s.name, s.hamlet, s.template, s.venue, s.lessons, s.held from (${standing(sql, of)}) s
		where ${who(sql, figure)} and (${key}::text is null or ${key} = any(${keysBy(sql, by, of.today)})) order by s.person, s.first desc) p
	order by p.name nulls last, p.person limit ${rows} offset ${from}`;
	return plannedOnce(sql, asked);
};
