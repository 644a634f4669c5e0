import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayOf, instantOf, isDay } from './day.ts';

const instant = fc.date({ min: new Date('1976-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });

test('the day of an instant is the one that the calendar of Vietnam shows', () => {
	const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' });
	fc.assert(fc.property(instant, (at) => void expect(dayOf(at)).toBe(calendar.format(at))));
	expect(dayOf(new Date('2026-02-28T16:59:59.999Z'))).toBe('2026-02-28');
	expect(dayOf(new Date('2026-02-28T17:00:00Z'))).toBe('2026-03-01');
	expect(addDays('9999-12-31', 1)).toBe('10000-01-01');
	expect(() => dayOf(new Date(Number.NaN))).toThrow(RangeError);
});

test('a day begins at its own instant, and so many days later is so many days earlier again', () =>
	fc.assert(
		fc.property(instant, fc.integer({ min: -4000, max: 4000 }), (at, days) => {
			const day = dayOf(at);
			expect(dayOf(instantOf(day))).toBe(day);
			expect(dayOf(new Date(instantOf(day).getTime() - 1))).toBe(addDays(day, -1));
			expect(addDays(addDays(day, days), -days)).toBe(day);
		})
	));

test('no day is what the calendar does not have', () => {
	for (const no of [
		'2026-02-29',
		'2026-13-01',
		'2026-00-10',
		'2026-1-1',
		'0000-01-01',
		'0001-01-01',
		'0999-12-31',
		'20260101',
		''
	])
		expect(isDay(no), no).toBe(false);
	for (const day of ['2028-02-29', '1950-03-14', '1900-01-01']) expect(isDay(day), day).toBe(true);
});
