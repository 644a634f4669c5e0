import fc from 'fast-check';
import { expect, test } from 'vitest';
import { templates } from '#capabilities/classes/templates.ts';
import { firstAndLast } from '#capabilities/learning-board/sql-beside.server.ts';
import { listRuns } from '#capabilities/learning-board/sql.server.ts';
import { SET } from '#capabilities/practice/rules-run.ts';
import { system, type Actor } from '#kernel/actor.ts';
import { addDays, instantOf } from '#kernel/day.ts';
import { setScope } from '#platform/scope.server.ts';
import { device, sceneApart as scene, self, type Scene } from './support/scene.ts';
import { secondCentre } from './support/second-centre.ts';
import { manyPeople } from './support/volume.ts';

// Figures of some days read those days alone, and count just whom they counted when every year was read.

const TODAY = '2026-07-14';
const ago = fc.integer({ min: 0, max: 700 });
const weeksAgo = fc.integer({ min: 0, max: 99 }).map((n) => n * 7);
const items = ['F1-a', 'F1-b', 'F2-a', 'F2-b', 'F3-a', 'F3-b', 'F4-a'] as const;
const acts = ['hang-up', 'leave', 'check', 'follow'] as const;

/** A set of somebody: how many of its items they answered, from which day on, one each day. The next begins when it is over. */
type Tried = { answered: number; ago: number; act: number };
type Answer = { person: string; set: number; item: string; act: string; day: string };
const learner = fc.array(fc.record({ answered: fc.integer({ min: 1, max: SET }), ago: weeksAgo, act: fc.nat(3) }), {
	minLength: 1,
	maxLength: 4
});

/** Sets follow each other: the earlier one was begun earlier. */
const answersOf = (person: string, sets: readonly Tried[]): Answer[] =>
	sets
		.toSorted((a, b) => b.ago - a.ago)
		.flatMap((set, n) =>
			Array.from({ length: set.answered }, (_, m) => ({
				...{ person, set: n + 1, item: items[m]!, act: acts[(set.act + m) % 4]! },
				day: addDays(TODAY, m - set.ago)
			}))
		);

async function practised(s: Scene, answers: readonly Answer[], centre = 1): Promise<void> {
	for (const [person, own] of Map.groupBy(answers, (one) => one.person)) {
		await setScope(s.base.db, self(person), crypto.randomUUID());
		const rows = own.map((one) => ({ ...one, at: instantOf(one.day, '23:30').toISOString() }));
		await s.base.db`
			insert into practice_answer (id, centre_id, person_id, set_no, item, act, turn, at)
			select gen_random_uuid(), ${centre}, ${person}, r.set, r.item, r.act, 1, r.at
			from jsonb_to_recordset(${s.base.db.json(rows)}) r (set int, item text, act text, at timestamptz)`;
	}
}

/** What the two sets of everybody came to who finished one between two days, counted by hand. */
function countedBy(all: readonly Answer[], from: string, to: string) {
	const told = new Map<string, number>();
	let people = 0;
	for (const answers of Map.groupBy(all, ({ person }) => person).values()) {
		const bySet = Map.groupBy(
			answers.filter(({ day }) => day <= to),
			({ set }) => set
		);
		const whole = [...bySet].filter(([, own]) => own.length >= SET).map(([set]) => set);
		const finished = whole.map((set) =>
			bySet
				.get(set)!
				.map(({ day }) => day)
				.toSorted()
				.at(-1)!
		);
		if (whole.length < 2 || !finished.some((day) => day >= from)) continue;
		people += 1;
		for (const set of [Math.min(...whole), Math.max(...whole)])
			for (const { item, act } of bySet.get(set)!) {
				const key = `${item} ${act} ${set === Math.min(...whole)}`;
				told.set(key, (told.get(key) ?? 0) + 1);
			}
	}
	return { people, told: Object.fromEntries([...told].toSorted()) };
}

const keyed = ({ people, told }: Awaited<ReturnType<typeof firstAndLast>>) => ({
	people,
	told: Object.fromEntries(told.map((one) => [`${one.item} ${one.act} ${one.first}`, one.times]).toSorted())
});

test(
	'whoever finished a set in these days is counted with both sets, however long ago the first was; of all days it is everybody',
	scene(async (s) => {
		const all: Answer[] = [];
		const days = fc.tuple(ago, ago).map((both) => both.toSorted((a, b) => b - a).map((n) => addDays(TODAY, -n)));
		await fc.assert(
			fc.asyncProperty(fc.array(learner, { minLength: 2, maxLength: 6 }), days, async (learners, [from, to]) => {
				const people = await manyPeople(s, learners.length);
				const more = learners.flatMap((sets, n) => answersOf(people[n]!, sets));
				await practised(s, more);
				all.push(...more);
				await setScope(s.base.db, s.thach, crypto.randomUUID());
				for (const span of [
					{ from: from!, to: to! },
					{ from: '2020-01-01', to: '2027-01-01' }
				])
					expect(keyed(await firstAndLast(s.base.db, [1], span))).toEqual(countedBy(all, span.from, span.to));
				// As it was when everything was read.
				const ever = await firstAndLast(s.base.db, [1], { from: '2020-01-01', to: '2027-01-01' });
				const [before] = await s.base.db<{ n: number }[]>`
					select count(*)::int as n from (select person_id from (select person_id, set_no from practice_answer where centre_id = 1
						group by 1, 2 having count(*) >= ${SET}) w group by 1 having count(*) > 1) e`;
				expect(ever.people).toBe(before!.n);
				expect(await firstAndLast(s.base.db, [2], { from: '2020-01-01', to: '2027-01-01' })).toEqual({
					people: 0,
					told: []
				});
			}),
			{ numRuns: 10 }
		);
	}),
	60_000
);

