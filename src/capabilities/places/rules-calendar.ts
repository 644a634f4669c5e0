import { addDays, weekdayOf } from '#kernel/day.ts';

/**
 * Days off by the Labour Code, art. 112, with compensation, and swap days by the government's yearly decision: a table,
 * never computed. 24 November (Ngày Văn hóa) waits for its law and is not in it; the 2027 Tết days wait for their decision.
 */
const off = new Set(
	(
		'2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-04-27 2026-04-30 2026-05-01 2026-08-31 2026-09-01 2026-09-02 ' +
		'2027-01-01 2027-02-05 2027-02-06 2027-02-07 2027-02-08 2027-02-09 2027-02-10 2027-02-11 2027-04-16 2027-04-30 2027-05-01 2027-05-03 2027-09-01 2027-09-02'
	).split(' ')
);

/** The last year whose days off are known. */
export const lastYearKnown = Math.max(...[...off].map((day) => Number(day.slice(0, 4))));

/** A day off of the State that is no weekend: the doors stay shut whatever the hours of the week say. */
export const isHoliday = (day: string): boolean => off.has(day);

/** The days off of the State from a day on, in their order. */
export const holidaysFrom = (from: string): string[] => [...off].filter((day) => day >= from).toSorted();

/** Saturdays that are worked in exchange for a day off elsewhere. */
const worked = new Set(['2026-01-10', '2026-08-22']);

/** Whether the office rests on a day (`yyyy-mm-dd`). */
export const isDayOff = (day: string): boolean =>
	!worked.has(day) && (off.has(day) || weekdayOf(day) === 0 || weekdayOf(day) === 6);

/** The first day after this one on which the office does not rest. */
export const nextWorkday = (day: string): string =>
	isDayOff(addDays(day, 1)) ? nextWorkday(addDays(day, 1)) : addDays(day, 1);
