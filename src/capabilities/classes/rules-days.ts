import { addDays, weekdayOf } from '#kernel/day.ts';
import { lunarOf } from '#kernel/lunar.ts';
import { plain } from '#kernel/plain.ts';
import { isDayOff } from '#capabilities/places/rules-calendar.ts';

/** Why a day is given up. */
export const whyNot = ['day-off', 'tet', 'market', 'harvest', 'trainer', 'venue'] as const;
export type WhyNot = (typeof whyNot)[number];

/** What a commune entered: a market by lunar days or days of the week (0 is Sunday), a harvest from a day to a day. */
export type Avoid = {
	kind: 'market' | 'harvest';
	lunarDays: readonly number[];
	weekdays: readonly number[];
	fromDay: string | null;
	untilDay: string | null;
};

/** From the day of the kitchen gods to the day on which the pole comes down nobody sits in a class: 23 of the twelfth to 7 of the first. */
export function isTet(day: string): boolean {
	const lunar = lunarOf(day);
	if (lunar === null || lunar.leap) return false;
	return (lunar.month === 12 && lunar.day >= 23) || (lunar.month === 1 && lunar.day <= 7);
}

const isMarket = ({ lunarDays, weekdays }: Avoid, day: string): boolean =>
	weekdays.includes(weekdayOf(day)) || lunarDays.includes(lunarOf(day)?.day ?? 0);
const isHarvest = ({ fromDay, untilDay }: Avoid, day: string): boolean =>
	fromDay !== null && untilDay !== null && fromDay <= day && day <= untilDay;

/** Why no class is held on a day, or null where one may be. What the State gives comes first, then what the commune entered. */
export function whyNotOn(day: string, avoids: readonly Avoid[]): WhyNot | null {
	if (isTet(day)) return 'tet';
	if (isDayOff(day)) return 'day-off';
	if (avoids.some((avoid) => avoid.kind === 'market' && isMarket(avoid, day))) return 'market';
	return avoids.some((avoid) => avoid.kind === 'harvest' && isHarvest(avoid, day)) ? 'harvest' : null;
}

/** What stands already: who teaches where, when. */
export type Busy = { day: string; starts: string; minutes: number; trainer: string; venue: string };
type Wanted = Omit<Busy, 'day'> & { from: string; lessons: number; perWeek: number; weekdays: readonly number[] };
export type Planned = { days: string[]; weekdays: number[]; given: { day: string; why: WhyNot }[]; tried: number };

/** So far ahead a place for the last lesson is looked for. */
const WEEKS = 20;

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const meets = (one: Pick<Busy, 'starts' | 'minutes'>, other: Pick<Busy, 'starts' | 'minutes'>): boolean =>
	minuteOf(one.starts) < minuteOf(other.starts) + other.minutes &&
	minuteOf(other.starts) < minuteOf(one.starts) + one.minutes;

function whyBusy(day: string, wanted: Wanted, busy: readonly Busy[]): WhyNot | null {
	const then = busy.filter((one) => one.day === day && meets(one, wanted));
	if (then.some(({ trainer }) => trainer === wanted.trainer)) return 'trainer';
	return then.some(({ venue }) => plain(venue) === plain(wanted.venue)) ? 'venue' : null;
}

/** Every way to choose as many of the days of a week. */
const choices = <T>(from: readonly T[], many: number): T[][] =>
	many === 0 ? [[]] : from.flatMap((one, n) => choices(from.slice(n + 1), many - 1).map((rest) => [one, ...rest]));

function planOn(weekdays: number[], wanted: Wanted, avoids: readonly Avoid[], busy: readonly Busy[]) {
	const days: string[] = [];
	const given: Planned['given'] = [];
	for (let n = 0; n < WEEKS * 7 && days.length < wanted.lessons; n++) {
		const day = addDays(wanted.from, n);
		// What was learned has to be slept on: never on the day after a lesson.
		if (!weekdays.includes(weekdayOf(day)) || days.at(-1) === addDays(day, -1)) continue;
		const why = whyNotOn(day, avoids) ?? whyBusy(day, wanted, busy);
		if (why === null) days.push(day);
		else given.push({ day, why });
	}
	return days.length === wanted.lessons ? { days, weekdays, given } : null;
}

/**
 * The days of one class: each choice of so many days of the week is tried, and the one that is over first is taken; of two that end together
 * the one that gives up fewer days. Null where twenty weeks do not hold it. No day off, market, harvest or Tết, no two days in
 * a row, and neither trainer nor venue twice at a time.
 */
export function planDays(wanted: Wanted, avoids: readonly Avoid[], busy: readonly Busy[]): Planned | null {
	const all = choices([...wanted.weekdays].toSorted(), Math.min(wanted.perWeek, wanted.weekdays.length));
	const found = all.flatMap((weekdays) => planOn(weekdays, wanted, avoids, busy) ?? []);
	const [best] = found.toSorted(
		(a, b) => a.days.at(-1)!.localeCompare(b.days.at(-1)!) || a.given.length - b.given.length
	);
	return best ? { ...best, tried: all.length } : null;
}
