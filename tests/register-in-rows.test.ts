import { expect, test } from 'vitest';
import { system } from '#kernel/actor.ts';
import type { Db } from '#platform/db.server.ts';
import { laidHamlet } from './support/division.ts';
import {
	as,
	doorsByRows,
	figures,
	figuresByRows,
	firstByRows,
	QUANG_BINH,
	TRUONG_VAN
} from './support/register-rows.ts';
import { device, scene, self, settleMore, type Scene } from './support/scene.ts';

// What counts the whole register, or all of its doors, shows what the policies of its rows show the same person, and nobody else anything.

const doors = (sql: Db) => sql`select * from doors_in(${QUANG_BINH}, null, null) order by household_id`;
const first = (sql: Db) =>
	sql<
		{ householdId: string; why: string }[]
	>`select * from first_doors(${QUANG_BINH}, null, null, 1951) order by household_id`;

/** A household with these people, behind a door of its own. */
const home = (s: Scene, people: readonly string[], { by = s.thach, commune = QUANG_BINH, ended = false } = {}) =>
	as(s, by, async (sql) => {
		const [dwelling, household] = [crypto.randomUUID(), crypto.randomUUID()];
		await sql`insert into dwelling (id, commune_id, address, made_at) values (${dwelling}, ${commune}, 'ngõ thử', now())`;
		await sql`
			insert into household (id, commune_id, dwelling_id, made_at, ended_at)
			values (${household}, ${commune}, ${dwelling}, now(), case when ${ended} then now() end)`;
		for (const person of people)
			await sql`
				insert into household_member (id, household_id, person_id, relation, since)
				values (${crypto.randomUUID()}, ${household}, ${person}, 'other', '2020-01-01')`;
		return household;
	});

/** One hamlet with three doors, and homes of no hamlet: one of each kind that comes first, one of none, one that ended. */
async function lived(s: Scene) {
	const { hamlet, doors: laid } = await laidHamlet(s, { 'ngõ Ao': 3 }, { spots: false });
	const one = (name: string, year: number, needs: string[] = []) => settleMore(s, name, year, { needs });
	const gone = await one('Suối Thị Na', 1930);
	const homes = {
		alone: await home(s, [await one('Mây Thị Sen', 1990)]),
		old: await home(s, [await one('Gió Văn Súng', 1951), await one('Lau Văn Chanh', 1952)]),
		companion: await home(s, [await one('Trúc Thị Na', 1988, ['companion']), await one('Trúc Văn Tre', 1987)]),
		family: await home(s, [await one('Nắng Văn Bưởi', 1979), await one('Nắng Thị Bưởi', 1980)]),
		erased: await home(s, [gone]),
		ended: await home(s, [await one('Mưa Văn Lim', 1940)], { ended: true })
	};
	await as(s, s.thach, (sql) => sql`update person set erased_at = now() where id = ${gone}`);
	// Whoever moved out makes nobody come first whom they left behind.
	const movedOut = await one('Bưởi Thị Lau', 1935, ['companion']);
	await as(
		s,
		s.thach,
		(sql) => sql`
		insert into household_member (id, household_id, person_id, relation, since, until)
		values (${crypto.randomUUID()}, ${homes.family}, ${movedOut}, 'other', '2020-01-01', '2024-01-01')`
	);
	return { hamlet, homes, laid };
}

test(
	'who serves a commune counts what its rows show them',
	scene(async (s) => {
		const { hamlet, laid } = await lived(s);
		for (const actor of [s.lua, s.thach]) {
			const whole = await as(s, actor, (sql) => figures(sql));
			expect(whole.at(-1)!.households).toBeGreaterThanOrEqual(7);
			expect(whole).toEqual(await as(s, actor, (sql) => figuresByRows(sql)));
			const all = await as(s, actor, doors);
			expect(all.length).toBe(laid.length + 5);
			expect(all).toEqual(await as(s, actor, (sql) => doorsByRows(sql)));
			expect(await as(s, actor, first)).toEqual(await as(s, actor, (sql) => firstByRows(sql)));
			const there = (sql: Db) =>
				sql`select * from first_doors(${QUANG_BINH}, ${sql.array([hamlet], 23)}::int[], null, 1951) order by household_id`;
			expect(await as(s, actor, there)).toEqual(await as(s, actor, (sql) => firstByRows(sql, hamlet)));
		}
	})
);

test(
	'who lives alone, is old, or has a companion comes first, with why; a young family does not, nor a household that ended',
	scene(async (s) => {
		const { homes } = await lived(s);
		const found = new Map((await as(s, s.thach, first)).map(({ householdId, why }) => [householdId, why]));
		const why = Object.fromEntries(Object.entries(homes).map(([kind, id]) => [kind, found.get(id)]));
		expect(why).toEqual({
			...{ alone: 'alone', old: 'seventy-five', companion: 'companion', erased: 'alone' },
			...{ family: undefined, ended: undefined }
		});
	})
);

test(
	'who does not serve it counts nothing of it, nor who is at no desk; who serves it counts nothing of another',
	scene(async (s) => {
		await lived(s);
		const theirs = await settleMore(s, 'Hiên Thị Kê', 1940);
		await home(s, [theirs], { by: s.rang, commune: TRUONG_VAN });
		const house = system('test', new Set(), null, [1]);
		for (const ask of [(sql: Db) => figures(sql), doors, first]) {
			expect((await as(s, s.thach, ask)).length).toBeGreaterThan(1);
			for (const actor of [s.rang, self(s.som), device('kiosk'), { ...s.thach, centres: [] }, house])
				expect(await as(s, actor, ask)).toEqual([]);
		}
		const elsewhere = (sql: Db) => sql`select household_id from doors_in(${TRUONG_VAN}, null, null)`;
		expect([await as(s, s.rang, elsewhere), await as(s, s.thach, elsewhere)].map((all) => all.length)).toEqual([1, 0]);
	})
);
