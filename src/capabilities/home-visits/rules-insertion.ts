import type { Totals } from './rules-objective.ts';
import { arrival, begin, type Problem } from './rules-problem.ts';
import { detour, lateCost, leg, link, place, settle, undo, unlink, type Routes } from './rules-routes.ts';

/** A place of `x` in a route: behind `after` in the tour of `v`, not before `at`, at a price. */
export type Spot = { x: number; v: number; after: number; price: number; at: number };
/** Where a task goes, and its partner when it has one. */
export type Insertion = { price: number; spot: Spot; mate: Spot | null };
/** Into which routes and at what prices a place is looked for. */
export type Seeking = {
	p: Problem;
	r: Routes;
	price: Totals;
	/** True now and then: then a place is overlooked, so that the greedy choice is not always the same (Christiaens 2020). */
	blink: () => boolean;
};

const NEVER = Number.POSITIVE_INFINITY;

const lateness = (p: Problem, x: number, at: number): number => Math.max(0, at - p.target[x]!);

const reached = ({ p, r }: Seeking, x: number, v: number, after: number): number =>
	begin(p, v, x, arrival(p, v, r.start[after]! + p.service[after]!, leg(p, v, after, x)));

/** What it costs that it is `v` who comes. */
const strangeness = ({ p, price }: Seeking, x: number, v: number): number =>
	price.strange * p.strange[x * p.m + v]! + price.moved * p.moved[x * p.m + v]!;

/** Empty vehicles of one kind that were tried already, by kind. */
type Tried = Map<number, number>;

/** May `v` take `x` on top of what it carries? Of empty vehicles of one kind one is worth a try, or two when two have to meet. */
function takes({ p, r }: Seeking, x: number, v: number, tried: Tried): boolean {
	if (!p.may[x * p.m + v] || r.load[v]! + p.load[x]! > p.capacity[v]!) return false;
	if (r.size[v]! > 0) return true;
	const before = tried.get(p.kind[v]!) ?? 0;
	tried.set(p.kind[v]!, before + 1);
	return before < (p.partner[x]! < 0 ? 1 : 2);
}

/** What lateness costs more once `x` (and its partner) stand there; Infinity when they cannot, or not for less than `below`. */
function trial(seeking: Seeking, spot: Spot, mate: Spot | null, below: number): number {
	const { r } = seeking;
	link(r, spot.x, spot.v, spot.after);
	if (mate) link(r, mate.x, mate.v, mate.after);
	r.trail.stack[0] = spot.x;
	if (mate) r.trail.stack[1] = mate.x;
	const more = moreLate(seeking, mate ? 2 : 1, below);
	if (mate) unlink(r, mate.x);
	unlink(r, spot.x);
	return more;
}

/** Settles for trial and takes it back. */
function moreLate({ p, r, price }: Seeking, waiting: number, below: number, holds = () => true): number {
	const { late, latest, overtime } = r.sums;
	const before = lateCost(r.sums, price);
	const fits = settle(p, r, waiting, { price, below: before + below }) && holds();
	const more = fits ? lateCost(r.sums, price) - before : NEVER;
	undo(r);
	r.sums.late = late;
	r.sums.latest = latest;
	r.sums.overtime = overtime;
	return more;
}

/** What lateness costs more if `x` begins exactly at `at` in that place; Infinity when it cannot. */
export function beginningAt(seeking: Seeking, spot: Spot, mate: Spot | null, at: number): number {
	const { p, r } = seeking;
	const { x, v } = spot;
	if (spot.at > at || begin(p, v, x, at) !== at) return NEVER;
	link(r, x, v, spot.after);
	if (mate) link(r, mate.x, mate.v, mate.after);
	r.start[x] = at;
	r.trail.stack[0] = r.next[x]!;
	if (mate) r.trail.stack[1] = mate.x;
	const more = moreLate(seeking, mate ? 2 : 1, NEVER, () => r.start[x] === at);
	if (mate) unlink(r, mate.x);
	unlink(r, x);
	return more;
}

/** The cheapest place of a task without a partner; null when there is none. */
function findSpot(seeking: Seeking, x: number): Insertion | null {
	const { p, r, price, blink } = seeking;
	const best: Spot = { x, v: -1, after: -1, price: NEVER, at: 0 };
	const tried: Tried = new Map();
	for (let v = 0; v < p.m; v++) {
		if (!takes(seeking, x, v, tried) || (p.needs[x]! & ~p.brings[x * p.m + v]!) !== 0) continue;
		const base = strangeness(seeking, x, v);
		for (let after = p.n + v; after < p.n + p.m && r.start[after]! <= p.due[x]!; after = r.next[after]!) {
			const road = base + price.travel * detour(p, r, v, after, x);
			if (road < best.price && !blink()) improve(seeking, best, v, after, road);
		}
	}
	return best.v < 0 ? null : { price: best.price, spot: best, mate: null };
}

