import { METRES_A_DEGREE, metres, RADIANS, type Spot } from '#kernel/ground.ts';
import type { Steps } from '#kernel/steps.ts';

/** A lane, or a piece of a long one, that is given away as a whole. */
export type Piece = { lane: string; minutes: number; spots: readonly Spot[] };
/** How far it is from each piece to each other, in metres. */
type Gaps = readonly (readonly number[])[];
/** What a part takes, in minutes: of its pieces, the ways that join them and how many of its lanes are shared. */
export type Takes = (within: number, span: number, shared: number) => number;

/** What is compared with a bound that was worked out otherwise: rounding leaves nobody out. */
const ROUNDING = 1 - 1e-9;

/** How far it is from each piece to each other, from door to door, in metres; nothing where no spot is known. */
function* gapsOf(pieces: readonly Piece[]): Steps<Gaps> {
	const gaps = pieces.map(() => pieces.map(() => 0));
	for (const [n, one] of pieces.entries()) {
		for (let m = 0; m < n; m++) {
			gaps[n]![m] = gaps[m]![n] = gapOf(one.spots, pieces[m]!.spots);
			yield;
		}
	}
	return gaps;
}

/** From the nearest of some spots to the nearest of others; those that are further from where the others lie than that are not gone through. */
function gapOf(some: readonly Spot[], others: readonly Spot[]): number {
	if (some.length === 0 || others.length === 0) return 0;
	const from = atLeastTo(others);
	let least = Infinity;
	const near = some.map((spot) => ({ spot, from: from(spot) })).toSorted((a, b) => a.from - b.from);
	for (const one of near) {
		if (one.from >= least) break;
		for (const far of others)
			if (Math.abs(far[1] - one.spot[1]) * METRES_A_DEGREE * ROUNDING < least)
				least = Math.min(least, metres(one.spot, far));
	}
	return least;
}

/** How far a spot is at least from where some others lie. */
function atLeastTo(spots: readonly Spot[]): (spot: Spot) => number {
	const [[west, east], [south, north]] = [0, 1].map((n) => {
		const along = spots.map((spot) => spot[n]!);
		return [Math.min(...along), Math.max(...along)];
	}) as [[number, number], [number, number]];
	return ([lon, lat]) => {
		const narrow = Math.max(0, Math.cos(Math.max(Math.abs(south), Math.abs(north), Math.abs(lat)) * RADIANS));
		const beside = Math.max(0, west - lon, lon - east) * narrow;
		return Math.hypot(beside, Math.max(0, south - lat, lat - north)) * METRES_A_DEGREE * ROUNDING;
	};
}

/** The shortest ways that join some pieces into one (Prim), in metres. */
function spanOf(own: readonly number[], gaps: Gaps): number {
	const left = own.slice(1);
	const known = left.map((n) => gaps[own[0]!]![n]!);
	let span = 0;
	while (left.length > 0) {
		let next = 0;
		for (let n = 1; n < known.length; n++) if (known[n]! < known[next]!) next = n;
		span += known[next]!;
		const [piece] = left.splice(next, 1);
		known.splice(next, 1);
		for (const [n, other] of left.entries()) known[n] = Math.min(known[n]!, gaps[piece!]![other]!);
	}
	return span;
}

/** What is weighed: pieces, how far they are apart, and which of them are of one lane. */
type Weighed = {
	pieces: readonly Piece[];
	gaps: Gaps;
	takes: Takes;
	holders: ReadonlyMap<string, readonly number[]>;
};

function isShared({ holders }: Weighed, owner: readonly number[], lane: string): boolean {
	const [first, ...others] = holders.get(lane)!;
	return others.some((n) => owner[n] !== owner[first!]);
}

/** What a part costs: the fourth power of what it takes, so that the sum is least where none is much longer than another, and then where the whole is short. */
function costOf(all: Weighed, owner: readonly number[], part: number): number {
	const own = [...owner.keys()].filter((n) => owner[n] === part);
	const lanes = new Set(own.map((n) => all.pieces[n]!.lane));
	const shared = [...lanes].filter((lane) => isShared(all, owner, lane)).length;
	const within = own.reduce((sum, n) => sum + all.pieces[n]!.minutes, 0);
	return all.takes(within, spanOf(own, all.gaps), shared) ** 4;
}

/** The parts that some pieces going over touches: which had them and which have them, and those whose lane is shared now or is no more. */
function touchedBy(all: Weighed, moved: readonly number[], now: readonly number[], then: readonly number[]) {
	const touched = new Set(moved.flatMap((n) => [then[n]!, now[n]!]));
	for (const lane of new Set(moved.map((n) => all.pieces[n]!.lane)))
		if (isShared(all, then, lane) !== isShared(all, now, lane))
			for (const n of all.holders.get(lane)!) touched.add(then[n]!);
	return touched;
}

const sumOf = (costs: readonly number[]): number => costs.reduce((sum, cost) => sum + cost, 0);

/** Chance that is always the same: a linear congruential generator (Numerical Recipes). */
function dice(): (sides: number) => number {
	let seed = 20_250_701;
	return (sides) => {
		seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((seed / 2 ** 32) * sides);
	};
}

const STEPS = 6000;
/** So many of them before somebody else may do something. */
const AT_ONCE = 10;

/** Which part each piece goes to, by simulated annealing: a piece goes over or two change places, worse ones ever more seldom. */
export function* annealing(pieces: readonly Piece[], parts: number, takes: Takes): Steps<number[]> {
	const holders = Map.groupBy(pieces.keys(), (n) => pieces[n]!.lane);
	const all: Weighed = { pieces, gaps: yield* gapsOf(pieces), takes, holders };
	const roll = dice();
	let now = pieces.map((_, n) => Math.floor((n * parts) / pieces.length));
	let costs = Array.from({ length: parts }, (_, part) => costOf(all, now, part));
	let cost = sumOf(costs);
	let [best, least] = [now, cost];
	for (let step = 0; step < STEPS && parts > 1 && pieces.length > 1; step++) {
		const next = [...now];
		const [one, other] = [roll(pieces.length), roll(pieces.length)];
		if (roll(2) === 0) next[one] = roll(parts);
		else [next[one], next[other]] = [now[other]!, now[one]!];
		const touched = touchedBy(all, [one, other], now, next);
		const each = costs.map((known, part) => (touched.has(part) ? costOf(all, next, part) : known));
		const then = sumOf(each);
		const heat = (cost / 20) * (1 - step / STEPS) ** 3;
		if (then < cost || roll(1_000_000) / 1_000_000 < Math.exp((cost - then) / Math.max(heat, 1e-9)))
			[now, costs, cost] = [next, each, then];
		if (cost < least) [best, least] = [now, cost];
		if (step % AT_ONCE === 0) yield;
	}
	return best;
}
