import { seeded } from '#kernel/seeded.ts';
import { takeDays, whyNot, type Busy, type Planned, type WhyNot } from './rules-days.ts';
import { daysFor, emptyPlaces, type Placing, type Places } from './rules-term-held.ts';
import { levelsOf, type Levels } from './rules-term-levels.ts';
import { firstCome, search, type Budget } from './rules-term-search.ts';
import { layOut, whyUnfit, type HamletAvoid, type Laid, type WantedClass } from './rules-term-ways.ts';

/** Why a class has no place: no trainer or venue was named, each venue lacks something, the term is too short, or what stood in the way most often. */
export const whyNoPlace = [...whyNot, 'nobody', 'nowhere', 'small', 'steps', 'power', 'short'] as const;
export type WhyNoPlace = (typeof whyNoPlace)[number];

export type PlacedClass = {
	id: string;
	trainer: string;
	organisation: string;
	venue: string;
	starts: string;
	weekdays: readonly number[];
	days: string[];
	given: Planned['given'];
};
export type TermPlan = {
	/** In the order of wish, as are those without a place. */
	placed: PlacedClass[];
	unplaced: { id: string; why: WhyNoPlace }[];
	levels: Levels;
	/** What planning first come, first planned would have come to. */
	firstCome: Levels;
	steps: number;
};

/** For how many seconds a page searches: `bench classes` says what less would cost. */
export const TERM_SECONDS = 5;

const mostOften = <T>(some: readonly T[]): T | undefined =>
	[...Map.groupBy(some, (one) => one)].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];

function whyLeftOut(places: Places, laid: Laid): WhyNoPlace {
	const { trainers, venues, lessons } = laid.wanted;
	if (trainers.length === 0) return 'nobody';
	if (venues.length === 0) return 'nowhere';
	const unfit = venues.map((venue) => whyUnfit(laid.wanted, venue));
	if (!unfit.includes(null)) return mostOften(unfit) ?? 'nowhere';
	const whole = laid.ways.filter((way) => takeDays(way.offered, lessons, () => null).days.length === lessons);
	const stood = whole.flatMap((way) => daysFor(places, laid, way).given.map(({ why }): WhyNot => why));
	return mostOften(stood) ?? 'short';
}

function planOf(places: Places, first: Levels, steps: number): TermPlan {
	const { days, classes } = places.term;
	const placedAs = (id: string, { way, ...placing }: Placing): PlacedClass => ({
		...{ id, starts: way.starts, weekdays: way.weekdays, venue: way.venue.name },
		...{ trainer: way.trainer.id, organisation: way.trainer.organisation },
		days: placing.days.map((day) => days[day]!),
		given: placing.given.map(({ day, why }) => ({ day: days[day]!, why }))
	});
	return {
		placed: places.placings.flatMap((placing, n) => (placing ? [placedAs(classes[n]!.wanted.id, placing)] : [])),
		unplaced: classes.flatMap((laid, n) =>
			places.placings[n] ? [] : [{ id: laid.wanted.id, why: whyLeftOut(places, laid) }]
		),
		levels: levelsOf(classes, places.placings),
		firstCome: first,
		steps
	};
}

/**
 * Plans the classes of a term beside each other: first come, first planned, and then a search by `rules-term-levels.ts` until the budget is
 * used. No hard rule is ever broken: who finds no place is said with a reason. The same seed and
 * number of steps give the same plan.
 */
export function planTerm(
	wanted: readonly WantedClass[],
	avoids: readonly HamletAvoid[],
	busy: readonly Busy[],
	budget: Budget & { seed: number }
): TermPlan {
	const places = emptyPlaces(layOut(wanted, avoids, busy));
	firstCome(places);
	const first = levelsOf(places.term.classes, places.placings);
	const steps = wanted.length === 0 ? 0 : search(places, seeded(budget.seed), budget);
	return planOf(places, first, steps);
}
