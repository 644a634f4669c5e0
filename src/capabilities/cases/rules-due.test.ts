import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, instantOf, weekdayOf } from '#kernel/day.ts';
import { dueOn } from './rules-due.ts';

const weekend = (day: string): boolean => weekdayOf(day) % 6 === 0;

test.each([
	['IMMEDIATE', 0, '2026-07-14', '09:57', '2026-07-14'],
	['SAME_DAY', 1, '2026-07-14', '15:00', '2026-07-15'],
	['SAME_DAY', 1, '2026-07-17', '16:10', '2026-07-20'],
	['WORKING_DAY', 10, '2026-07-14', '09:00', '2026-07-28'],
	['WORKING_DAY', 10, '2026-07-02', '15:20', '2026-07-16'],
	['DAY', 3, '2026-07-15', '09:00', '2026-07-20']
] as const)('%s %i received on %s at %s is due on %s', (unit, qty, day, time, due) => {
	expect(dueOn({ unit, qty }, instantOf(day, time), weekend)).toBe(due);
});

test('a holiday is not counted, and an unknown limit promises nothing', () => {
	expect(
		dueOn(
			{ unit: 'WORKING_DAY', qty: 1 },
			instantOf('2026-09-01', '09:00'),
			(day) => day === '2026-09-02' || weekend(day)
		)
	).toBe('2026-09-03');
	expect(dueOn({ unit: 'OTHER', qty: null }, instantOf('2026-09-01'), weekend)).toBeNull();
	expect(dueOn({ unit: 'WORKING_DAY', qty: null }, instantOf('2026-09-01'), weekend)).toBeNull();
});

test('nothing is ever promised for a weekend or before it was received', () => {
	const days = fc.integer({ min: 0, max: 400 }).map((n) => addDays('2026-01-01', n));
	const units = fc.constantFrom('SAME_DAY', 'IMMEDIATE', 'WORKING_DAY', 'DAY');
	fc.assert(
		fc.property(
			days,
			fc.integer({ min: 0, max: 23 }),
			units,
			fc.integer({ min: 1, max: 40 }),
			(day, hour, unit, qty) => {
				const due = dueOn(
					{ unit: unit as 'DAY', qty },
					instantOf(day, `${String(hour).padStart(2, '0')}:30`),
					weekend
				)!;
				return due >= day && (due === day ? unit === 'SAME_DAY' || unit === 'IMMEDIATE' : weekdayOf(due) % 6 !== 0);
			}
		)
	);
});
