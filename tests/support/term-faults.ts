import { isDayOff } from '#capabilities/places/rules-calendar.ts';
import type { Busy } from '#capabilities/classes/rules-days.ts';
import type { PlacedClass, TermPlan } from '#capabilities/classes/rules-term.ts';
import type { HamletAvoid, WantedClass } from '#capabilities/classes/rules-term-ways.ts';
import { lunarOf } from '#kernel/lunar.ts';
import { plain } from '#kernel/plain.ts';

// Says of a plan of a term what is wrong with it and what it comes to, by the sentences of the rules alone: no code of the planner is asked.

export type Asked = { wanted: readonly WantedClass[]; avoids: readonly HamletAvoid[]; busy: readonly Busy[] };

/** The days since 1970 of `yyyy-mm-dd`; 1 January 1970 was a Thursday. */
export const numberOf = (day: string): number => Date.parse(day) / 86_400_000;
export const weekdayOn = (day: string): number => (numberOf(day) + 4) % 7;
export const dayNumbered = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);
/** Weeks from Monday to Sunday. */
const weekOf = (day: string): number => Math.floor((numberOf(day) + 3) / 7);

/** Whether the calendar of a hamlet closes a day, and with what. */
export function closedBy(day: string, hamlet: number | null, avoids: readonly HamletAvoid[]): string[] {
	const lunar = lunarOf(day);
	const month = lunar === null || lunar.leap ? 0 : lunar.month;
	const tet = (month === 12 && lunar!.day > 22) || (month === 1 && lunar!.day < 8);
	const own = avoids.filter((avoid) => avoid.hamletId === null || avoid.hamletId === hamlet);
	const kinds = own.flatMap(({ kind, weekdays, lunarDays, fromDay, untilDay }) => {
		const sold = weekdays.some((one) => one === weekdayOn(day)) || lunarDays.some((one) => one === lunar?.day);
		const reaped = fromDay !== null && untilDay !== null && !(day < fromDay || day > untilDay);
		return (kind === 'market' ? sold : reaped) ? [kind] : [];
	});
	return [...(tet ? ['tet'] : []), ...(isDayOff(day) ? ['day-off'] : []), ...kinds];
}

const beginOf = (time: string): number => {
	const [hours, minutes] = time.split(':').map(Number);
	return hours! * 60 + minutes!;
};

/** What two that are held on one day have in common that they may not. */
export function clashOf(one: Busy, other: Busy): ('trainer' | 'venue')[] {
	if (one.day !== other.day) return [];
	const [a, b] = [beginOf(one.starts), beginOf(other.starts)];
	const gap = Math.max(a - (b + other.minutes), b - (a + one.minutes));
	const here = one.venue !== null && other.venue !== null && plain(one.venue) === plain(other.venue);
	const same = one.trainer !== null && one.trainer === other.trainer;
	return [
		...(same && (gap < 0 || (!here && gap < 30)) ? (['trainer'] as const) : []),
		...(here && gap < 0 ? (['venue'] as const) : [])
	];
}

/** What a class at its place holds. */
export const lessonsOf = (placed: PlacedClass, { minutes }: WantedClass): Busy[] =>
	placed.days.map((day) => ({ day, starts: placed.starts, minutes, trainer: placed.trainer, venue: placed.venue }));

/** What is wrong with a class by itself. */
function faultsOfClass(placed: PlacedClass, wanted: WantedClass, avoids: readonly HamletAvoid[]): string[] {
	const faults: string[] = [];
	const say = (wrong: boolean, what: string) => wrong && faults.push(what);
	const { days, weekdays, starts } = placed;
	const trainer = wanted.trainers.find(({ id }) => id === placed.trainer);
	const venue = wanted.venues.find(({ name }) => name === placed.venue);
	say(days.length !== wanted.lessons, 'not as many lessons');
	say(trainer?.organisation !== placed.organisation, 'not one of its trainers');
	say(!venue || venue.capacity < wanted.learners, 'no venue that is big enough');
	say((wanted.stepFree && !venue?.stepFree) || (wanted.power && !venue?.power), 'a venue that lacks something');
	say(!wanted.starts.includes(starts), 'not at one of its times');
	say(
		weekdays.some((one) => !wanted.weekdays.includes(one)),
		'on other days of the week'
	);
	say(new Set(weekdays).size > wanted.perWeek, 'on more days of the week than asked');
	say(
		[...Map.groupBy(days, weekOf).values()].some((week) => week.length > wanted.perWeek),
		'too often in a week'
	);
	for (const [n, day] of days.entries()) {
		say(day < wanted.from || day > wanted.until, `${day} is outside its term`);
		say(!weekdays.includes(weekdayOn(day)), `${day} is no day of the class`);
		say(n > 0 && numberOf(day) - numberOf(days[n - 1]!) < 2, `${day} is no night after the lesson before`);
		for (const kind of closedBy(day, wanted.hamlet, avoids)) faults.push(`${day} is ${kind}`);
	}
	return faults;
}

