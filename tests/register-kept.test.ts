import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keepRegister } from '#capabilities/residents/sql-households.server.ts';
import { system } from '#kernel/actor.ts';
import type { Db } from '#platform/db.server.ts';
import { laidHamlet } from './support/division.ts';
import {
	as,
	ELDER,
	figures,
	figuresByRows,
	FIRST,
	hamletsByRows,
	hamletsCounted,
	QUANG_BINH,
	TRUONG_VAN
} from './support/register-rows.ts';
import { device, sceneApart as scene, self, settleMore, type Scene } from './support/scene.ts';

// What is kept of a register by the hamlet is what its rows come to, whatever changed since it was counted, and whoever counts meanwhile.

const SAID = ['thôn Bến Gió', 'thôn Gò Nắng', '', null];
const keep = (sql: Db) => keepRegister(sql, { elder: ELDER, first: FIRST, hamlets: 1, homes: 2 });
/** Part after part, until nothing is left. */
const counts = async (s: Scene, one = keep): Promise<void> => {
	let parts = 0;
	while (await as(s, system('test', new Set()), one)) expect(parts++).toBeLessThan(200);
};

/** Two hamlets with some doors, people of whom some live behind them, and homes that stand in no hamlet. */
async function laid(s: Scene) {
	const { hamlet, doors } = await laidHamlet(s, { 'ngõ Ao': 3, 'ngõ Đá': 2 });
	const [{ id: other } = { id: 0 }] = await s.base.db<{ id: number }[]>`
		select id from place where name = 'thôn Gò Nắng' and kind = 'hamlet' and parent_id = ${QUANG_BINH}`;
	const ids = doors.map(({ household }) => household);
	const people = doors.map(({ person }) => person);
	for (const [n, word] of ['Sen', 'Súng', 'Quế', 'Hồi'].entries())
		people.push(await settleMore(s, `Sương Thị ${word} Lim`, 1940 + n * 9, { hamlet: SAID[n % 2] ?? '' }));
	const homes = await s.base.db<{ id: string; dwellingId: string }[]>`
		select id, dwelling_id from household where id = any(${ids}::uuid[]) order by array_position(${ids}::uuid[], id)`;
	return {
		...{ people, homes: homes.map(({ id }) => id), dwellings: homes.map(({ dwellingId }) => dwellingId) },
		hamlets: [hamlet, other, null]
	};
}
type Laid = Awaited<ReturnType<typeof laid>>;
type Change = (sql: Db, laid: Laid) => Promise<unknown>;

const [one, year] = [fc.nat(99), fc.constantFrom(null, 1940, 1951, 1952, 1966, 1967, 2001)];
const commune = fc.constantFrom(QUANG_BINH, QUANG_BINH, QUANG_BINH, TRUONG_VAN);
const of = <T>(all: readonly T[], n: number): T => all[n % all.length]!;

/** One column of one row, so that each is seen to be marked by itself. */
const said: fc.Arbitrary<Change> = fc
	.record({ one, commune, how: one, to: one, yes: fc.boolean(), year })
	.map((to) => (sql, { people }) => {
		const set = of(
			[
				sql`commune_id = ${to.commune}`,
				sql`hamlet = ${of(SAID, to.to)}`,
				sql`elsewhere = ${to.yes}`,
				sql`verified = ${to.yes}`,
				sql`birth_date = null, birth_year = ${to.year}`,
				sql`needs = ${sql.array(to.yes ? ['companion'] : [], 25)}::text[]`
			],
			to.how
		);
		return sql`update person set ${set} where id = ${of(people, to.one)}`;
	});
const went: fc.Arbitrary<Change> = fc.record({ one, back: fc.boolean(), into: one }).map((to) => (sql, { people }) => {
	const [who, root] = [of(people, to.one), of(people, to.one + 1 + (to.into % (people.length - 1)))];
	return to.into % 2 === 0
		? sql`update person set erased_at = case when ${to.back} then null else now() end where id = ${who}`
		: sql`update person set merged_into = ${to.back ? null : root} where id = ${who}`;
});
const moved: fc.Arbitrary<Change> = fc
	.record({ one, how: one, home: one })
	.map((to) => async (sql, { people, homes }) => {
		const who = of(people, to.one);
		if (to.how % 3 === 0) await sql`delete from household_member where person_id = ${who}`;
		else await sql`update household_member set until = since where person_id = ${who} and until is null`;
		if (to.how % 4 !== 0)
			await sql`
			insert into household_member (id, household_id, person_id, relation, since)
			values (${crypto.randomUUID()}, ${of(homes, to.home)}, ${who}, 'other', '2020-01-01')`;
	});
