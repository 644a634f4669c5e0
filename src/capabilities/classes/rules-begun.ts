import { instantOf } from '#kernel/day.ts';

type Held = { starts: string; minutes: number; dropped: boolean; lessons: readonly { day: string; closed: boolean }[] };

/** Whether a lesson of this day has begun. */
export const hasBegun = ({ starts }: Pick<Held, 'starts'>, day: string, now: Date): boolean =>
	instantOf(day, starts) <= now;

/** Nobody takes a place in a class that is dropped, or of which no lesson is to come. */
export const isOver = (run: Held, now: Date): boolean =>
	run.dropped || run.lessons.every(({ day, closed }) => closed || hasBegun(run, day, now));
