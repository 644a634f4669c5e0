import { addDays, dayOf, instantOf, timeOf } from '#kernel/day.ts';

/** When somebody may be reached: from and to as hours of the clock, and whether noon is left alone. */
export type Hours = { fromHour: number; toHour: number; noonRest: boolean };

export const USUAL_HOURS: Hours = { fromHour: 7, toHour: 20, noonRest: true };

export const ALL_HOURS: Hours = { fromHour: 0, toHour: 24, noonRest: false };

const NOON = { from: '11:30', to: '13:30' };
const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** The next moment at which somebody may be reached: this one, where it is one. */
export function nextHour(now: Date, hours: Hours): Date {
	const { fromHour, toHour, noonRest } = hours;
	const [day, time] = [dayOf(now), timeOf(now)];
	if (time < clock(fromHour)) return nextHour(instantOf(day, clock(fromHour)), hours);
	if (time >= clock(toHour)) return nextHour(instantOf(addDays(day, 1), clock(fromHour)), hours);
	if (noonRest && time >= NOON.from && time < NOON.to) return nextHour(instantOf(day, NOON.to), hours);
	return now;
}

/** The first such moment of the next day. */
export const nextDay = (now: Date, hours: Hours): Date =>
	nextHour(instantOf(addDays(dayOf(now), 1), clock(hours.fromHour)), hours);