test(
	'a set is of the centre at which it was done: sets of one number at two centres are two, and whoever did one at each is counted once',
	scene(async (s) => {
		await secondCentre(s);
		const [both, one] = (await manyPeople(s, 2)) as [string, string];
		const sets = [
			{ answered: SET, ago: 40, act: 0 },
			{ answered: SET, ago: 20, act: 1 }
		];
		await practised(s, answersOf(both, sets));
		await practised(s, answersOf(one, sets));
		await practised(s, answersOf(both, sets.slice(0, 1)), 3);
		const told = async (centres: number[]) => {
			await setScope(s.base.db, { ...s.thach, centres }, crypto.randomUUID());
			return keyed(await firstAndLast(s.base.db, centres, { from: '2020-01-01', to: TODAY }));
		};
		const atOne = await told([1]);
		expect(atOne.people).toBe(2);
		// At the other centre they did one set, which nothing can be laid beside.
		expect([await told([1, 3]), await told([3])]).toEqual([atOne, { people: 0, told: {} }]);
		await practised(
			s,
			answersOf(both, sets).map((a) => ({ ...a, set: a.set + 1 })),
			3
		);
		const twice = await told([1, 3]);
		expect([twice.people, Object.values<number>(twice.told).reduce((sum, n) => sum + n, 0)]).toEqual([2, 6 * SET]);
	})
);

test(
	'a set is of the day on which its last item was answered',
	scene(async (s) => {
		const [person] = await manyPeople(s, 1);
		await practised(
			s,
			answersOf(person!, [
				{ answered: SET, ago: 60, act: 0 },
				{ answered: SET, ago: 20, act: 1 }
			])
		);
		await setScope(s.base.db, s.thach, crypto.randomUUID());
		// Begun twenty days ago, one item each day: whole sixteen days ago.
		const between = async (from: number, to: number) =>
			(await firstAndLast(s.base.db, [1], { from: addDays(TODAY, -from), to: addDays(TODAY, -to) })).people;
		expect([await between(30, 17), await between(30, 16), await between(16, 16), await between(15, 0)]).toEqual([
			0, 1, 1, 0
		]);
	})
);

test(
	'what was practised at a centre is counted for its staff, and for nobody else',
	scene(async (s) => {
		const [person] = await manyPeople(s, 1);
		await practised(
			s,
			answersOf(person!, [
				{ answered: SET, ago: 40, act: 0 },
				{ answered: SET, ago: 20, act: 1 }
			])
		);
		const seenBy = async (actor: Actor) => {
			await setScope(s.base.db, actor, crypto.randomUUID());
			return (await firstAndLast(s.base.db, [1], { from: '2020-01-01', to: TODAY })).people;
		};
		expect([await seenBy(s.thach), await seenBy(s.lua)]).toEqual([1, 1]);
		const house = system('test', new Set(), null, [1]);
		for (const actor of [s.rang, self(person!), device('kiosk'), { ...s.thach, centres: [] }, house])
			expect(await seenBy(actor)).toBe(0);
	})
);

test(
	'a class is of these days where its first lesson was: one that began before them or after is not, whatever met between',
	scene(async (s) => {
		const made = new Map<string, string[]>();
		const template = templates[0]!.id;
		const run = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 5 });
		const days = fc.tuple(fc.nat(60), fc.nat(60)).map((both) => both.toSorted((a, b) => b - a));
		await fc.assert(
			fc.asyncProperty(fc.array(run, { minLength: 1, maxLength: 5 }), days, async (runs, [first, last]) => {
				await setScope(s.base.db, s.thach, crypto.randomUUID());
				for (const lessons of runs) {
					const id = crypto.randomUUID();
					const met = lessons.map((n) => addDays(TODAY, -n)).toSorted();
					made.set(id, met);
					await s.base
						.db`insert into class_run (id, centre_id, template, venue, step_free, power, capacity, helpers, trainer_id, trainer_name, starts, minutes, given_up, made_by, made_at)
						values (${id}, 1, ${template}, 'Nhà văn hoá Bến Gió', true, true, 4, 1, ${s.lua.id}, 'Lúa', '14:00', 90, '[]', ${s.thach.id}, now())`;
					await s.base.db`insert into class_session (run_id, no, day, closed_at, closed_by)
						select ${id}, n, d::date, d::date + time '17:00', ${s.thach.id} from unnest(${s.base.db.array(met)}::text[]) with ordinality as one (d, n)`;
				}
				const of = { from: addDays(TODAY, -first!), to: addDays(TODAY, -last!) };
				const found = await listRuns(s.base.db, {
					...{ centres: [1], ...of, today: TODAY, topics: [{ template, topics: ['T1'] }] }
				});
				const begun = [...made].filter(([, met]) => met[0]! >= of.from && met[0]! <= of.to).map(([id]) => id);
				expect(found.map(({ id }) => id).toSorted()).toEqual(begun.toSorted());
			}),
			{ numRuns: 12 }
		);
	}),
	60_000
);
