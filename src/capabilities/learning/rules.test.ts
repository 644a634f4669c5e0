import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faces, levels, seen } from './answers.ts';
import { flagsOf } from './rules-items.ts';
import { highestLevel } from './rules-level.ts';
import { nextForm, nextItem, standingOf, whatCounts, type Evidence } from './rules-standing.ts';

const count = fc.integer({ min: 0, max: 9 });
const prompts = fc.record({ hints: count, points: count, doings: count });
const steps = fc.array(fc.record({ seen: fc.constantFrom(...seen), safe: fc.boolean() }), {
	minLength: 2,
	maxLength: 6
});

describe('the level that prompts leave open', () => {
	test('one more help never raises it, and help of any kind leaves at most one', () =>
		fc.assert(
			fc.property(prompts, steps, fc.constantFrom('hints', 'points', 'doings'), (given, walked, more) => {
				const before = highestLevel(given, walked);
				expect(highestLevel({ ...given, [more]: given[more] + 1 }, walked)).toBeLessThanOrEqual(Math.min(before, 1));
			})
		));

	test('a safe step that was not done, or a hand that did it, leaves none, however well the rest went', () =>
		fc.assert(
			fc.property(prompts, steps, (given, walked) => {
				expect(highestLevel(given, [...walked, { seen: 'not', safe: true }])).toBe(0);
				expect(highestLevel({ ...given, doings: given.doings + 1 }, walked)).toBe(0);
			})
		));

	test('only all by themselves leaves the highest', () =>
		fc.assert(
			fc.property(prompts, steps, (given, walked) => {
				const alone = given.hints + given.points + given.doings === 0 && walked.every((one) => one.seen === 'self');
				expect(highestLevel(given, walked) === 3).toBe(alone);
			})
		));
});

const items = new Map([
	['T3.1-A1', false],
	['T3.1-A2', true],
	['T3.1-B1', false],
	['T3.1-B2', true]
]);
const when = fc
	.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 23 }))
	.map(([day, hour]) => new Date(Date.UTC(2026, 0, 1 + day, hour)));
const row = fc.oneof(
	fc.record({
		kind: fc.constant('task' as const),
		item: fc.constantFrom('A', 'B'),
		level: fc.constantFrom(...levels),
		correct: fc.constant(null),
		at: when
	}),
	fc.record({
		kind: fc.constant('judged' as const),
		item: fc.constantFrom(...items.keys()),
		level: fc.constant(null),
		correct: fc.boolean(),
		at: when
	}),
	fc.record({
		kind: fc.constant('felt' as const),
		item: fc.constantFrom(...faces),
		level: fc.constant(null),
		correct: fc.constant(null),
		at: when
	})
);
const known = fc.array(row, { maxLength: 12 });
const asked = fc.boolean().map((critical) => ({ critical, items }));

const task = (level: 0 | 1 | 2 | 3, day: number): Evidence => ({
	...{ kind: 'task', item: 'A', level, correct: null },
	at: new Date(Date.UTC(2026, 0, day))
});
const judged = (item: string, correct: boolean, day = 1): Evidence => ({
	...{ kind: 'judged', item, level: null, correct },
	at: new Date(Date.UTC(2026, 0, day))
});

