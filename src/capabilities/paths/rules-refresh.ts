import { addDays } from '#kernel/day.ts';

/** Days until it is practised again, step by step (`domain/skills.md` 2.6); at the last step it stays. */
export const refreshDays = [2, 7, 21, 60, 90] as const;
const LAST = refreshDays.length - 1;
/** What protects people is never left alone for longer. */
export const PROTECTS_DAYS = 60;

/**
 * One day on which something was known of somebody and one statement: it was seen or judged, it was truly used, or they were asked. Well is
 * that they do it alone by then, or that they say so.
 */
export type DayOf = { day: string; how: 'seen' | 'used' | 'asked'; well: boolean };
/** How far on the ladder, and the day of the next refresher. */
export type Refresh = { step: number; dueOn: string };

export const gapOf = (step: number, protects: boolean): number =>
	protects ? Math.min(refreshDays[step]!, PROTECTS_DAYS) : refreshDays[step]!;

const onStep = (step: number, day: string, protects: boolean): Refresh => ({
	step,
	dueOn: addDays(day, gapOf(step, protects))
});

/** A lapse is one step back, and never a later day than the one that was set. */
function lapsed(at: Refresh, day: string, protects: boolean): Refresh {
	const back = onStep(Math.max(at.step - 1, 0), day, protects);
	return day < at.dueOn && at.dueOn < back.dueOn ? { step: back.step, dueOn: at.dueOn } : back;
}

/**
 * | ladder    | how       | well | day          | what comes of it             |
 * | none yet  | seen      | yes  | any          | the first step               |
 * | none yet  | any other | —    | any          | none yet                     |
 * | a step    | any       | no   | any          | one step back                |
 * | a step    | any       | yes  | before it    | nothing                      |
 * | a step    | any       | yes  | due or later | one step on                  |
 */
function after(at: Refresh | null, { day, how, well }: DayOf, protects: boolean): Refresh | null {
	if (at === null) return how === 'seen' && well ? onStep(0, day, protects) : null;
	if (!well) return lapsed(at, day, protects);
	return day < at.dueOn ? at : onStep(Math.min(at.step + 1, LAST), day, protects);
}

const sure: Record<DayOf['how'], number> = { seen: 0, used: 1, asked: 2 };

/** Of one day the surest counts, what was seen before what was said; of two that are as sure, the one that did not go well. */
const ofOneDay = (days: readonly DayOf[]): DayOf =>
	days.toSorted((a, b) => sure[a.how] - sure[b.how] || Number(a.well) - Number(b.well))[0]!;

/** When somebody practises a statement again, replayed from all that stands of it; null while they were never seen to do it alone. */
export function refreshOf(days: readonly DayOf[], protects: boolean): Refresh | null {
	const byDay = [...Map.groupBy(days, ({ day }) => day)].toSorted(([a], [b]) => (a < b ? -1 : 1));
	return byDay.reduce<Refresh | null>((at, [, all]) => after(at, ofOneDay(all), protects), null);
}
