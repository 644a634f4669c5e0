import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, timeOf, weekdayOf } from '#kernel/day.ts';
import type { WorkCalendar } from '#capabilities/places/rules-work-time.ts';
import { callAgain, callAt, calls, handOverAt, handOverBy } from './rules-lost-money.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-07-13T00:00:00+07:00');
const at = (minute: number): Date => new Date(START + minute * MINUTE);

/** Any week of half-days, and any days of rest. */
const calendars = fc
	.record({
		days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
		morning: fc.constantFrom('07:00', '07:30', '08:00', '08:30'),
		afternoon: fc.boolean(),
		rests: fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { maxLength: 8 })
	})
	.map(({ days, morning, afternoon, rests }): WorkCalendar => {
		const off = new Set(rests.map((n) => dayOf(at(n * 24 * 60))));
		return {
			week: days.flatMap((weekday) => [
				{ weekday, opens: morning, closes: '11:30' },
				...(afternoon ? [{ weekday, opens: '13:30', closes: '17:00' }] : [])
			]),
			rests: (day) => off.has(day)
		};
	});

const works = ({ week, rests }: WorkCalendar, when: Date): boolean =>
	!rests(dayOf(when)) &&
	week.some(
		({ weekday, opens, closes }) => weekday === weekdayOf(dayOf(when)) && opens <= timeOf(when) && timeOf(when) < closes
	);

/** Told otherwise: minute by minute from eight of that day on, until somebody works there. */
function modelOf(calendar: WorkCalendar, begun: Date, days: number): Date {
	let minute = (Date.parse(`${dayOf(begun)}T08:00:00+07:00`) - START) / MINUTE + days * 24 * 60;
	while (!works(calendar, at(minute))) minute++;
	return at(minute);
}

test('both calls, and the one after somebody was not reached, are those of a model that walks minute by minute', () => {
	fc.assert(
		fc.property(calendars, fc.integer({ min: 0, max: 7 * 24 * 60 }), (calendar, minute) => {
			const begun = at(minute);
			expect(callAt(calendar, 'day', begun)).toEqual(modelOf(calendar, begun, 1));
			expect(callAt(calendar, 'week', begun)).toEqual(modelOf(calendar, begun, 7));
			expect(callAgain(calendar, begun)).toEqual(modelOf(calendar, begun, 1));
			for (const call of calls) expect(callAt(calendar, call, begun).getTime()).toBeGreaterThan(begun.getTime());
		}),
		{ numRuns: 60 }
	);
});

test('fifteen minutes of the clock on the wall, whatever the hour: left, late and handed over agree at every second', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 3000 }), (minute, seconds) => {
			const begun = at(minute);
			const now = new Date(begun.getTime() + seconds * 1000);
			const open = handOverAt(begun, null, now);
			const handed = handOverAt(begun, now, now);
			expect(open).toEqual(
				seconds <= 900
					? { state: 'runs', left: Math.ceil((900 - seconds) / 60) }
					: { state: 'late', minutes: Math.floor((seconds - 900) / 60) }
			);
			expect(handed).toEqual({ state: 'handed', minutes: Math.floor(seconds / 60), late: open.state === 'late' });
			expect(now > handOverBy(begun)).toBe(open.state === 'late');
		}),
		// The last second of them.
		{ examples: [[0, 900]] }
	);
});

test('a Friday is called on Monday when the centre opens, a Tuesday at eight', () => {
	const week = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '07:30', closes: '17:00' }));
	const calendar: WorkCalendar = { week, rests: () => false };
	const friday = new Date('2026-07-17T22:10:00+07:00');
	expect(callAt(calendar, 'day', friday)).toEqual(new Date('2026-07-20T07:30:00+07:00'));
	expect(callAt(calendar, 'week', friday)).toEqual(new Date('2026-07-24T08:00:00+07:00'));
	const never: WorkCalendar = { week: [], rests: () => true };
	expect(callAt(never, 'day', friday)).toEqual(new Date('2026-07-18T08:00:00+07:00'));
});
