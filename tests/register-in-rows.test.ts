import { expect, test } from 'vitest';
import { system, type Actor } from '#kernel/actor.ts';
import { transaction, type Db } from '#platform/db.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { device, scene, self, settleMore, type Scene } from './support/scene.ts';

// What counts the whole register, or all of its doors, shows what the policies of its rows show the same person, and nobody else anything.

const QUANG_BINH = 16543;

const as = <T>(s: Scene, actor: Actor, work: (sql: Db) => Promise<T>): Promise<T> =>
	transaction(s.base.db, async (sql) => {
		await setScope(sql, actor, '');
		return work(sql);
	});

const figures = (sql: Db) => sql`
	select hamlet, elsewhere, people, households, unverified, older from register_figures(${QUANG_BINH}, 1966) order by elsewhere nulls last, hamlet`;
/** The same, by policies alone. */
const byRows = (sql: Db) => sql`
	select case when p.elsewhere then '' else coalesce(p.hamlet, '') end as hamlet, p.elsewhere, count(*)::int as people, count(distinct m.household_id)::int as households,
		count(*) filter (where not p.verified)::int as unverified, count(*) filter (where p.birth_year <= 1966)::int as older
	from person p left join household_member m on m.person_id = p.id and m.until is null
	where p.commune_id = ${QUANG_BINH} and p.erased_at is null and p.merged_into is null
	group by rollup ((1, 2)) order by 2 nulls last, 1`;
const doors = (sql: Db) => sql`select * from doors_in(${QUANG_BINH}) order by household_id`;
const doorsByRows = (sql: Db) => sql`
	select h.id as household_id, d.hamlet_id as hamlet, d.lane_id, h.book from household h join dwelling d on d.id = h.dwelling_id
	where h.commune_id = ${QUANG_BINH} and h.ended_at is null order by h.id`;
const first = (sql: Db) =>
	sql<{ householdId: string; why: string }[]>`select * from first_doors(${QUANG_BINH}, null, 2026)`;

test(
	'who serves a commune counts what its rows show them',
	scene(async (s) => {
		await settleMore(s, 'Mây Thị Sen', 1940);
		await settleMore(s, 'Gió Văn Súng', 2001);
		for (const actor of [s.lua, s.thach]) {
			const whole = await as(s, actor, figures);
			expect(whole.length).toBeGreaterThan(1);
			expect(whole).toEqual(await as(s, actor, byRows));
			expect(await as(s, actor, doors)).toEqual(await as(s, actor, doorsByRows));
		}
	})
);

test(
	'who lives alone, is old, or has a companion comes first, with why, and who is young in a family does not',
	scene(async (s) => {
		const home = (people: readonly string[]) =>
			as(s, s.thach, async (sql) => {
				const [dwelling, household] = [crypto.randomUUID(), crypto.randomUUID()];
				await sql`insert into dwelling (id, commune_id, address, made_at) values (${dwelling}, ${QUANG_BINH}, 'ngõ thử', now())`;
				await sql`insert into household (id, commune_id, dwelling_id, made_at) values (${household}, ${QUANG_BINH}, ${dwelling}, now())`;
				for (const person of people)
					await sql`
						insert into household_member (id, household_id, person_id, relation, since)
						values (${crypto.randomUUID()}, ${household}, ${person}, 'other', '2020-01-01')`;
				return household;
			});
		const [alone, old, young, father, mother] = [
			await settleMore(s, 'Mây Thị Sen', 1990),
			await settleMore(s, 'Gió Văn Súng', 1951),
			await settleMore(s, 'Lau Văn Chanh', 1952),
			await settleMore(s, 'Nắng Văn Bưởi', 1979),
			await settleMore(s, 'Nắng Thị Bưởi', 1980)
		];
		const [one, two, three] = [await home([alone]), await home([old, young]), await home([father, mother])];
		const found = new Map((await as(s, s.thach, first)).map((row) => [row.householdId, row]));
		expect(found.get(one)).toMatchObject({ why: 'alone' });
		expect(found.get(two)).toMatchObject({ why: 'seventy-five' });
		expect(found.has(three)).toBe(false);
	})
);

test(
	'who does not serve it counts nothing of it, nor who is at no desk',
	scene(async (s) => {
		for (const actor of [s.rang, self(s.som), device('kiosk'), { ...s.thach, centres: [] }])
			for (const ask of [figures, doors, first]) expect(await as(s, actor, ask)).toEqual([]);
		const house = system('test', new Set(), null, [1]);
		for (const ask of [figures, first]) expect(await as(s, house, ask)).toEqual([]);
	})
);
