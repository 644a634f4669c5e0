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

/** What stands already: who teaches where, when. A shift at a desk or a visit at home holds a trainer and no venue. */
export type Busy = { day: string; starts: string; minutes: number; trainer: string | null; venue: string | null };
type Wanted = Pick<Busy, 'starts' | 'minutes'> & {
	trainer: string;
	venue: string;
	from: string;
	lessons: number;
	perWeek: number;
	weekdays: readonly number[];
};
export type Planned = { days: string[]; weekdays: number[]; given: { day: string; why: WhyNot }[]; tried: number };

/** So far ahead a place for the last lesson is looked for. */
const WEEKS = 20;

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Whom and what something holds, in minutes of its day. The name of a venue is folded: however it is written, it is one hall. */
export type Held = { from: number; until: number; trainer: string | null; venue: string | null };

export const heldOf = ({ starts, minutes, trainer, venue }: Omit<Busy, 'day'>): Held => ({
	...{ from: minuteOf(starts), until: minuteOf(starts) + minutes },
	...{ trainer, venue: venue === null ? null : plain(venue) }
});

const meet = (one: Held, other: Held, apart: number): boolean =>
	one.from < other.until + apart && other.from < one.until + apart;

/** What keeps a lesson from a day on which others are held: its trainer, who needs so many minutes from place to place, or its venue. */
export function whyHeld(one: Held, others: readonly Held[], between = 0): WhyNot | null {
	let why: WhyNot | null = null;
	for (const other of others) {
		const here = one.venue !== null && one.venue === other.venue;
		if (one.trainer !== null && one.trainer === other.trainer && meet(one, other, here ? 0 : between)) return 'trainer';
		if (here && meet(one, other, 0)) why = 'venue';
	}
	return why;
}

/** Every way to choose as many of some. */
export const choices = <T>(from: readonly T[], many: number): T[][] =>
	many === 0 ? [[]] : from.flatMap((one, n) => choices(from.slice(n + 1), many - 1).map((rest) => [one, ...rest]));

/** Days by their number from a first one. */
export type Taken = { days: number[]; given: { day: number; why: WhyNot }[] };

/** The first days of those offered against which nothing stands, until there are as many as lessons; and those given up on the way. */
export function takeDays(
	offered: readonly number[],
	lessons: number,
	whyNotThen: (day: number) => WhyNot | null
): Taken {
	const taken: Taken = { days: [], given: [] };
	for (const day of offered) {
		if (taken.days.length === lessons) break;
		// What was learned has to be slept on: never on the day after a lesson.
		if (taken.days.at(-1) === day - 1) continue;
		const why = whyNotThen(day);
		if (why === null) taken.days.push(day);
		else taken.given.push({ day, why });
	}
	return taken;
}

function planOn(weekdays: number[], wanted: Wanted, avoids: readonly Avoid[], busy: ReadonlyMap<string, Held[]>) {
	const dayAt = (n: number): string => addDays(wanted.from, n);
	const offered = Array.from({ length: WEEKS * 7 }, (_, n) => n).filter((n) => weekdays.includes(weekdayOf(dayAt(n))));
	const held = heldOf(wanted);
	const { days, given } = takeDays(
		offered,
		wanted.lessons,
		(n) => whyNotOn(dayAt(n), avoids) ?? whyHeld(held, busy.get(dayAt(n)) ?? [])
	);
	if (days.length < wanted.lessons) return null;
	return { days: days.map(dayAt), weekdays, given: given.map(({ day, why }) => ({ day: dayAt(day), why })) };
}

/** What is held on each day. */
export const heldByDay = (busy: readonly Busy[]): Map<string, Held[]> => {
	const byDay = Map.groupBy(busy, ({ day }) => day);
	return new Map([...byDay].map(([day, some]) => [day, some.map(heldOf)]));
};

/**
 * The days of one class: each choice of so many days of the week is tried, and the one that is over first is taken; of two that end together
 * the one that gives up fewer days. Null where twenty weeks do not hold it. No day off, market, harvest or Tết, no two days in
 * a row, and neither trainer nor venue twice at a time.
 */
export function planDays(wanted: Wanted, avoids: readonly Avoid[], busy: readonly Busy[]): Planned | null {
	const all = choices([...wanted.weekdays].toSorted(), Math.min(wanted.perWeek, wanted.weekdays.length));
	const held = heldByDay(busy);
	const found = all.flatMap((weekdays) => planOn(weekdays, wanted, avoids, held) ?? []);
	const [best] = found.toSorted(
		(a, b) => a.days.at(-1)!.localeCompare(b.days.at(-1)!) || a.given.length - b.given.length
	);
	return best ? { ...best, tried: all.length } : null;
}
