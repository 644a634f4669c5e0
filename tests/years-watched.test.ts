import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countLooksBy, keepLookDay, listWatched, looksBy } from '#capabilities/oversight/sql.server.ts';
import { daysEveryHour } from '#capabilities/oversight/count-days.server.ts';
import { looksOfStaff } from '#capabilities/oversight/staff-looks.server.ts';
import { system } from '#kernel/actor.ts';
import { addDays, dayOf } from '#kernel/day.ts';
import { setScope } from '#platform/scope.server.ts';
import { NOW, sceneApart as scene, type Scene } from './support/scene.ts';
import { manyPeople } from './support/volume.ts';

// What the staff looked at in some days is told day by day, whichever of them were counted when they were over: just what each figure counts for itself.

const today = dayOf(NOW);

type Look = {
	by: number;
	what: string;
	purpose: string;
	session: string | null;
	people: (string | null)[];
	ago: number;
	/** Of the day. */
	second: number;
};

const sessions = Array.from({ length: 3 }, () => crypto.randomUUID());
const looks = (people: readonly string[]): fc.Arbitrary<Look[]> =>
	fc.array(
		fc.record({
			...{ by: fc.nat(2), what: fc.constantFrom('search', 'search', 'record', 'case', 'list') },
			...{ purpose: fc.constantFrom('need', 'call-back', 'mistake'), session: fc.option(fc.constantFrom(...sessions)) },
			people: fc.array(fc.option(fc.constantFrom(...people), { freq: 8 }), { minLength: 1, maxLength: 4 }),
			ago: fc.integer({ min: 0, max: 40 }),
			// As the day begins and ends here, and where it is another day than in Greenwich.
			second: fc.oneof(fc.nat(86_399), fc.constantFrom(0, 25_199, 25_200, 86_399))
		}),
		{ minLength: 1, maxLength: 60 }
	);

async function looked(s: Scene, all: readonly Look[]): Promise<void> {
	for (const [by, who] of [s.lua, s.mai, s.thach].entries()) {
		await setScope(s.base.db, who, crypto.randomUUID());
		await s.base.db`
			insert into look (at, actor_kind, actor_id, what, purpose, session_id, people)
			select ((${today}::date - r.ago)::timestamp + r.second * interval '1 second') at time zone 'Asia/Ho_Chi_Minh', 'staff', ${who.id!}, r.what, r.purpose, r.session, r.people
			from jsonb_to_recordset(${s.base.db.json(all.filter((one) => one.by === by) as never)}) r (what text, purpose text, session uuid, people uuid[], ago int, second int)`;
	}
}

/** Each figure of one day for itself, as it is said. */
function countedOn(own: readonly Look[]) {
	const named = (list: readonly Look[]) => new Set(list.flatMap(({ people }) => people.filter((one) => one !== null)));
	const searches = own.filter(({ what }) => what === 'search');
	const singly = own.filter(
		({ what, purpose, people }) => what !== 'search' && purpose !== 'need' && people.length === 1
	);
	const met = named(singly).intersection(named(searches)).size;
	return {
		...{ searches: searches.length, idle: Math.max(0, searches.length - 2 * met) },
		records: own.filter(({ what, session }) => what === 'record' && session === null).length,
		beside: new Set(own.flatMap(({ session }) => session ?? [])).size,
		people: named(own.filter(({ what }) => what !== 'list')).size
	};
}

function countedBy(all: readonly Look[], by: number, days: number) {
	const sums = { searches: 0, idle: 0, records: 0, beside: 0, people: 0 };
	for (let ago = 0; ago <= days; ago++) {
		const day = countedOn(all.filter((one) => one.by === by && one.ago === ago));
		for (const key of Object.keys(sums) as (keyof typeof sums)[]) sums[key] += day[key];
	}
	return sums;
}

const house = system('oversight', new Set());
const keep = async (s: Scene, since: string, at: Date): Promise<string | null> => {
	await setScope(s.base.db, house, crypto.randomUUID());
	return keepLookDay(s.base.db, since, at);
};
const ago = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000);

