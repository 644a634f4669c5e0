import { nothing, type Totals } from './rules-objective.ts';
import { arrival, begin, type Problem } from './rules-problem.ts';

/**
 * Routes as linked lists between the two ends of every vehicle; `vehicle` is -1 for a task that stands nowhere. Every start is
 * the earliest that the order allows. `trail` keeps what a trial changed, so that it can be taken back.
 */
export type Routes = {
	next: Int32Array;
	prev: Int32Array;
	vehicle: Int32Array;
	start: Float64Array;
	load: Float64Array;
	size: Int32Array;
	sums: Totals;
	trail: { nodes: Int32Array; starts: Float64Array; length: number; stack: Int32Array };
};

const STEPS = 8;
const SAME = 1e-9;

export function emptyRoutes(p: Problem): Routes {
	const node = Int32Array.from({ length: p.nodes }, (_, x) => x);
	const isTask = (x: number): boolean => x < p.n;
	const routes: Routes = {
		next: node.map((x) => (isTask(x) ? -1 : x + p.m)),
		prev: node.map((x) => (isTask(x) ? -1 : x - p.m)),
		vehicle: node.map((x) => (isTask(x) ? -1 : (x - p.n) % p.m)),
		start: new Float64Array(p.nodes),
		load: new Float64Array(p.m),
		size: new Int32Array(p.m),
		sums: nothing(),
		trail: {
			nodes: new Int32Array(STEPS * p.nodes + 8),
			starts: new Float64Array(STEPS * p.nodes + 8),
			length: 0,
			stack: new Int32Array(2 * STEPS * p.nodes + 16)
		}
	};
	for (const weight of p.weight) routes.sums.undone += weight;
	schedule(p, routes);
	return routes;
}

export function copyRoutes(from: Routes, to: Routes): void {
	to.next.set(from.next);
	to.prev.set(from.prev);
	to.vehicle.set(from.vehicle);
	to.start.set(from.start);
	to.load.set(from.load);
	to.size.set(from.size);
	Object.assign(to.sums, from.sums);
}

export const leg = (p: Problem, v: number, a: number, b: number): number =>
	p.travel[v]![p.place[a]! * p.places + p.place[b]!]!;

/** Minutes on the road that `x` adds after `a`; a vehicle that stays at home travels nothing. */
export function detour(p: Problem, r: Routes, v: number, a: number, x: number): number {
	const b = r.next[a]!;
	return leg(p, v, a, x) + leg(p, v, x, b) - (r.size[v] === 0 ? 0 : leg(p, v, a, b));
}

export function link(r: Routes, x: number, v: number, a: number): void {
	const b = r.next[a]!;
	[r.prev[x], r.next[x]] = [a, b];
	r.next[a] = x;
	r.prev[b] = x;
	r.vehicle[x] = v;
	r.start[x] = Number.NEGATIVE_INFINITY;
}

export function unlink(r: Routes, x: number): void {
	const [a, b] = [r.prev[x]!, r.next[x]!];
	r.next[a] = b;
	r.prev[b] = a;
	r.vehicle[x] = -1;
}

function count(p: Problem, r: Routes, x: number, v: number, sign: 1 | -1): void {
	const cell = x * p.m + v;
	r.load[v]! += sign * p.load[x]!;
	r.size[v]! += sign;
	r.sums.undone -= sign * p.weight[x]!;
	r.sums.strange += sign * p.strange[cell]!;
	r.sums.moved += sign * p.moved[cell]!;
}

/** Puts `x` behind `a`; its start is settled by whoever called. */
export function place(p: Problem, r: Routes, x: number, v: number, a: number): void {
	r.sums.travel += detour(p, r, v, a, x);
	link(r, x, v, a);
	count(p, r, x, v, 1);
}

/** Takes `x` out, and its partner with it. Starts are too late afterwards until `schedule`. */
export function takeOut(p: Problem, r: Routes, x: number): void {
	for (const one of p.partner[x]! < 0 ? [x] : [x, p.partner[x]!]) {
		const [v, a] = [r.vehicle[one]!, r.prev[one]!];
		unlink(r, one);
		count(p, r, one, v, -1);
		r.sums.travel -= detour(p, r, v, a, one);
	}
}

