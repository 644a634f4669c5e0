import { findPlacing, LEAVES_NOTHING, put, putBack, takeOut, type Leaves, type Places } from './rules-term-held.ts';
import { difference, levelsOf, WAIT, type Levels } from './rules-term-levels.ts';
import type { Laid } from './rules-term-ways.ts';

/** How long a search may take: so many steps, or so many seconds on a clock that is handed in. */
export type Budget = { steps: number } | { seconds: number; clock: () => number };
type Random = () => number;

/** As many classes at most are taken out at a time. */
const MOST_OUT = 8;
/** Temperature at both ends, in waits of a mean class. */
const HOT = 0.2;
const COLD = 0.002;
/** How often a class leaves days to others, and how many of them at most. */
const LEAVES = 0.1;
const MOST_LEFT = 0.5;

/** Classes without a place, in the order of wish, each where it is over first. */
export function firstCome(places: Places): void {
	for (const n of places.placings.keys()) if (places.placings[n] === null) placeBest(places, n);
}

function placeBest(places: Places, n: number, leaves?: Leaves): void {
	const placing = findPlacing(places, places.term.classes[n]!, leaves);
	if (placing) put(places, n, placing);
}

const levels = ({ term, placings }: Places): Levels => levelsOf(term.classes, placings);
const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
const shuffled = <T>(random: Random, from: readonly T[]): T[] =>
	from
		.map((one) => ({ one, key: random() }))
		.toSorted((a, b) => a.key - b.key)
		.map(({ one }) => one);

/** Whether a class stands where another might: with a trainer or in a venue that it could have. */
function standsInTheWay({ term, placings }: Places, n: number, of: number): boolean {
	const { trainers, venues } = term.classes[of]!.wanted;
	const way = placings[n]?.way;
	return (
		way !== undefined &&
		(trainers.some(({ id }) => id === way.trainer.id) || venues.some(({ name }) => name === way.venue.name))
	);
}

/** Takes some classes out: around one, mostly of those that stand in its way. */
function ruin(places: Places, random: Random): void {
	const all = [...places.placings.keys()];
	const missing = all.filter((n) => places.placings[n] === null);
	const around = pick(random, missing.length > 0 && random() < 0.5 ? missing : all);
	const near = random() < 0.8 ? all.filter((n) => standsInTheWay(places, n, around)) : all;
	const many = 1 + Math.floor(random() * MOST_OUT);
	for (const n of [around, ...shuffled(random, near).slice(0, many)]) takeOut(places, n);
}

/** Days that a class leaves to others: two may have to take turns, and no order in which each takes all it can comes to that. */
function leaving(random: Random, days: readonly string[]): Leaves {
	if (random() >= LEAVES) return LEAVES_NOTHING;
	const often = random() * MOST_LEFT;
	const left = days.map(() => random() < often);
	return (day) => left[day]!;
}

/** Whether the term would hold a class if it were the only one. */
const canStand = ({ ways: [first], until }: Laid): boolean => first !== undefined && first.soonest <= until;

/** Puts back whatever finds a place, one after the other. */
function recreate(places: Places, random: Random): void {
	const { classes, days } = places.term;
	const order = pick<(n: number) => number>(random, [
		() => random(),
		(n) => -classes[n]!.wanted.learners,
		(n) => classes[n]!.ways.length,
		(n) => n
	]);
	const absent = [...places.placings.keys()].filter((n) => places.placings[n] === null && canStand(classes[n]!));
	for (const { n } of absent.map((n) => ({ n, key: order(n) })).toSorted((a, b) => a.key - b.key))
		placeBest(places, n, leaving(random, days));
}

/** Each class moves to where it is better while the others stay, until none does: then every day given up has its reason. */
function settle(places: Places): void {
	let moved = true;
	while (moved) {
		moved = false;
		for (const [n, laid] of places.term.classes.entries()) {
			const was = takeOut(places, n);
			const now = findPlacing(places, laid, LEAVES_NOTHING, was?.way);
			if (now) put(places, n, now);
			moved ||= now?.way !== was?.way || now?.days.join() !== was?.days.join();
		}
	}
}

/** Between 0 and 1: how much of the budget is used. */
function progressOf(budget: Budget): (step: number) => number {
	if ('steps' in budget) return (step) => (step < budget.steps ? step / budget.steps : 1);
	const begun = budget.clock();
	return () => (budget.clock() - begun) / budget.seconds;
}

/**
 * Ruin and recreate under simulated annealing (Schrimpf et al. 2000), from the places as they stand; never worse than they were. The same
 * numbers give the same places for the same number of steps. How many steps it took.
 */
export function search(places: Places, random: Random, budget: Budget): number {
	const progress = progressOf(budget);
	let now = levels(places);
	let best = { levels: now, placings: [...places.placings] };
	const mean = now[WAIT] / places.placings.length;
	let step = 0;
	for (let part = progress(step); part < 1; part = progress(++step)) {
		const before = [...places.placings];
		ruin(places, random);
		recreate(places, random);
		const tried = levels(places);
		const { level, by } = difference(tried, now);
		const warmth = level < WAIT ? 0 : mean * HOT * (COLD / HOT) ** part;
		if (by > 0 && by >= -warmth * Math.log(random())) {
			putBack(places, before);
			continue;
		}
		now = tried;
		if (difference(now, best.levels).by < 0) best = { levels: now, placings: [...places.placings] };
	}
	putBack(places, best.placings);
	settle(places);
	return step;
}