test(
	'whoever looked at whom in these days is counted alike, whatever was looked at before and however many of the days were counted',
	scene(async (s) => {
		const people = await manyPeople(s, 6);
		const all: Look[] = [];
		const some = fc.nat(40);
		await fc.assert(
			fc.asyncProperty(looks(people), some, some, some, fc.nat(6), async (more, days, since, until, most) => {
				// What was counted is let go of, and these days are counted anew.
				await keep(s, addDays(today, 1), NOW);
				await looked(s, more);
				all.push(...more);
				// The first ones first, and none that is not over.
				for (let n = 0; n < most; n++)
					expect(await keep(s, addDays(today, -since), ago(until))).toBe(
						since - n > until ? addDays(today, n - since) : null
					);
				await setScope(s.base.db, s.thach, crypto.randomUUID());
				const first = addDays(today, -days);
				const rows = await listWatched(s.base.db, first, today);
				for (const [by, who] of [s.lua, s.mai, s.thach].entries()) {
					expect(rows.find(({ staffId }) => staffId === who.id)).toMatchObject(countedBy(all, by, days));
					const own = all.filter((one) => one.by === by && one.ago <= days);
					expect(await countLooksBy(s.base.db, who.id!, first, today)).toBe(own.length);
					const listed = await looksBy(s.base.db, who.id!, first, 50, 3);
					expect(listed.length).toBe(Math.max(0, Math.min(50, own.length - 3)));
				}
			}),
			{ numRuns: 25 }
		);
		// A neighbouring place and whoever keeps no accounts read nothing of it.
		for (const other of [s.rang, s.lua]) {
			await setScope(s.base.db, other, crypto.randomUUID());
			expect((await listWatched(s.base.db, today, today)).filter(({ staffId }) => staffId === s.mai.id)).toEqual([]);
			expect(await countLooksBy(s.base.db, s.mai.id!, addDays(today, -40), today)).toBe(0);
			expect(await looksBy(s.base.db, s.mai.id!, addDays(today, -40), 50, 0)).toEqual([]);
		}
	}),
	60_000
);

test(
	'a day is counted when it is over for ten minutes, once, and goes with the days that are shown',
	scene(async (s) => {
		const person = (await manyPeople(s, 1))[0]!;
		const one = { by: 1, what: 'record', purpose: 'mistake', session: null, people: [person], ago: 1, second: 0 };
		const records = async (from: string) => {
			await setScope(s.base.db, s.thach, crypto.randomUUID());
			return (await listWatched(s.base.db, from, today)).find(({ staffId }) => staffId === s.mai.id)!.records;
		};
		const yesterday = addDays(today, -1);
		const at = (time: string) => new Date(`${today}T${time}+07:00`);
		await looked(s, [one]);
		expect(await keep(s, yesterday, at('00:09:59'))).toBeNull();
		await looked(s, [one]);
		expect(await records(yesterday)).toBe(2);
		expect(await keep(s, yesterday, at('00:10:00'))).toBe(yesterday);
		expect(await keep(s, yesterday, at('00:20:00'))).toBeNull();
		// Counted is counted: it is not gone through again, and today is.
		await looked(s, [one, { ...one, ago: 0 }]);
		expect(await records(yesterday)).toBe(3);
		expect(await keep(s, today, at('00:30:00'))).toBeNull();
		expect(await records(yesterday)).toBe(4);
		// A clock that was ahead counted today; put right, today is gone through again.
		expect(await keep(s, today, new Date(`${addDays(today, 1)}T01:00:00+07:00`))).toBe(today);
		await looked(s, [{ ...one, ago: 0 }]);
		expect(await records(today)).toBe(1);
		expect(await keep(s, today, at('09:00:00'))).toBeNull();
		expect(await records(today)).toBe(2);
		await setScope(s.base.db, s.thach, crypto.randomUUID());
		await expect(keepLookDay(s.base.db, today, NOW)).rejects.toMatchObject({ code: '42501' });
	})
);

test(
	'each hour the days that are over are counted, each by itself; what came after that is lost from no list',
	scene(async (s) => {
		const person = (await manyPeople(s, 1))[0]!;
		const one = { by: 1, what: 'record', purpose: 'mistake', session: null, people: [person], ago: 3, second: 0 };
		await looked(
			s,
			Array.from({ length: 50 }, () => one)
		);
		const counts = () => daysEveryHour.run({ ...s.base, clock: () => NOW } as never);
		await counts();
		await counts();
		const days = await s.base.db<{ day: string | null }[]>`
			select detail ->> 'day' as day from journal where command = 'oversight.count-day' order by id`;
		expect(days.map(({ day }) => day)).toEqual([...Array.from({ length: 29 }, (_, n) => addDays(today, n - 29)), null]);
		const list = async (page: number) => (await looksOfStaff(s.as(s.thach, 1), { staff: s.mai.id!, page })).looks;
		expect(await list(0)).toMatchObject({ whole: 50, more: 0 });
		await looked(s, [one]);
		expect(await list(0)).toMatchObject({ whole: 51, more: 1 });
		expect((await list(1)).rows).toHaveLength(1);
		// A page that is not there adds none.
		expect(await list(99)).toMatchObject({ whole: 50, more: 0, rows: [] });
	})
);
