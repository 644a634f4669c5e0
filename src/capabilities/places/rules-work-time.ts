import { addDays, dayOf, instantOf, weekdayOf } from '#kernel/day.ts';
import type { WeekSpan } from './rules-hours.ts';

// Time in which a centre works: its half-days of the week without the days on which it rests. Whatever is promised in hours is counted in it.

export type WorkCalendar = {
	week: readonly WeekSpan[];
	/** Whether the centre rests on a day (`yyyy-mm-dd`): a day off of the State, or one of its own. */
	rests: (day: string) => boolean;
};

/** Beyond so many days nothing is counted: a centre that never opens would be looked through for ever. */
const MOST_DAYS = 400;
const MINUTE = 60_000;

type Stretch = { from: number; to: number };

/** The stretches of work on a day, in their order (milliseconds since the epoch). */
function stretchesOn({ week, rests }: WorkCalendar, day: string): Stretch[] {
	if (rests(day)) return [];
	return week
		.filter(({ weekday }) => weekday === weekdayOf(day))
		.map(({ opens, closes }) => ({
			from: instantOf(day, opens).getTime(),
			to: instantOf(day, closes).getTime()
		}))
		.toSorted((a, b) => a.from - b.from);
}

/** Each stretch of work from an instant on, the first cut at it. */
function* stretchesFrom(calendar: WorkCalendar, from: Date): Generator<Stretch> {
	const start = from.getTime();
	for (let day = dayOf(from), n = 0; n < MOST_DAYS; day = addDays(day, 1), n++)
		for (const one of stretchesOn(calendar, day))
			if (one.to > start) yield { from: Math.max(one.from, start), to: one.to };
}

/** Whole minutes of work between two instants; 0 where the second comes first. */
export function workMinutes(calendar: WorkCalendar, from: Date, to: Date): number {
	const end = to.getTime();
	let sum = 0;
	for (const one of stretchesFrom(calendar, from)) {
		if (one.from >= end) break;
		sum += Math.min(one.to, end) - one.from;
	}
	return Math.floor(sum / MINUTE);
}

/**
 * When so many minutes of work are over, counted from an instant: the end of a half-day where they end with it, and never its beginning. Null
 * where the centre does not work so much in more than a year.
 */
export function afterWork(calendar: WorkCalendar, from: Date, minutes: number): Date | null {
	let left = minutes * MINUTE;
	for (const { from: begins, to: ends } of stretchesFrom(calendar, from)) {
		if (left <= ends - begins) return new Date(begins + left);
		left -= ends - begins;
	}
	return null;
}

/** Whether the centre works at an instant. */
export const isWorkTime = (calendar: WorkCalendar, at: Date): boolean => {
	const now = at.getTime();
	return stretchesOn(calendar, dayOf(at)).some(({ from, to }) => from <= now && now < to);
};
