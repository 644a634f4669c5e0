import { addDays, weekdayOf } from '#kernel/day.ts';
import {
	choices,
	heldByDay,
	heldOf,
	takeDays,
	whyHeld,
	whyNotOn,
	type Avoid,
	type Busy,
	type Held,
	type WhyNot
} from './rules-days.ts';

/** Somebody who may teach, and whose they are: the police, a union, the centre itself. */
export type Trainer = { id: string; organisation: string };
/** A room in which a class may be held. */
export type Venue = { name: string; capacity: number; stepFree: boolean; power: boolean };

/** A class that is wished for in a term: what it needs, and among what a planner may choose. Days are `yyyy-mm-dd`, times `hh:mm`. */
export type WantedClass = {
	id: string;
	/** Whose markets and harvests it keeps clear of, besides those of all hamlets; null is the whole commune. */
	hamlet: number | null;
	lessons: number;
	minutes: number;
	/** No lesson before this day, none after `until`. */
	from: string;
	until: string;
	perWeek: number;
	weekdays: readonly number[];
	starts: readonly string[];
	trainers: readonly Trainer[];
	venues: readonly Venue[];
	learners: number;
	/** For how many days whoever asked first waits already: the longest goes first. */
	waiting: number;
	stepFree: boolean;
	power: boolean;
};

/** A market or harvest of one hamlet; of all of them where none is named. */
export type HamletAvoid = Avoid & { hamletId: number | null };

/** One way to hold a class: on which days of the week, at what time, by whom and where. */
export type Way = {
	weekdays: readonly number[];
	starts: string;
	trainer: Trainer;
	venue: Venue;
	held: Held;
	/** Its days of the week within its term. Days are numbers from the first of the planning. */
	offered: readonly number[];
	/** Why no lesson is held on a day, whatever else is planned. */
	closed: readonly (WhyNot | null)[];
	/** The last lesson if no other class were planned; Infinity where the term does not hold it. */
	soonest: number;
};

/** A class with its ways, those that are over first in front. */
export type Laid = { wanted: WantedClass; from: number; until: number; ways: readonly Way[] };

/** A term laid out: its days, and its classes with those who wait longest first. */
export type Term = { days: readonly string[]; classes: readonly Laid[] };

/** Minutes that a trainer has to have between two places. */
export const BETWEEN = 30;

/** What a venue lacks, or null where it will do. */
export function whyUnfit({ learners, stepFree, power }: WantedClass, venue: Venue): 'small' | 'steps' | 'power' | null {
	if (venue.capacity < learners) return 'small';
	if (stepFree && !venue.stepFree) return 'steps';
	return power && !venue.power ? 'power' : null;
}

function daysOf(wanted: readonly WantedClass[]): string[] {
	const days: string[] = [];
	const last = wanted
		.flatMap(({ from, until }) => [from, until])
		.toSorted()
		.at(-1);
	let day = wanted.map(({ from }) => from).toSorted()[0];
	for (; day !== undefined && day <= last!; day = addDays(day, 1)) days.push(day);
	return days;
}

/** What stands on each day of the planning before it begins: what the calendar of a hamlet says, and who and what is held. */
type Standing = { days: readonly string[]; calendar: readonly (WhyNot | null)[]; on: readonly (readonly Held[])[] };

const weekChoices = ({ from, until, weekdays, perWeek }: WantedClass, days: readonly string[]) =>
	choices([...new Set(weekdays)].toSorted(), Math.min(perWeek, new Set(weekdays).size)).map((chosen) => ({
		weekdays: chosen,
		offered: days.flatMap((day, n) => (from <= day && day <= until && chosen.includes(weekdayOf(day)) ? [n] : []))
	}));

function waysOf(one: WantedClass, { days, calendar, on }: Standing): Way[] {
	const weeks = weekChoices(one, days);
	const fitting = one.venues.filter((venue) => whyUnfit(one, venue) === null);
	const manned = one.trainers.flatMap((trainer) => fitting.map((venue) => ({ trainer, venue })));
	const ways = one.starts.flatMap((starts) =>
		manned.flatMap(({ trainer, venue }) => {
			const held = heldOf({ starts, minutes: one.minutes, trainer: trainer.id, venue: venue.name });
			const closed = days.map((_, n) => calendar[n] ?? whyHeld(held, on[n]!, BETWEEN));
			return weeks.map(({ weekdays, offered }) => {
				const taken = takeDays(offered, one.lessons, (day) => closed[day]!).days;
				const soonest = taken.length < one.lessons ? Number.POSITIVE_INFINITY : taken.at(-1)!;
				return { weekdays, starts, trainer, venue, held, offered, closed, soonest };
			});
		})
	);
	return ways.toSorted((a, b) => (a.soonest === b.soonest ? 0 : a.soonest - b.soonest));
}

/** Every class with each way to hold it. What is busy and what the calendar says is reckoned here once. */
export function layOut(wanted: readonly WantedClass[], avoids: readonly HamletAvoid[], busy: readonly Busy[]): Term {
	const days = daysOf(wanted);
	const held = heldByDay(busy);
	const on = days.map((day) => held.get(day) ?? []);
	const calendars = new Map(
		[...new Set(wanted.map(({ hamlet }) => hamlet))].map((hamlet) => {
			const own = avoids.filter(({ hamletId }) => hamletId === null || hamletId === hamlet);
			return [hamlet, days.map((day) => whyNotOn(day, own))];
		})
	);
	const classes = wanted
		.toSorted((a, b) => b.waiting - a.waiting)
		.map((one) => ({
			wanted: one,
			from: days.indexOf(one.from),
			until: days.indexOf(one.until),
			ways: waysOf(one, { days, calendar: calendars.get(one.hamlet)!, on })
		}));
	return { days, classes };
}