describe('how somebody stands', () => {
	test('how it feels to them is in no level', () =>
		fc.assert(
			fc.property(known, asked, (rows, about) => {
				const bare = standingOf(
					about,
					rows.filter(({ kind }) => kind !== 'felt')
				);
				expect(standingOf(about, rows)).toMatchObject({ level: bare.level, lacks: bare.lacks, judged: bare.judged });
			})
		));

	test('the level is never above what was seen last, and alone needs both kinds', () =>
		fc.assert(
			fc.property(known, asked, (rows, about) => {
				const { level, task: seenLevel, lacks } = standingOf(about, rows);
				if (level !== null) expect(level).toBeLessThanOrEqual(seenLevel ?? 1);
				expect((level ?? 0) >= 2).toBe(lacks === null);
			})
		));

	test('whoever goes on day by day from what counts comes to the same as from all of it', () =>
		fc.assert(
			fc.property(fc.array(row, { maxLength: 30 }), asked, (some, about) => {
				const rows = some.toSorted((a, b) => a.at.getTime() - b.at.getTime());
				let counts: Evidence[] = [];
				for (const [n, one] of rows.entries()) {
					counts = whatCounts([...counts, one]);
					const { last: _, ...walked } = standingOf(about, counts);
					const { last: __, ...whole } = standingOf(about, rows.slice(0, n + 1));
					expect(walked).toEqual(whole);
				}
				expect(counts.length).toBeLessThanOrEqual(items.size + 2);
			})
		));

	test('what is critical is made up for by nothing: one wrong judgement, and it is not done alone', () => {
		const right = [task(3, 1), judged('T3.1-A1', true), judged('T3.1-A2', true), judged('T3.1-B1', true)];
		expect(standingOf({ critical: true, items }, right)).toMatchObject({ level: 3, lacks: null });
		const once = [...right, judged('T3.1-B2', false)];
		expect(standingOf({ critical: true, items }, once)).toMatchObject({ level: 1, lacks: 'judged' });
		// Three of four carry what is not critical: 0.6 + 0.4 · 0.75 = 0.9.
		expect(standingOf({ critical: false, items }, once)).toMatchObject({ level: 3, lacks: null });
		expect(standingOf({ critical: true, items }, [...once, judged('T3.1-B2', true, 2)]).level).toBe(3);
	});

	test('what was lost is lost: the last look counts, and a mistrust of everything is seen', () => {
		const well = [task(2, 1), ...[...items.keys()].map((item) => judged(item, true))];
		expect(standingOf({ critical: true, items }, well).level).toBe(2);
		expect(standingOf({ critical: true, items }, [...well, task(0, 60)]).level).toBe(0);
		const wary = [task(2, 1), ...[...items].map(([item, genuine]) => judged(item, !genuine))];
		expect(standingOf({ critical: false, items }, wary)).toMatchObject({
			level: 1,
			judged: { seenThrough: { right: 2, of: 2 }, trusted: { right: 0, of: 2 } }
		});
	});

	test('a door shows no more than that it goes with somebody near; without items the task alone decides', () => {
		const shown = [{ at: new Date(), done: true }];
		expect(standingOf({ critical: false, items }, [], shown)).toMatchObject({ level: 1, lacks: 'both' });
		expect(standingOf({ critical: false, items }, [], [{ ...shown[0]!, done: false }]).level).toBeNull();
		expect(standingOf({ critical: true, items: new Map() }, [task(2, 1)])).toMatchObject({ level: 2, lacks: null });
	});

	test('surer than what was seen is said, and a face alone says nothing', () => {
		const felt: Evidence = { ...task(0, 2), kind: 'felt', item: 'great' };
		expect(standingOf({ critical: false, items }, [task(1, 1), felt]).sure).toBe(true);
		expect(standingOf({ critical: false, items }, [felt]).sure).toBe(false);
	});
});

describe('what comes next', () => {
	test('the other form, each time', () => {
		expect(nextForm([])).toBe('A');
		expect(nextForm([task(1, 1)])).toBe('B');
		expect(nextForm([task(1, 1), { ...task(1, 2), item: 'B' }])).toBe('A');
	});

	test('an item never heard, then the one heard longest ago, and none twice in a day', () =>
		fc.assert(
			fc.property(known, when, (rows, today) => {
				const names = [...items.keys()];
				const last = (name: string): number =>
					Math.max(
						0,
						...rows.filter(({ kind, item }) => kind === 'judged' && item === name).map(({ at }) => at.getTime())
					);
				const open = names.filter((name) => last(name) < today.getTime());
				const next = nextItem(names, rows, today);
				if (open.length === 0) expect(next).toBeNull();
				else expect(last(next!)).toBe(Math.min(...open.map(last)));
			})
		));
});

test('an item is looked at again when it is old, too easy, too hard or blunt; of few people nothing is said', () => {
	const item = { id: 'T3.1-A1', written: '2026-01-01' };
	const flags = (people: number, right: number, fits: number | null, today = '2026-02-01', id = item.id) =>
		flagsOf({ ...item, id }, { people, right, fits }, today);
	expect(flags(19, 19, 0)).toEqual([]);
	expect(flags(20, 19, 0.4)).toEqual(['easy']);
	expect(flags(20, 5, 0.4)).toEqual(['hard']);
	expect(flags(20, 10, 0.1)).toEqual(['blunt']);
	expect(flags(20, 10, null)).toEqual([]);
	expect(flags(0, 0, null, '2026-07-01')).toEqual(['stale']);
	expect(flags(0, 0, null, '2026-06-30')).toEqual([]);
	expect(flags(0, 0, null, '2027-01-01', 'T1.1-A1')).toEqual([]);
});
