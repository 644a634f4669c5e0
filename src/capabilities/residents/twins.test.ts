import { expect, test } from 'vitest';
import { inScope } from '#platform/scope.server.ts';
import { system } from '#kernel/actor.ts';
import { madeCommune, type Made } from '#tests/support/commune.ts';
import { refusalOf, scene, settleMore, type Scene } from '#tests/support/scene.ts';
import { findTwins, notSame, peopleLike, twins, twinsAtNight } from './twins.server.ts';

// Takes a minute: a whole commune is compared.

const COMMUNE = 16543;
const night = (s: Scene, minutes = 0) => ({
	...s.as(system('twins', new Set(['residents.find-twins']), null, [1]), minutes)
});

test(
	'who stands twice is found at night with the reasons, and what was decided is not asked again',
	scene(async (s) => {
		const again = await settleMore(s, 'Suong Thi Som', 1950, { phone: '0900000318' });
		await settleMore(s, 'Gió Thị Xa', 1950);
		// Communes that other tests have left there are sealed under keys of their own.
		await twinsAtNight.run({ ...s.base, clock: () => s.as(s.lua).now } as never).catch(() => undefined);
		const [pair, ...others] = (await twins(s.as(s.mai), {})).rows;
		expect(others).toEqual([]);
		expect(pair).toMatchObject({
			likely: true,
			reasons: expect.arrayContaining(['same-name-plain', 'same-year', 'same-phone']) as unknown
		});
		expect([pair!.one.id, pair!.other.id].toSorted()).toEqual([s.som, again].toSorted());
		expect(JSON.stringify(pair)).not.toContain('097150004127');
		expect((await twins(s.as({ ...s.mai, centres: [2] }), {})).rows).toEqual([]);
		expect(await refusalOf(twins(s.as(s.lua), {}))).toBe('not-allowed');
		await notSame(s.as(s.mai), { one: again, other: s.som });
		await findTwins(night(s, 60), { commune: COMMUNE });
		expect((await twins(s.as(s.mai), {})).rows).toEqual([]);
	})
);

test(
	'while somebody is being written down, those they may be are named',
	scene(async (s) => {
		const said = { name: 'suong thi som', birthYear: 1950, birthDate: null, hamlet: 'Bến Gió' };
		expect(await peopleLike(s.as(s.lua), said)).toMatchObject({
			nearest: [{ id: s.som, reasons: ['same-name-plain', 'rare-name', 'same-year'] }],
			whole: 1
		});
		const none = { nearest: [], whole: 0 };
		expect(await peopleLike(s.as(s.lua), { ...said, birthYear: 1990 })).toEqual(none);
		expect(await peopleLike(s.as(s.rang), said)).toEqual(none);
	})
);

/** Lays a made commune into the register as it is, below the commands: eight thousand people by one would take minutes. */
const lay = (s: Scene, people: readonly Made[]) =>
	inScope(s.base.db, { ...s.thach }, '', async (db) => {
		const rows = people.map(({ id, name, birthYear, birthDate, gender, hamlet }) => ({
			id,
			name,
			birthYear,
			birthDate,
			gender,
			hamlet
		}));
		await db`insert into person (id, commune_id, name, name_plain, birth_year, birth_date, gender, hamlet, made_up, made_at)
			select id, ${COMMUNE}, name, plain_words(name || ' ' || hamlet), "birthYear", "birthDate", gender, hamlet, true, now()
			from jsonb_to_recordset(${db.json(rows)}) as r(id uuid, name text, "birthYear" int, "birthDate" date, gender text, hamlet text)`;
	});

test(
	'of a commune of 8,000 with known twins, without numbers and telephones, nine in ten shown are twins and three in four twins are shown',
	scene(async (s) => {
		const people = madeCommune(8000, 7);
		await lay(s, people);
		await findTwins(night(s), { commune: COMMUNE });
		const shown = await inScope(
			s.base.db,
			s.thach,
			'',
			(db) => db<{ oneId: string; otherId: string }[]>`select one_id, other_id from twin_pair where state = 'open'`
		);
		const known = new Set(people.flatMap(({ id, twinOf }) => (twinOf ? [[id, twinOf].toSorted().join()] : [])));
		const right = shown.filter(({ oneId, otherId }) => known.has([oneId, otherId].toSorted().join())).length;
		process.stdout.write(`twins: ${known.size} known, ${shown.length} shown, ${right} right\n`);
		expect(right / shown.length).toBeGreaterThan(0.9);
		expect(right / known.size).toBeGreaterThan(0.75);
	}),
	120_000
);