const home: fc.Arbitrary<Change> = fc
	.record({ one, ended: fc.boolean(), commune, how: one, dwelling: one })
	.map((to) => (sql, { homes, dwellings }) => {
		const set = of(
			[
				sql`ended_at = case when ${to.ended} then now() end`,
				sql`commune_id = ${to.commune}`,
				sql`dwelling_id = ${of(dwellings, to.dwelling)}`
			],
			to.how
		);
		return sql`update household set ${set} where id = ${of(homes, to.one)}`;
	});
const dwelling: fc.Arbitrary<Change> = fc
	.record({ one, commune, how: one, hamlet: one, placed: fc.boolean() })
	.map((to) => (sql, { dwellings, hamlets }) => {
		const set = of(
			[
				sql`commune_id = ${to.commune}`,
				sql`hamlet_id = ${of(hamlets, to.hamlet)}`,
				sql`lon = ${to.placed ? 105.7 + to.one / 1000 : null}, lat = ${to.placed ? 19.6 : null}`
			],
			to.how
		);
		return sql`update dwelling set ${set} where id = ${of(dwellings, to.one)}`;
	});
const built: fc.Arbitrary<Change> = fc
	.record({ one, commune, hamlet: one })
	.map((to) => async (sql, { hamlets, homes, dwellings }) => {
		const [at, id] = [crypto.randomUUID(), crypto.randomUUID()];
		await sql`insert into dwelling (id, commune_id, hamlet_id, address, made_at) values (${at}, ${to.commune}, ${of(hamlets, to.hamlet)}, 'ngõ thử', now())`;
		await sql`insert into household (id, commune_id, dwelling_id, made_at) values (${id}, ${to.commune}, ${at}, now())`;
		if (to.one % 3 === 0) {
			await sql`delete from household where id = ${id}`;
			if (to.one % 2 === 0) await sql`delete from dwelling where id = ${at}`;
		} else {
			homes.push(id);
			dwellings.push(at);
		}
	});
const change = fc.oneof(
	{ weight: 4, arbitrary: said },
	went,
	{ weight: 3, arbitrary: moved },
	{ weight: 2, arbitrary: home },
	{ weight: 2, arbitrary: dwelling },
	built
);

const same = async (s: Scene) => {
	for (const [who, commune] of [
		[s.thach, QUANG_BINH],
		[s.rang, TRUONG_VAN]
	] as const)
		await as(s, who, async (sql) => {
			expect([...(await figures(sql, commune))]).toEqual([...(await figuresByRows(sql, commune))]);
			expect(await hamletsCounted(sql, commune)).toEqual(await hamletsByRows(sql, commune));
		});
};

test(
	'what is kept is what the rows come to, whatever was changed before and after it was counted',
	scene(async (s) => {
		const all = await laid(s);
		const both = { ...s.thach, centres: [1, 2] };
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
				async (turns) => {
					for (const [n, turn] of turns.entries()) {
						// Now all of it, now a part.
						await (n % 2 === 0 ? counts(s) : as(s, system('test', new Set()), keep));
						await as(s, both, async (sql) => {
							for (const one of turn) await one(sql, all);
						});
						await same(s);
					}
				}
			),
			{ numRuns: 60 }
		);
		await counts(s);
		await same(s);
	}),
	120_000
);

