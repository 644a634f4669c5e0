import { findInsertion, insert, type Seeking } from './rules-insertion.ts';
import { difference, levelsOf, priceOf, roadLevel, type Objective } from './rules-objective.ts';
import type { Problem } from './rules-problem.ts';
import { copyRoutes, emptyRoutes, schedule, spreadOf, type Routes } from './rules-routes.ts';
import { ruin } from './rules-ruin.ts';

/** How long a search may take: so many rounds, or so many CPU seconds on a clock that is handed in. */
export type Budget = { rounds: number } | { seconds: number; clock: () => number };

export type Search = {
	problem: Problem;
	objective: Objective;
	/** Between 0 and 1; the same numbers give the same plan for the same number of rounds. */
	random: () => number;
	budget: Budget;
	/** From where to begin; nothing stands when it is not given. */
	from?: Routes;
};

export type Found = { routes: Routes; levels: number[]; rounds: number };

const BLINK = 0.01;
/** Temperature at both ends, in mean legs of the first plan. */
const HOT = 1;
const COLD = 0.01;

export const blinking =
	(random: () => number): Seeking['blink'] =>
	() =>
		random() < BLINK;

/** Between 0 and 1: how much of the budget is used. The clock is read every 64 rounds. */
export function progressOf(budget: Budget): (round: number) => number {
	if ('rounds' in budget) return (round) => round / budget.rounds;
	const begun = budget.clock();
	let part = 0;
	return (round) => {
		if (round % 64 === 0) part = (budget.clock() - begun) / budget.seconds;
		return part;
	};
}

/** Orders in which what was taken out comes back, with how often each is drawn. */
const orders = (p: Problem, random: () => number): readonly [number, (x: number) => number][] => [
	[4, () => random()],
	[4, (x) => -p.load[x]!],
	[2, (x) => -p.far[x]!],
	[1, (x) => p.far[x]!],
	[2, (x) => p.due[x]! - p.opens[x]!],
	[2, (x) => p.opens[x]!],
	[2, (x) => -p.due[x]!]
];

function drawnOrder(p: Problem, random: () => number): (x: number) => number {
	let ticket = random() * 17;
	for (const [share, key] of orders(p, random)) if ((ticket -= share) < 0) return key;
	return random;
}

/** Puts back whatever has a place, one after the other, each where it is cheapest. What was told goes first. */
export function recreate(seeking: Seeking, random: () => number): void {
	const { p, r } = seeking;
	const key = drawnOrder(p, random);
	const absent: { x: number; rank: number; key: number }[] = [];
	for (let x = 0; x < p.n; x++)
		if (r.vehicle[x]! < 0 && (p.partner[x]! < 0 || p.partner[x]! > x))
			absent.push({ x, rank: p.fixed[x] ? 0 : 1, key: key(x) });
	absent.sort((a, b) => a.rank - b.rank || a.key - b.key);
	for (const { x } of absent) {
		const found = findInsertion(seeking, x);
		if (found) insert(p, r, found);
	}
}

/** Ruin and recreate under simulated annealing. The best plan found; with nothing told and nothing given, from scratch. */
export function search({ problem: p, objective, random, budget, from }: Search): Found {
	const price = priceOf(objective);
	const road = roadLevel(objective);
	const progress = progressOf(budget);
	const blink = blinking(random);
	const [now, trying, best] = [emptyRoutes(p), emptyRoutes(p), emptyRoutes(p)];
	if (from) copyRoutes(from, now);
	recreate({ p, r: now, price, blink: () => false }, random);
	const fair = objective.some(({ spread }) => spread !== undefined);
	now.sums.spread = fair ? spreadOf(p, now) : 0;
	copyRoutes(now, best);
	let levels = levelsOf(objective, now.sums);
	let bestLevels = levels;
	const mean = levels[road]! / Math.max(1, p.n);
	let round = 0;
	for (let part = progress(round); part < 1; part = progress(++round)) {
		copyRoutes(now, trying);
		ruin(p, trying, random);
		schedule(p, trying);
		recreate({ p, r: trying, price, blink }, random);
		trying.sums.spread = fair ? spreadOf(p, trying) : 0;
		const tried = levelsOf(objective, trying.sums);
		const { level, by } = difference(tried, levels);
		const warmth = level < road ? 0 : mean * HOT * (COLD / HOT) ** part;
		if (by >= 0 && by >= -warmth * Math.log(random())) continue;
		copyRoutes(trying, now);
		levels = tried;
		if (difference(tried, bestLevels).by >= 0) continue;
		copyRoutes(trying, best);
		bestLevels = tried;
	}
	return { routes: best, levels: bestLevels, rounds: round };
}