/** Takes the place behind `after` as the best if it stays the cheapest with all that it makes late; when nobody behind has to move, that is known at once. */
function improve(seeking: Seeking, best: Spot, v: number, after: number, road: number): void {
	const { p, r, price } = seeking;
	const { x } = best;
	const at = reached(seeking, x, v, after);
	if (at === NEVER) return;
	const late = lateness(p, x, at);
	const least = road + price.late * late + price.latest * Math.max(0, late - r.sums.latest);
	if (least >= best.price) return;
	const b = r.next[after]!;
	const then = begin(p, v, b, arrival(p, v, at + p.service[x]!, leg(p, v, x, b)));
	if (then === NEVER) return;
	const stays = then <= r.start[b]!;
	const spot = { x, v, after, price: road, at };
	const exact = stays ? least : road + trial(seeking, spot, null, best.price - road);
	if (exact < best.price) Object.assign(best, { v, after, price: exact, at });
}

/** All places of a task with the price of the road, not looking at its partner nor at who has to move; the cheapest first. */
export function spotsOf(seeking: Seeking, x: number): Spot[] {
	const { p, r, price, blink } = seeking;
	const spots: Spot[] = [];
	const tried: Tried = new Map();
	for (let v = 0; v < p.m; v++) {
		if (!takes(seeking, x, v, tried)) continue;
		const base = strangeness(seeking, x, v);
		for (let after = p.n + v; after < p.n + p.m && r.start[after]! <= p.due[x]!; after = r.next[after]!) {
			const at = reached(seeking, x, v, after);
			if (at < NEVER && !blink())
				spots.push({ x, v, after, at, price: base + price.travel * detour(p, r, v, after, x) });
		}
	}
	return spots.sort((one, other) => one.price - other.price);
}

/** Lateness of a task that begins at `at` in a place, and what it adds to that of the next stop: never more than the whole. */
function pushes({ p, r }: Seeking, { x, v, after }: Spot, at: number): number {
	const b = r.next[after]!;
	const then = arrival(p, v, at + p.service[x]!, leg(p, v, x, b));
	return lateness(p, x, at) + (b < p.n ? Math.max(0, lateness(p, b, then) - lateness(p, b, r.start[b]!)) : 0);
}

/** Do those who come bring between them all that the visit needs, and are two of them two? */
export function covers({ p }: Seeking, one: Spot, other: Spot | null): boolean {
	const brought = p.brings[one.x * p.m + one.v]! | (other ? p.brings[other.x * p.m + other.v]! : 0);
	return one.v !== other?.v && (p.needs[one.x]! & ~brought) === 0;
}

/** The cheapest two places of partners. */
function findPair(seeking: Seeking, x: number): Insertion | null {
	const { p, price } = seeking;
	const y = p.partner[x]!;
	const [firsts, seconds] = [spotsOf(seeking, x), spotsOf(seeking, y)];
	let best: Insertion | null = null;
	let limit = NEVER;
	const lateBy = (one: Spot, other: Spot): number =>
		pushes(seeking, one, Math.max(one.at, other.at + p.lag[x]!)) +
		pushes(seeking, other, Math.max(other.at, one.at + p.lag[y]!));
	for (const spot of firsts)
		for (const mate of seconds) {
			const road = spot.price + mate.price;
			if (road >= limit) break;
			if (!covers(seeking, spot, mate) || road + price.late * lateBy(spot, mate) >= limit) continue;
			const exact = road + trial(seeking, spot, mate, limit - road);
			if (exact < limit) [best, limit] = [{ price: exact, spot, mate }, exact];
		}
	return best;
}

/** The cheapest way to serve `x`, and its partner with it, as the routes stand; null when there is none. */
export const findInsertion = (seeking: Seeking, x: number): Insertion | null =>
	seeking.p.partner[x]! < 0 ? findSpot(seeking, x) : findPair(seeking, x);

export function insert(p: Problem, r: Routes, { spot, mate }: Insertion): void {
	place(p, r, spot.x, spot.v, spot.after);
	if (mate) place(p, r, mate.x, mate.v, mate.after);
	r.trail.stack[0] = spot.x;
	if (mate) r.trail.stack[1] = mate.x;
	settle(p, r, mate ? 2 : 1);
	r.trail.length = 0;
}
