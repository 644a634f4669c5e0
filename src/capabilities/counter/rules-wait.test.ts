import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ahead, forecast, LEAST_DAYS, overloaded, shrink, type Came } from './rules-wait.ts';
import { seeded } from '#kernel/seeded.ts';

test('with nobody ahead and a free desk the wait is short', () => {
	expect(forecast({ ahead: [], desks: [null] }, seeded(1))).toEqual({ from: 0, to: 5 });
});

test('without an open desk no wait is promised', () => {
	expect(forecast({ ahead: [10], desks: [] }, seeded(1))).toBeNull();
});

test('the same hall gives the same answer', () => {
	const hall = { ahead: [12, 12, 8], desks: [null, { spent: 3, mean: 10 }] };
	expect(forecast(hall, seeded(7))).toEqual(forecast(hall, seeded(7)));
});

test('a range is always in fives, and its ends in order', () => {
	fc.assert(
		fc.property(
			fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 }),
			fc.integer({ min: 1, max: 8 }),
			fc.integer(),
			(ahead, desks, seed) => {
				const wait = forecast({ ahead, desks: Array(desks).fill(null) }, seeded(seed))!;
				return wait.from % 5 === 0 && wait.to % 5 === 0 && wait.from < wait.to && wait.from >= 0;
			}
		)
	);
});

test('a small sample moves the prior little, a large one decides', () => {
	expect(shrink(12, { count: 0, mean: 99 })).toBe(12);
	expect(shrink(12, { count: 2, mean: 24 })).toBeCloseTo(13.1, 1);
	expect(shrink(12, { count: 2000, mean: 24 })).toBeCloseTo(23.9, 1);
});

test('overloaded is said only when four in five would wait beyond the cap', () => {
	expect([overloaded(null, 45), overloaded({ from: 20, to: 45 }, 45), overloaded({ from: 30, to: 50 }, 45)]).toEqual([
		false,
		false,
		true
	]);
});

const quiet: Came[] = [];
const busy: Came[] = Array.from({ length: 20 }, (_, n) => ({ minute: n, mean: 12 }));
const days = (of: Came[], count = LEAST_DAYS): Came[][] => Array.from({ length: count }, () => of);

test('of later today nothing is said from fewer than five days, nor without a desk', () => {
	const hall = { ahead: [10], desks: [null] };
	expect(ahead(hall, days(busy, LEAST_DAYS - 1), [30], seeded(1))).toBeNull();
	expect(ahead({ ahead: [10], desks: [] }, days(busy), [30], seeded(1))).toBeNull();
	expect(ahead(hall, days(busy), [30], seeded(1))).toHaveLength(1);
});

test('a hall that nobody comes to any more empties; the crowd of earlier days fills it', () => {
	const hall = { ahead: [12, 12, 12, 12], desks: [null] };
	const [soon, late] = ahead(hall, days(quiet), [20, 200], seeded(1))!;
	expect(late).toBe(5);
	expect(soon).toBeGreaterThan(20);
	expect(ahead(hall, days(busy), [20], seeded(1))![0]).toBeGreaterThan(soon!);
});

test('another desk never makes the wait longer, and who comes later than the moment does not count', () => {
	const at = (desks: number, came: Came[]) =>
		ahead({ ahead: [12, 12, 12], desks: Array(desks).fill(null) }, days(came), [30], seeded(3))![0]!;
	expect(at(3, busy)).toBeLessThanOrEqual(at(1, busy));
	expect(at(1, [{ minute: 31, mean: 300 }])).toBe(at(1, quiet));
});
