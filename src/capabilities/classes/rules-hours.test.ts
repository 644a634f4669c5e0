import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isElsewhere, isSameHour } from './rules-hours.ts';

const two = (n: number): string => String(n).padStart(2, '0');
const hour = fc
	.record({
		day: fc.constantFrom('2026-07-22', '2026-07-24'),
		from: fc.integer({ min: 6 * 60, max: 20 * 60 }),
		minutes: fc.integer({ min: 45, max: 120 })
	})
	.map(({ day, from, minutes }) => ({ day, starts: `${two(Math.floor(from / 60))}:${two(from % 60)}`, minutes }));
/** Minute by minute, as somebody would live it. */
const minutesOf = ({ starts, minutes }: { starts: string; minutes: number }): number[] =>
	Array.from({ length: minutes }, (_, n) => Number(starts.slice(0, 2)) * 60 + Number(starts.slice(3)) + n);

test('two lessons are held at once where somebody would have to be in both for a minute', () => {
	fc.assert(
		fc.property(hour, hour, (one, other) => {
			const lived = new Set(minutesOf(one));
			const both = one.day === other.day && minutesOf(other).some((minute) => lived.has(minute));
			expect(isSameHour(one, other)).toBe(both);
			expect(isSameHour(other, one)).toBe(both);
		})
	);
});

test('a class is in the way by its lessons that are to come, and never by its own', () => {
	const now = new Date('2026-07-23T00:00:00Z');
	fc.assert(
		fc.property(hour, hour, fc.boolean(), (one, other, closed) => {
			const run = { id: 'a', ...one, lessons: [{ day: one.day, closed }] };
			expect(isElsewhere(run, [{ ...other, run: 'a' }], now)).toBe(false);
			const toCome = !closed && one.day === '2026-07-24';
			expect(isElsewhere(run, [{ ...other, run: 'b' }], now)).toBe(toCome && isSameHour(one, other));
		})
	);
});
