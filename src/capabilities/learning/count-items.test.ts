import fc from 'fast-check';
import { expect, test } from 'vitest';
import { system, type Actor } from '#kernel/actor.ts';
import { addDays, dayOf, instantOf } from '#kernel/day.ts';
import type { Db } from '#platform/db.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { NOW, sceneApart as scene, self, type Scene } from '#tests/support/scene.ts';
import { manyPeople } from '#tests/support/volume.ts';
import { countItemsDaily } from './count-items.server.ts';
import { findJudgement } from './frame.ts';
import { countedTo, items, yearTo } from './items.server.ts';
import { judgeItem } from './judge.server.ts';
import { keepItemFigures, listItemAnswers } from './sql.server.ts';

// How items were answered in the year before a day is kept by the night: the same for whoever reads what was kept and where nothing was.

const today = dayOf(NOW);
const ITEMS = ['T3.1-A1', 'T3.1-A2', 'T3.1-B1', 'T3.2-A1'] as const;
const by = <T>(s: Scene, who: Actor, work: (db: Db) => Promise<T>) =>
	inScope(s.base.db, who, crypto.randomUUID(), work);

type Answer = {
	centre: number;
	person: string;
	item: string;
	right: boolean;
	ago: number;
	second: number;
	back: boolean;
};
const at = ({ ago, second }: Answer) =>
	new Date(instantOf(addDays(today, -ago)).getTime() + second * 1000).toISOString();

async function answered(s: Scene, answers: readonly Answer[]): Promise<void> {
	for (const own of Map.groupBy(answers, (one) => `${one.person} ${one.centre}`).values()) {
		const { person, centre } = own[0]!;
		const rows = own.map((one) => ({ ...one, at: at(one), back: one.back ? at(one) : null }));
		await by(
			s,
			{ ...self(person), kind: 'learner', centres: [centre] },
			(db) => db`
				insert into skill_evidence (id, centre_id, person_id, statement, frame, kind, item, choice, correct, at, taken_back_at)
				select gen_random_uuid(), ${centre}, ${person}, split_part(r.item, '-', 1), 1, 'judged', r.item, 'a', r.right, r.at, r.back
				from jsonb_to_recordset(${db.json(rows)}) r (item text, "right" boolean, at timestamptz, back timestamptz)`
		);
	}
}

type Pair = { item: string; right: number; rest: number | null };
/** What each person said last of each item at these centres, beside which part of all else they had right. */
function pairsOf(all: readonly Answer[], centres: readonly number[]): Pair[] {
	const counted = all.filter((one) => centres.includes(one.centre) && one.ago >= 1 && one.ago <= 365 && !one.back);
	return [...Map.groupBy(counted, ({ person }) => person).values()].flatMap((own) => {
		const last = [...Map.groupBy(own, ({ item }) => item)].map(([item, of]) => ({
			item,
			right: Number(of.toSorted((a, b) => a.ago - b.ago || b.second - a.second)[0]!.right)
		}));
		const sum = last.reduce((whole, { right }) => whole + right, 0);
		return last.map((one) => ({ ...one, rest: last.length > 1 ? (sum - one.right) / (last.length - 1) : null }));
	});
}

/** How two go with each other, reckoned by hand; null where one of them is the same for all. */
function fitOf(pairs: readonly (readonly [number, number])[]): number | null {
	if (new Set(pairs.map(([x]) => x)).size < 2 || new Set(pairs.map(([, y]) => y)).size < 2) return null;
	const mean = (of: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[of], 0) / pairs.length;
	const [mx, my] = [mean(0), mean(1)];
	const sum = (of: (x: number, y: number) => number) => pairs.reduce((whole, [x, y]) => whole + of(x - mx, y - my), 0);
	return sum((x, y) => x * y) / Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y));
}

const figuresOf = (pairs: readonly Pair[]) =>
	[...Map.groupBy(pairs, ({ item }) => item)]
		.map(([item, own]) => ({
			...{ item, people: own.length, right: own.reduce((sum, { right }) => sum + right, 0) },
			fits: fitOf(own.flatMap(({ right, rest }) => (rest === null ? [] : [[right, rest] as const])))
		}))
		.toSorted((a, b) => (a.item < b.item ? -1 : 1));

const house = (centre: number) => system('learning.items', new Set(), null, [centre]);
const keep = (s: Scene, centre: number, day: string, who: Actor = house(centre)) =>
	by(s, who, (db) => keepItemFigures(db, centre, yearTo(day)));

