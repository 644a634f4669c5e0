import type { Totals } from './rules-objective.ts';
import { arrival, begin, type Problem } from './rules-problem.ts';
import { detour, lateCost, leg, link, place, settle, undo, unlink, type Routes } from './rules-routes.ts';

/** A place of `x` in a route: behind `after` in the tour of `v`, at what price, not before `at`. */
export type Spot = { x: number; v: number; after: number; price: number; at: number };
/** Where a task goes, and its partner when it has one. */
export type Insertion = { price: number; spot: Spot; mate: Spot | null };
/** True now and then: then a place is overlooked, so that the greedy choice is not always the same (Christiaens 2020). */
export type Blink = () => boolean;

const NEVER = Number.POSITIVE_INFINITY;

const priceOfVehicle = (p: Problem, price: Totals, x: number, v: number): number =>
	price.strange * p.strange[x * p.m + v]! + price.moved * p.moved[x * p.m + v]!;

const lateness = (p: Problem, x: number, at: number): number => Math.max(0, at - p.target[x]!);

/** May `v` take `x` on top of what it carries? Of empty vehicles of one kind only the first is worth a try. */
function open(p: Problem, r: Routes, x: number, v: number, tried: Set<number>): boolean {
	if (!p.may[x * p.m + v] || r.load[v]! + p.load[x]! > p.capacity[v]!) return false;
	if (r.size[v]! > 0) return true;
	const fresh = !tried.has(p.kind[v]!);
	if (fresh) tried.add(p.kind[v]!);
	return fresh;
}

/** What lateness costs more once `x` (and its partner) stand there; Infinity when they cannot, or not for less than `below`. */
function trial(p: Problem, r: Routes, price: Totals, spot: Spot, mate: Spot | null, below: number): number {
	const { late, latest, overtime } = r.sums;
	const before = lateCost(r.sums, price);
	link(r, spot.x, spot.v, spot.after);
	if (mate) link(r, mate.x, mate.v, mate.after);
	r.trail.stack[0] = spot.x;
	if (mate) r.trail.stack[1] = mate.x;
	const fits = settle(p, r, mate ? 2 : 1, { price, below: before + below });
	const more = fits ? lateCost(r.sums, price) - before : NEVER;
	undo(r);
	r.sums.late = late;
	r.sums.latest = latest;
	r.sums.overtime = overtime;
	if (mate) unlink(r, mate.x);
	unlink(r, spot.x);
	return more;
}

/** The cheapest place of a task without a partner; null when there is none below `limit`. */
function findSpot(p: Problem, r: Routes, price: Totals, x: number, blink: Blink): Insertion | null {
	const best: Spot = { x, v: -1, after: -1, price: NEVER, at: 0 };
	const tried = new Set<number>();
	for (let v = 0; v < p.m; v++) {
		if (!open(p, r, x, v, tried) || (p.needs[x]! & ~p.brings[x * p.m + v]!) !== 0) continue;
		const base = priceOfVehicle(p, price, x, v);
		for (let a = p.n + v; a < p.n + p.m && r.start[a]! <= p.due[x]!; a = r.next[a]!) {
			const cost = base + price.travel * detour(p, r, v, a, x);
			if (cost < best.price && !blink()) improve(p, r, price, { x, v, after: a, price: cost, at: 0 }, best);
		}
	}
	return best.v < 0 ? null : { price: best.price, spot: best, mate: null };
}

/** Takes `spot` as the best when it stays the cheapest with all that it makes late. The quick answer is exact: nobody behind has to move. */
function improve(p: Problem, r: Routes, price: Totals, spot: Spot, best: Spot): void {
	const { x, v, after } = spot;
	const at = begin(p, v, x, arrival(p, v, r.start[after]! + p.service[after]!, leg(p, v, after, x)));
	const late = lateness(p, x, at);
	const cost = spot.price + price.late * late + price.latest * Math.max(0, late - r.sums.latest);
	if (cost >= best.price) return;
	const b = r.next[after]!;
	const then = begin(p, v, b, arrival(p, v, at + p.service[x]!, leg(p, v, x, b)));
	if (then === NEVER) return;
	const exact = then <= r.start[b]! ? cost : spot.price + trial(p, r, price, spot, null, best.price - spot.price);
	if (exact < best.price) Object.assign(best, { v, after, price: exact, at });
}

/** Lateness of a task that begins at `at` in a place, and what it adds to that of the next stop: no more than the whole. */
function pushes(p: Problem, r: Routes, { x, v, after }: Spot, at: number): number {
	const b = r.next[after]!;
	const then = arrival(p, v, at + p.service[x]!, leg(p, v, x, b));
	return lateness(p, x, at) + (b < p.n ? Math.max(0, lateness(p, b, then) - lateness(p, b, r.start[b]!)) : 0);
}

/** All places of one of two partners with their price so far, the cheapest first. */
function spotsOf(p: Problem, r: Routes, price: Totals, x: number, blink: Blink): Spot[] {
	const spots: Spot[] = [];
	const tried = new Set<number>();
	for (let v = 0; v < p.m; v++) {
		if (!open(p, r, x, v, tried)) continue;
		const base = priceOfVehicle(p, price, x, v);
		for (let after = p.n + v; after < p.n + p.m && r.start[after]! <= p.due[x]!; after = r.next[after]!) {
			const at = begin(p, v, x, arrival(p, v, r.start[after]! + p.service[after]!, leg(p, v, after, x)));
			if (at < NEVER && !blink())
				spots.push({ x, v, after, at, price: base + price.travel * detour(p, r, v, after, x) });
		}
	}
	return spots.sort((one, other) => one.price - other.price);
}

/** The cheapest two places of partners; between them the two vehicles bring all that the visit needs. */
function findPair(p: Problem, r: Routes, price: Totals, x: number, blink: Blink): Insertion | null {
	const y = p.partner[x]!;
	const [firsts, seconds] = [spotsOf(p, r, price, x, blink), spotsOf(p, r, price, y, blink)];
	let best: Insertion | null = null;
	let limit = NEVER;
	const covers = (one: Spot, other: Spot): boolean =>
		one.v !== other.v &&
		((p.needs[x]! | p.needs[y]!) & ~(p.brings[x * p.m + one.v]! | p.brings[y * p.m + other.v]!)) === 0;
	const lateBy = (one: Spot, other: Spot): number =>
		pushes(p, r, one, Math.max(one.at, other.at + p.lag[x]!)) +
		pushes(p, r, other, Math.max(other.at, one.at + p.lag[y]!));
	for (const spot of firsts)
		for (const mate of seconds) {
			const cost = spot.price + mate.price;
			if (cost >= limit) break;
			if (!covers(spot, mate) || cost + price.late * lateBy(spot, mate) >= limit) continue;
			const exact = cost + trial(p, r, price, spot, mate, limit - cost);
			if (exact < limit) [best, limit] = [{ price: exact, spot, mate }, exact];
		}
	return best;
}

/** The cheapest way to serve `x` as the routes stand; null when there is none. */
export const findInsertion = (p: Problem, r: Routes, price: Totals, x: number, blink: Blink): Insertion | null =>
	p.partner[x]! < 0 ? findSpot(p, r, price, x, blink) : findPair(p, r, price, x, blink);

export function insert(p: Problem, r: Routes, x: number, { spot, mate }: Insertion): void {
	place(p, r, x, spot.v, spot.after);
	if (mate) place(p, r, p.partner[x]!, mate.v, mate.after);
	r.trail.stack[0] = x;
	if (mate) r.trail.stack[1] = p.partner[x]!;
	settle(p, r, mate ? 2 : 1);
	r.trail.length = 0;
}
