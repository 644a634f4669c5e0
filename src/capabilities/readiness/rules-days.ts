import { dayOf, timeOf } from '#kernel/day.ts';

/** Whether a time of day (`hh:mm`) of a day is over. */
export const isPast = (day: string, time: string, now: Date): boolean =>
	`${day} ${time}` < `${dayOf(now)} ${timeOf(now)}`;
