import { DISTANCE, priceOf } from './rules-objective.ts';
import type { Problem } from './rules-problem.ts';
import { copyRoutes, emptyRoutes, schedule, takeOut, tour, type Routes } from './rules-routes.ts';
import { ruin } from './rules-ruin.ts';
import { blinking, progressOf, recreate, search, type Budget, type Found } from './rules-search.ts';

/** What part of a budget goes into a first plan, into taking vehicles away, and into making the roads of those that stay shorter. */
const PARTS = { first: 0.03, fewer: 0.4, shorter: 0.57 };
/** Uphill on the road while somebody is missing, in mean legs. */
const WARM = 0.3;

const partOf = (budget: Budget, part: number): Budget =>
	'rounds' in budget ? { rounds: Math.ceil(budget.rounds * part) } : { ...budget, seconds: budget.seconds * part };

/** Fewest vehicles, then the shortest way (Solomon 1987), under the windows and capacities of `p`. */
export function searchFewest(p: Problem, random: () => number, budget: Budget): Found {
	const { routes } = search({ problem: p, objective: DISTANCE, random, budget: partOf(budget, PARTS.first) });
	const fewer = takeVehicles(p, routes, random, partOf(budget, PARTS.fewer));
	const shorter = partOf(budget, PARTS.shorter);
	return search({ problem: fewer.problem, objective: DISTANCE, random, budget: shorter, from: fewer.routes });
}

/**
 * Takes away the vehicle whose customers were missing least often, and looks for a place for them; whoever is missing weighs more
 * each round (absences, Christiaens and Vanden Berghe 2020). The last plan in which nobody was missing, its other vehicles closed.
 */
function takeVehicles(given: Problem, routes: Routes, random: () => number, budget: Budget) {
	const progress = progressOf(budget);
	let p: Problem = { ...given, weight: given.weight.slice(), capacity: given.capacity.slice() };
	let whole = { problem: p, routes };
	const [now, trying] = [emptyRoutes(p), emptyRoutes(p)];
	copyRoutes(routes, now);
	const needed = given.load.reduce((sum, load) => sum + load, 0) / Math.max(...given.capacity);
	let round = 0;
	while (progress(round) < 1 && now.size.filter((size) => size > 0).length > needed) {
		p = { ...p, capacity: p.capacity.slice() };
		closeOne(p, now);
		while (missing(p, now) > 0 && progress(++round) < 1) tryToPlace(p, now, trying, random);
		if (missing(p, now) > 0) break;
		whole = { problem: { ...p, weight: given.weight }, routes: emptyRoutes(given) };
		copyRoutes(now, whole.routes);
		whole.routes.sums.undone = 0;
	}
	return whole;
}

const weighed = (p: Problem, r: Routes): number => p.weight.reduce((sum, w, x) => sum + (r.vehicle[x]! < 0 ? w : 0), 0);
const missing = (p: Problem, r: Routes): number => p.weight.reduce((sum, _, x) => sum + (r.vehicle[x]! < 0 ? 1 : 0), 0);

function closeOne(p: Problem, r: Routes): void {
	const weighs = (v: number): number => tour(p, r, v).reduce((sum, x) => sum + p.weight[x]!, 0);
	const used = [...r.size.keys()].filter((v) => r.size[v]! > 0).toSorted((a, b) => weighs(a) - weighs(b));
	for (const x of tour(p, r, used[0]!)) takeOut(p, r, x);
	for (const v of r.size.keys()) if (r.size[v] === 0) p.capacity[v] = -1;
	schedule(p, r);
}

function tryToPlace(p: Problem, now: Routes, trying: Routes, random: () => number): void {
	copyRoutes(now, trying);
	ruin(p, trying, random);
	schedule(p, trying);
	recreate({ p, r: trying, price: priceOf(DISTANCE), blink: blinking(random) }, random);
	const uphill = (WARM * now.sums.travel * -Math.log(random())) / p.n;
	const better = weighed(p, trying) < weighed(p, now);
	const asGood = missing(p, trying) <= missing(p, now) && trying.sums.travel < now.sums.travel + uphill;
	for (let x = 0; x < p.n; x++) if (trying.vehicle[x]! < 0) p.weight[x]!++;
	if (better || asGood) copyRoutes(trying, now);
}
