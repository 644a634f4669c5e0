import type { Actor } from '#kernel/actor.ts';
import { transaction, type Db } from '#platform/db.server.ts';
import { setScope } from '#platform/scope.server.ts';
import type { Scene } from './scene.ts';

// What a register comes to, asked of its rows by policies alone.

export const [QUANG_BINH, TRUONG_VAN] = [16543, 16348];
/** Born by these in the year of the scene somebody is elder, or comes first. */
export const [ELDER, FIRST] = [1966, 1951];

export const as = <T>(s: Scene, actor: Actor, work: (sql: Db) => Promise<T>): Promise<T> =>
	transaction(s.base.db, async (sql) => {
		await setScope(sql, actor, '');
		return work(sql);
	});

export const figures = (sql: Db, commune = QUANG_BINH, elder = ELDER) => sql<
	{ hamlet: string | null; people: number; households: number }[]
>`
	select hamlet, elsewhere, people, households, unverified, older from register_figures(${commune}, ${elder}) order by elsewhere nulls last, hamlet`;

export const figuresByRows = (sql: Db, commune = QUANG_BINH, elder = ELDER) => sql`
	select case when p.elsewhere then '' else coalesce(p.hamlet, '') end as hamlet, p.elsewhere, count(*)::int as people, count(distinct h.id)::int as households,
		count(*) filter (where not p.verified)::int as unverified, count(*) filter (where p.birth_year <= ${elder})::int as older
	from person p left join household_member m on m.person_id = p.id and m.until is null left join household h on h.id = m.household_id
	where p.commune_id = ${commune} and p.erased_at is null and p.merged_into is null
	group by rollup ((1, 2)) order by 2 nulls last, 1`;

export const doorsByRows = (sql: Db, commune = QUANG_BINH) => sql`
	select h.id as household_id, coalesce(d.hamlet_id, 0) as hamlet, d.lane_id, h.book from household h join dwelling d on d.id = h.dwelling_id
	where h.commune_id = ${commune} and h.ended_at is null order by h.id`;

export const firstByRows = (sql: Db, hamlet: number | null = null, commune = QUANG_BINH, year = FIRST) => sql<
	{ householdId: string; why: string }[]
>`
	select household_id, concat_ws(',', case when members = 1 then 'alone' end, case when companion then 'companion' end, case when old then 'seventy-five' end) as why
	from (
		select m.household_id, count(*) as members, bool_or('companion' = any(p.needs)) as companion, bool_or(p.birth_year <= ${year}) as old
		from household_member m join household h on h.id = m.household_id join dwelling d on d.id = h.dwelling_id
			left join person p on p.id = m.person_id and p.erased_at is null
		where m.until is null and h.commune_id = ${commune} and h.ended_at is null and (${hamlet}::int is null or d.hamlet_id = ${hamlet}::int)
		group by m.household_id
	) one where members = 1 or companion or old order by household_id`;

export const hamletsByRows = async (sql: Db, commune = QUANG_BINH, year = FIRST) => {
	const [all, first] = [
		await doorsByRows(sql, commune),
		new Set((await firstByRows(sql, null, commune, year)).map(({ householdId }) => householdId))
	];
	const placed = await sql<{ hamlet: number; placed: number; lon: number | null; lat: number | null }[]>`
		select coalesce(d.hamlet_id, 0) as hamlet, count(d.lon)::int as placed, round(avg(d.lon)::numeric, 6)::float8 as lon, round(avg(d.lat)::numeric, 6)::float8 as lat
		from dwelling d where d.commune_id = ${commune} group by 1 order by 1`;
	return placed.map((row) => {
		const doors = all.filter(({ hamlet }) => hamlet === row.hamlet);
		return {
			...row,
			doors: doors.length,
			first: doors.filter((door) => first.has(String(door['householdId']))).length
		};
	});
};

export const hamletsCounted = async (sql: Db, commune = QUANG_BINH, year = FIRST) => [
	...(await sql`
		select hamlet, doors, first, placed, round(lon::numeric, 6)::float8 as lon, round(lat::numeric, 6)::float8 as lat
		from doors_by_hamlet(${commune}, ${year}) order by hamlet`)
];