/** The days of the week of a class before its last lesson that hold none, and do not follow one: these it gave up. */
const givenBy = ({ days, weekdays }: PlacedClass, { from }: WantedClass): string[] =>
	Array.from({ length: numberOf(days.at(-1)!) - numberOf(from) }, (_, n) => dayNumbered(numberOf(from) + n)).filter(
		(day) => weekdays.includes(weekdayOn(day)) && !days.includes(day) && !days.includes(dayNumbered(numberOf(day) - 1))
	);

/** Each day that was given up is named, and what is named stands in the way. */
function faultsOfGiven(placed: PlacedClass, wanted: WantedClass, asked: Asked, others: readonly Busy[]): string[] {
	const named = placed.given.map(({ day }) => day);
	const untrue = placed.given.filter(({ day, why }) => {
		const lesson = {
			day,
			starts: placed.starts,
			minutes: wanted.minutes,
			trainer: placed.trainer,
			venue: placed.venue
		};
		const stands = [
			...closedBy(day, wanted.hamlet, asked.avoids),
			...others.flatMap((other) => clashOf(lesson, other))
		] as string[];
		return !stands.includes(why);
	});
	const unlike = named.join() === givenBy(placed, wanted).join() ? [] : ['gave up other days than it says'];
	return [...unlike, ...untrue.map(({ day, why }) => `${day} was given up for no ${why}`)];
}

/** Which hard rules classes at their places break. */
export function brokenBy({ wanted, avoids, busy }: Asked, placed: readonly PlacedClass[]): string[] {
	const before = [...busy];
	return placed.flatMap((one) => {
		const asks = wanted.find(({ id }) => id === one.id)!;
		const held = lessonsOf(one, asks);
		const twice = held.flatMap((lesson) =>
			before.flatMap((other) => clashOf(lesson, other).map((what) => `${lesson.day}: ${what} twice at a time`))
		);
		before.push(...held);
		return [...faultsOfClass(one, asks, avoids), ...twice].map((fault) => `${one.id}: ${fault}`);
	});
}

export function faultsOf(asked: Asked, plan: TermPlan): string[] {
	const of = (id: string): WantedClass => asked.wanted.find((one) => one.id === id)!;
	const given = plan.placed.flatMap((placed) => {
		const others = plan.placed.filter((one) => one !== placed).flatMap((one) => lessonsOf(one, of(one.id)));
		const faults = faultsOfGiven(placed, of(placed.id), asked, [...asked.busy, ...others]);
		return faults.map((fault) => `${placed.id}: ${fault}`);
	});
	const said = [...plan.placed, ...plan.unplaced].map(({ id }) => id).toSorted();
	const complete =
		said.join() ===
		asked.wanted
			.map(({ id }) => id)
			.toSorted()
			.join();
	return [...brokenBy(asked, plan.placed), ...given, ...(complete ? [] : ['not each class is said once'])];
}

/** What a plan comes to, level by level: left out, passed over, wait, given up, uneven. */
export function worthOf({ wanted }: Asked, placed: readonly PlacedClass[]): number[] {
	const missing = wanted.filter((one) => !placed.some(({ id }) => id === one.id));
	const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
	const stands = placed.map((one) => ({ one, asks: wanted.find(({ id }) => id === one.id)! }));
	const waited = stands.map(({ one, asks }) => asks.learners * (numberOf(one.days.at(-1)!) - numberOf(asks.from)));
	const missed = missing.map((one) => one.learners * (numberOf(one.until) + 1 - numberOf(one.from)));
	const shares = Map.groupBy(stands, ({ one }) => one.organisation);
	return [
		missing.length,
		sum(missing.map(({ waiting }) => waiting)),
		sum(waited) + sum(missed),
		sum(stands.map(({ one, asks }) => givenBy(one, asks).length)),
		sum([...shares.values()].map((some) => sum(some.map(({ one }) => one.days.length)) ** 2))
	];
}