test(
	'what was kept and what is gone through now say the same, of one centre and of several, and both what is reckoned by hand',
	scene(async (s) => {
		const people = await manyPeople(s, 7);
		const edge = { item: ITEMS[3], back: false };
		const all: Answer[] = [
			{ ...edge, centre: 1, person: people[0]!, right: true, ago: 366, second: 86_399 },
			{ ...edge, centre: 1, person: people[1]!, right: true, ago: 365, second: 0 },
			{ ...edge, centre: 1, person: people[2]!, right: true, ago: 1, second: 86_399 },
			{ ...edge, centre: 1, person: people[3]!, right: true, ago: 0, second: 0 }
		];
		await answered(s, all);
		let second = 1;
		const answer = fc.record({
			...{ centre: fc.constantFrom(1, 1, 2), person: fc.constantFrom(...people), item: fc.constantFrom(...ITEMS) },
			...{ right: fc.boolean(), back: fc.nat(9).map((n) => n === 0) },
			ago: fc.oneof(fc.integer({ min: 0, max: 400 }), fc.constantFrom(0, 1, 365, 366))
		});
		const kept = fc.constantFrom<number[][]>([], [1], [2], [1, 2]);
		await fc.assert(
			fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 9 }), kept, async (more, nights) => {
				const fresh = more.map((one) => ({ ...one, second: second++ % 86_400 }));
				await answered(s, fresh);
				all.push(...fresh);
				for (const centre of [1, 2]) {
					const own = nights.includes(centre) ? figuresOf(pairsOf(all, [centre])).length : null;
					const items = await keep(s, centre, own === null ? addDays(today, -1) : today);
					if (own !== null) expect(items).toBe(own);
				}
				for (const centres of [[1], [2], [1, 2]]) {
					const rows = await by(s, { ...s.thach, centres }, (db) => listItemAnswers(db, yearTo(today)));
					const told = figuresOf(pairsOf(all, centres));
					expect(rows.map(({ fits: _, ...row }) => row)).toEqual(told.map(({ fits: _, ...row }) => row));
					for (const [n, { fits }] of told.entries())
						if (fits === null) expect(rows[n]!.fits).toBeNull();
						else expect(Math.abs(rows[n]!.fits! - fits)).toBeLessThan(1e-9);
				}
			}),
			{ numRuns: 40 }
		);
	}),
	60_000
);

const one = (person: string, more: Partial<Answer> = {}): Answer => ({
	...{ centre: 1, person, item: 'T3.1-A1', right: true, ago: 1, second: 7200, back: false },
	...more
});
test(
	'where all did as well in all else nothing goes with anything, also where two centres are told together',
	scene(async (s) => {
		const people = await manyPeople(s, 5);
		const all = people.flatMap((person, n) =>
			ITEMS.map((item, m) => one(person, { centre: n < 2 ? 1 : 2, item, right: m === 0 ? n % 2 === 0 : m === 1 }))
		);
		await answered(s, all);
		const rows = await by(s, { ...s.thach, centres: [1, 2] }, (db) => listItemAnswers(db, yearTo(today)));
		expect(rows[0]).toEqual({ item: ITEMS[0], people: 5, right: 3, fits: null });
	})
);

const noted = (s: Scene, centre: number) =>
	by(
		s,
		house(centre),
		async (db) =>
			(await db`select from journal where command = 'learning.count-items' and centre_id = ${centre}`).length
	);
/** How many people the page of a centre counts, looked at so many minutes after the scene began. */
const peopleAt = async (s: Scene, centres: number[], minutes = 0) =>
	(await items(s.as({ ...s.thach, centres }, minutes), {})).reduce((sum, { people }) => sum + people, 0);

test(
	'a year is counted once it is over for ten minutes, once for each centre: what is of today is of tomorrow, and what was taken back is of no night',
	scene(async (s) => {
		const [a, b, c, d] = (await manyPeople(s, 4)) as [string, string, string, string];
		const chore = countItemsDaily();
		const counts = (day: string, time: string, by = chore) =>
			by.run({ ...s.base, clock: () => new Date(`${day}T${time}+07:00`) } as never);
		const tomorrow = addDays(today, 1);
		expect(countedTo(NOW)).toBe(addDays(today, -1));
		await answered(s, [one(a), one(b, { back: true })]);
		const said = { id: crypto.randomUUID(), item: 'T3.1-A1', choice: findJudgement('T3.1-A1')!.right };
		await judgeItem(s.as(self(s.som), -1), said);
		await counts(today, '00:09:59');
		expect([await noted(s, 1), await peopleAt(s, [1])]).toEqual([0, 1]);
		await counts(today, '00:10:00');
		expect([await noted(s, 1), await noted(s, 2), await peopleAt(s, [1])]).toEqual([1, 1, 1]);
		// What is written of yesterday after the night is of the next one, also where nobody had answered.
		await answered(s, [one(c), one(d, { centre: 2 })]);
		await counts(today, '00:11:00');
		await counts(today, '05:00:00', countItemsDaily());
		expect([await noted(s, 1), await noted(s, 2)]).toEqual([1, 1]);
		// Of several centres nothing is kept.
		expect([await peopleAt(s, [1]), await peopleAt(s, [2]), await peopleAt(s, [1, 2])]).toEqual([1, 0, 3]);
		// Before the next night is counted its year is gone through; counted, it says the same, and nothing is left of the one before.
		const next = async () => {
			const seen: number[] = [];
			for (const centres of [[1], [2], [1, 2], []]) seen.push(await peopleAt(s, centres, 24 * 60));
			return seen;
		};
		expect(await next()).toEqual([3, 1, 4, 0]);
		await counts(tomorrow, '00:10:00');
		expect(await next()).toEqual([3, 1, 4, 0]);
		expect(await noted(s, 1)).toBe(2);
	})
);

test(
	'what is kept is written by the house alone, for the centre it is at, and read by its staff alone',
	scene(async (s) => {
		const [a] = (await manyPeople(s, 1)) as [string];
		await answered(s, [one(a)]);
		expect(await keep(s, 1, today)).toBe(1);
		for (const who of [s.thach, house(2), system('learning.items', new Set())])
			await expect(keep(s, 1, today, who)).rejects.toMatchObject({ code: '42501' });
		const read = (who: Actor) => by(s, who, (db) => listItemAnswers(db, yearTo(today)));
		expect(await read(s.thach)).toEqual([{ item: 'T3.1-A1', people: 1, right: 1, fits: null }]);
		for (const who of [s.rang, self(a), house(1)]) expect(await read(who)).toEqual([]);
		for (const table of ['item_counted', 'item_figure'])
			await expect(by(s, s.thach, (db) => db`select from ${db(table)}`)).rejects.toMatchObject({ code: '42501' });
	})
);
