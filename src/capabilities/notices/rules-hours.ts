import { addDays, dayOf, instantOf, timeOf } from '#kernel/day.ts';

/** When somebody may be reached: from and to as hours of the clock, and whether noon is left alone. */
export type Hours = { fromHour: number; toHour: number; noonRest: boolean };

export const USUAL_HOURS: Hours = { fromHour: 7, toHour: 20, noonRest: true };

export const ALL_HOURS: Hours = { fromHour: 0, toHour: 24, noonRest: false };

const NOON = { from: '11:30', to: '13:30' };
const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** The next moment at which somebody may be reached: this one, where it is one. */
export function nextHour(now: Date, { fromHour, toHour, noonRest }: Hours): Date {
	const [day, time] = [dayOf(now), timeOf(now)];
	if (time < clock(fromHour)) return instantOf(day, clock(fromHour));
	if (time >= clock(toHour)) return instantOf(addDays(day, 1), clock(fromHour));
	if (noonRest && time >= NOON.from && time < NOON.to) return instantOf(day, NOON.to);
	return now;
}

/** The first such moment of the next day. */
export const nextDay = (now: Date, hours: Hours): Date => instantOf(addDays(dayOf(now), 1), clock(hours.fromHour));
