import { addDays, dayOf, timeOf } from '#kernel/day.ts';
import { isDayOff } from '#capabilities/places/rules-calendar.ts';

/** Whether a time of day (`hh:mm`) of a day is over. */
export const isPast = (day: string, time: string, now: Date): boolean =>
	`${day} ${time}` < `${dayOf(now)} ${timeOf(now)}`;

export const nextWorkday = (day: string): string =>
	isDayOff(addDays(day, 1)) ? nextWorkday(addDays(day, 1)) : addDays(day, 1);