/** The earliest start of `x` behind its predecessor and beside its partner. Infinity for never. */
function earliest(p: Problem, r: Routes, x: number): number {
	const [v, a] = [r.vehicle[x]!, r.prev[x]!];
	const at = arrival(p, v, r.start[a]! + p.service[a]!, leg(p, v, a, x));
	const mate = p.partner[x]!;
	const beside = mate >= 0 && r.vehicle[mate]! >= 0 ? r.start[mate]! + p.lag[x]! : at;
	return begin(p, v, x, Math.max(at, beside));
}

function raise(p: Problem, r: Routes, x: number, to: number): void {
	const { trail, sums } = r;
	const was = r.start[x]!;
	trail.nodes[trail.length] = x;
	trail.starts[trail.length++] = was;
	r.start[x] = to;
	const late = to - p.target[x]!;
	if (late <= 0) return;
	const more = late - Math.max(0, was - p.target[x]!);
	if (x >= p.n) sums.overtime += more;
	else {
		sums.late += more;
		if (late > sums.latest) sums.latest = late;
	}
}

/** What lateness costs; a trial that costs as much as another place may stop half-way, for starts only move later. */
export type Ceiling = { price: Totals; below: number };

export const lateCost = ({ late, latest, overtime }: Totals, price: Totals): number =>
	price.late * late + price.latest * latest + price.overtime * overtime;

/**
 * Moves starts later until the first `waiting` stops of the stack and whatever hangs on them fit: behind what comes before, beside
 * their partners, in their windows. False when that cannot be, also when two pairs wait for each other, or not below the ceiling.
 */
export function settle(p: Problem, r: Routes, waiting: number, ceiling?: Ceiling): boolean {
	const { stack } = r.trail;
	const most = r.trail.length + STEPS * p.nodes;
	let top = waiting;
	while (top > 0) {
		const x = stack[--top]!;
		const at = earliest(p, r, x);
		if (at <= r.start[x]! + SAME) continue;
		if (at === Number.POSITIVE_INFINITY || r.trail.length >= most) return false;
		raise(p, r, x, at);
		if (ceiling && at > p.target[x]! && lateCost(r.sums, ceiling.price) >= ceiling.below) return false;
		const mate = p.partner[x]!;
		if (mate >= 0 && r.vehicle[mate]! >= 0) stack[top++] = mate;
		if (x < p.n + p.m) stack[top++] = r.next[x]!;
	}
	return true;
}

/** Takes back what was settled since the trail was empty; sums of lateness are the caller's. */
export function undo(r: Routes): void {
	const { trail } = r;
	while (trail.length > 0) {
		trail.length--;
		r.start[trail.nodes[trail.length]!] = trail.starts[trail.length]!;
	}
}

/** All starts anew, after something was taken out. */
export function schedule(p: Problem, r: Routes): boolean {
	const { stack } = r.trail;
	r.start.fill(Number.NEGATIVE_INFINITY);
	r.sums.late = r.sums.latest = r.sums.overtime = 0;
	r.trail.length = 0;
	for (let v = 0; v < p.m; v++) {
		r.start[p.n + v] = p.opens[p.n + v]!;
		stack[v] = r.next[p.n + v]!;
	}
	const fits = settle(p, r, p.m);
	r.trail.length = 0;
	return fits;
}

/** Tasks of vehicle `v` in order. */
export function tour(p: Problem, r: Routes, v: number): number[] {
	const tasks: number[] = [];
	for (let x = r.next[p.n + v]!; x < p.n; x = r.next[x]!) tasks.push(x);
	return tasks;
}

/** Minutes at doors and on the road between the busiest and the idlest vehicle. */
export function spreadOf(p: Problem, r: Routes): number {
	let [most, least] = [0, Number.POSITIVE_INFINITY];
	for (let v = 0; v < p.m; v++) {
		let busy = 0;
		for (let a = p.n + v; r.size[v]! > 0 && a < p.n + p.m; a = r.next[a]!)
			busy += p.service[a]! + leg(p, v, a, r.next[a]!);
		most = Math.max(most, busy);
		least = Math.min(least, busy);
	}
	return most - least;
}
