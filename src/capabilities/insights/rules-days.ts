import { addDays, instantOf, weekdayOf } from '#kernel/day.ts';

/** A day as instants, its end not included. */
export type Span = { from: Date; to: Date };

/** How many weeks a leader looks back on. */
const WEEKS = 5;

/** The Monday of the week that a day lies in. */
export const mondayOf = (day: string): string => addDays(day, -((weekdayOf(day) + 6) % 7));

/** The Mondays of the last weeks, the current one last. */
export const weeksTo = (day: string): string[] =>
	Array.from({ length: WEEKS }, (_, n) => addDays(mondayOf(day), -7 * (WEEKS - 1 - n)));

export const spanOf = (day: string): Span => ({ from: instantOf(day), to: instantOf(addDays(day, 1)) });

/** The first instant of a day's month. */
export const monthOf = (day: string): Date => instantOf(`${day.slice(0, 7)}-01`);
