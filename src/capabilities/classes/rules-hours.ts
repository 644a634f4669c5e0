import { hasBegun } from './rules-begun.ts';

/** An hour in which somebody sits in a lesson. */
export type Hour = { day: string; starts: string; minutes: number };

const minuteOf = (starts: string): number => Number(starts.slice(0, 2)) * 60 + Number(starts.slice(3, 5));

/** Whether two lessons are held at once; one that begins when the other ends is not. */
export const isSameHour = (one: Hour, other: Hour): boolean =>
	one.day === other.day &&
	minuteOf(one.starts) < minuteOf(other.starts) + other.minutes &&
	minuteOf(other.starts) < minuteOf(one.starts) + one.minutes;

type Held = { id: string; starts: string; minutes: number; lessons: readonly { day: string; closed: boolean }[] };

/** Whether a lesson of a class that is to come is held while somebody sits elsewhere. Hours of this class itself are none of elsewhere. */
export const isElsewhere = (run: Held, taken: readonly (Hour & { run: string })[], now: Date): boolean =>
	run.lessons
		.filter(({ day, closed }) => !closed && !hasBegun(run, day, now))
		.some(({ day }) => taken.some((one) => one.run !== run.id && isSameHour({ ...run, day }, one)));
