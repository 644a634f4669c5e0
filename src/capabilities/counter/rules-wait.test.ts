import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forecast, overloaded, shrink } from './rules-wait.ts';
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
