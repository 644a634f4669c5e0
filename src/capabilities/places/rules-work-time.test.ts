import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, timeOf, weekdayOf } from '#kernel/day.ts';
import { isDayOff } from './rules-calendar.ts';
import { fits, type Span, type WeekSpan } from './rules-hours.ts';
import { afterWork, isWorkTime, workMinutes, type WorkCalendar } from './rules-work-time.ts';

const MINUTE = 60_000;
const clock = (minutes: number): string =>
	`${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Up to two half-days, as an office keeps them. */
const halves = fc
	.tuple(fc.integer({ min: 360, max: 480 }), fc.integer({ min: 30, max: 240 }), fc.integer({ min: 0, max: 120 }))
	.map(([opens, long, rest]): Span[] => [
		{ opens: clock(opens), closes: clock(opens + long) },
		...(rest > 30 ? [{ opens: clock(opens + long + rest), closes: clock(opens + 2 * long + rest) }] : [])
	])
	.filter(fits);
const calendar = fc
	.tuple(fc.array(halves, { minLength: 7, maxLength: 7 }), fc.subarray(['2026-07-15', '2026-07-16', '2026-07-20']))
	.map(([days, own]): WorkCalendar => {
		const week = days.flatMap((spans, weekday): WeekSpan[] => spans.map((span) => ({ ...span, weekday })));
		return { week, rests: (day) => isDayOff(day) || own.includes(day) };
	});
/** A minute of the fortnight from 13 July 2026 on, in Vietnam. */
const minute = fc
	.integer({ min: 0, max: 14 * 1440 })
	.map((n) => new Date(Date.parse('2026-07-13T00:00:00+07:00') + n * MINUTE));

/** Told otherwise: minute by minute, by the clock on the wall. */
const isOpen = ({ week, rests }: WorkCalendar, at: Date): boolean =>
	!rests(dayOf(at)) &&
	week.some(
		({ weekday, opens, closes }) => weekday === weekdayOf(dayOf(at)) && opens <= timeOf(at) && timeOf(at) < closes
	);
const counted = (one: WorkCalendar, from: Date, to: Date): number => {
	let sum = 0;
	for (let at = from.getTime(); at < to.getTime(); at += MINUTE) if (isOpen(one, new Date(at))) sum++;
	return sum;
};

test('minutes of work are those that a clock on the wall counts, one by one', () => {
	fc.assert(
		fc.property(calendar, minute, fc.integer({ min: 0, max: 4000 }), (one, from, long) => {
			const to = new Date(from.getTime() + long * MINUTE);
			expect(workMinutes(one, from, to)).toBe(counted(one, from, to));
			expect(isWorkTime(one, from)).toBe(isOpen(one, from));
		}),
		{ numRuns: 40 }
	);
});

test('after so many minutes of work so many have gone by, and not one less a minute before', () => {
	fc.assert(
		fc.property(calendar, minute, fc.integer({ min: 1, max: 1500 }), (one, from, minutes) => {
			const end = afterWork(one, from, minutes)!;
			expect(workMinutes(one, from, end)).toBe(minutes);
			expect(workMinutes(one, from, new Date(end.getTime() - MINUTE))).toBe(minutes - 1);
		}),
		{ numRuns: 200 }
	);
});

test('nothing is over at night, at noon or on a day of rest; a centre that never opens is over never', () => {
	fc.assert(
		fc.property(calendar, minute, fc.integer({ min: 1, max: 1500 }), (one, from, minutes) => {
			const end = afterWork(one, from, minutes)!;
			expect(isOpen(one, new Date(end.getTime() - MINUTE))).toBe(true);
		}),
		{ numRuns: 100 }
	);
	expect(afterWork({ week: [], rests: () => false }, new Date('2026-07-14T02:43:00Z'), 1)).toBeNull();
	expect(workMinutes({ week: [], rests: () => false }, new Date(0), new Date('2026-07-14T02:43:00Z'))).toBe(0);
});
