import { DAY } from './rules-visits.ts';
import type { Span } from './rules-problem.ts';
import type { PartOfDay } from './inputs.ts';

/** When people are at home, in minutes of a day; between the parts everybody eats and rests. */
const PARTS: Record<PartOfDay, Span> = {
	morning: { from: 7 * 60 + 30, until: 11 * 60 + 30 },
	afternoon: { from: 13 * 60 + 30, until: 17 * 60 }
};
export const NOON: Span = { from: PARTS.morning.until, until: PARTS.afternoon.from };

/** For how many days ahead times are read to people. */
export const DAYS_PLANNED = 10;

const daysFrom = (first: string, day: string): number => Math.round((Date.parse(day) - Date.parse(first)) / 86_400_000);

/** A clock time (`hh:mm`, also with seconds) of a day as a minute of the plan that begins with `first`. */
export function minuteOf(first: string, day: string, clock: string): number {
	const [hours = 0, minutes = 0] = clock.split(':').map(Number);
	return daysFrom(first, day) * DAY + hours * 60 + minutes;
}

/** The day and clock time of a minute of the plan. */
export function timeAt(first: string, minute: number): { day: string; clock: string } {
	const days = Math.floor(minute / DAY);
	const day = new Date(Date.parse(first) + days * 86_400_000).toISOString().slice(0, 10);
	const rest = minute - days * DAY;
	const two = (number: number): string => String(number).padStart(2, '0');
	return { day, clock: `${two(Math.floor(rest / 60))}:${two(rest % 60)}` };
}

/** When somebody is at home on these days, from a minute on: what has passed is no window. */
export const windowsOn = (first: string, days: readonly string[], parts: readonly PartOfDay[], from: number): Span[] =>
	days
		.flatMap((day) =>
			parts.map((part) => {
				const start = daysFrom(first, day) * DAY;
				return { from: Math.max(from, start + PARTS[part].from), until: start + PARTS[part].until };
			})
		)
		.filter((span) => span.until > span.from)
		.toSorted((a, b) => a.from - b.from);

const WITHIN: Record<string, number> = { today: 0, 'this-week': 7, 'this-month': 30 };
const PRIORITY: Record<string, 3 | 4 | 5> = { today: 5, 'this-week': 4, 'this-month': 3 };

/** How pressing it is, and by which day of the plan it was to be done; below zero it is late, and weighs twice as much each day. */
export const pressing = (urgency: string, askedOn: string, first: string): { priority: 3 | 4 | 5; dueDay: number } => ({
	priority: PRIORITY[urgency] ?? 3,
	dueDay: (WITHIN[urgency] ?? 30) - daysFrom(askedOn, first)
});