test(
	'each fact that a figure hangs on is marked by itself',
	scene(async (s) => {
		const { people, homes, dwellings, hamlets } = await laid(s);
		const [who, beside, third, fresh] = [people[0]!, people[6]!, people[7]!, crypto.randomUUID()];
		await as(s, s.thach, async (sql) => {
			await sql`update person set birth_date = null, birth_year = 1980 where id = any(${sql.array([who, beside], 2950)}::uuid[])`;
			await sql`
				insert into household_member (id, household_id, person_id, relation, since)
				select ${crypto.randomUUID()}, household_id, ${beside}, 'other', since from household_member where person_id = ${who}`;
		});
		const facts: ((sql: Db) => unknown)[] = [
			(sql) => sql`update person set birth_year = 1940 where id = ${beside}`,
			(sql) => sql`update person set commune_id = ${TRUONG_VAN} where id = ${beside}`,
			(sql) => sql`update person set commune_id = ${QUANG_BINH}, birth_year = 1980 where id = ${beside}`,
			(sql) => sql`update person set needs = '{companion}' where id = ${who}`,
			(sql) => sql`update person set needs = '{}' where id = ${who}`,
			(sql) => sql`update person set birth_year = 1966 where id = ${who}`,
			(sql) => sql`update person set birth_year = 1951 where id = ${who}`,
			(sql) => sql`update person set verified = not verified where id = ${who}`,
			(sql) => sql`update person set hamlet = 'thôn Gò Nắng' where id = ${who}`,
			(sql) => sql`update person set hamlet = null where id = ${beside}`,
			(sql) => sql`update person set elsewhere = true where id = ${who}`,
			(sql) => sql`update person set merged_into = ${third} where id = ${beside}`,
			(sql) => sql`update person set merged_into = null where id = ${beside}`,
			(sql) => sql`update person set erased_at = now() where id = ${who}`,
			(sql) => sql`update person set erased_at = null where id = ${who}`,
			(sql) =>
				sql`insert into dwelling (id, commune_id, address, made_at) values (${fresh}, ${QUANG_BINH}, 'ngõ thử', now())`,
			(sql) => sql`update dwelling set lon = 105.4, lat = 19.4 where id = ${fresh}`,
			(sql) =>
				sql`insert into household (id, commune_id, dwelling_id, made_at) values (${fresh}, ${QUANG_BINH}, ${fresh}, now())`,
			(sql) =>
				sql`insert into household_member (id, household_id, person_id, relation, since) values (${fresh}, ${fresh}, ${third}, 'other', '2020-01-01')`,
			(sql) => sql`delete from household_member where id = ${fresh}`,
			(sql) => sql`delete from household where id = ${fresh}`,
			(sql) => sql`delete from dwelling where id = ${fresh}`,
			(sql) => sql`update household_member set until = since where person_id = ${beside}`,
			(sql) => sql`update household set ended_at = now() where id = ${homes[1]!}`,
			(sql) => sql`update dwelling set hamlet_id = ${hamlets[1]!} where id = ${dwellings[4]!}`,
			(sql) => sql`update household_member set household_id = ${homes[4]!} where person_id = ${who}`,
			(sql) => sql`update household set dwelling_id = ${dwellings[4]!} where id = ${homes[2]!}`,
			(sql) => sql`update dwelling set hamlet_id = null where id = ${dwellings[2]!}`,
			(sql) => sql`update dwelling set lon = 105.5 where id = ${dwellings[0]!}`,
			(sql) => sql`update dwelling set lat = 19.5 where id = ${dwellings[0]!}`
		];
		const imported: ((sql: Db) => unknown)[] = [
			(sql) =>
				sql`insert into person (id, commune_id, hamlet, made_at, import_id) values (${fresh}, ${QUANG_BINH}, 'thôn Gò Nắng', now(), ${fresh})`,
			(sql) => sql`delete from person where id = ${fresh}`
		];
		const importing = system('import', new Set(), null, [1]);
		for (const fact of [...imported, ...facts]) {
			await counts(s);
			const shown = () => as(s, s.thach, async (sql) => [...(await figures(sql)), ...(await hamletsCounted(sql))]);
			const before = await shown();
			const by = imported.includes(fact) ? importing : { ...s.thach, centres: [1, 2] };
			await as(s, by, async (sql) => void (await fact(sql)));
			await same(s);
			expect(await shown(), String(fact)).not.toEqual(before);
		}
	})
);

test(
	'in another year than it was counted for nobody is younger than they are, and the next count is of that year',
	scene(async (s) => {
		await laid(s);
		await counts(s);
		const next = async (sql: Db) => {
			expect([...(await figures(sql, QUANG_BINH, ELDER + 1))]).toEqual([
				...(await figuresByRows(sql, QUANG_BINH, ELDER + 1))
			]);
			expect(await hamletsCounted(sql, QUANG_BINH, FIRST + 1)).toEqual(await hamletsByRows(sql, QUANG_BINH, FIRST + 1));
		};
		await settleMore(s, 'Sương Thị Ngâu Lim', FIRST + 1, { hamlet: SAID[0]! });
		await counts(s);
		await as(s, s.thach, next);
		await counts(s, (sql) => keepRegister(sql, { elder: ELDER + 1, first: FIRST + 1, hamlets: 1, homes: 1 }));
		await as(s, s.thach, next);
		await same(s);
	})
);

test(
	'nobody but the house counts, and nobody of it reads or writes what is kept by themselves',
	scene(async (s) => {
		await laid(s);
		for (const who of [s.thach, s.lua, device('kiosk'), self(s.som)])
			await expect(as(s, who, keep)).rejects.toThrow(/insufficient|privilege/);
		for (const table of ['kept_doors', 'kept_people', 'changed_doors', 'changed_people'])
			await expect(as(s, s.thach, (sql) => sql`select from ${sql(table)}`)).rejects.toThrow('permission denied');
		await counts(s);
		for (const who of [s.rang, self(s.som), device('kiosk'), { ...s.thach, centres: [] }])
			expect(await as(s, who, (sql) => hamletsCounted(sql))).toEqual([]);
	})
);
