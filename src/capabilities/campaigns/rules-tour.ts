import { metres, type Spot } from '#kernel/ground.ts';
import type { Steps } from '#kernel/steps.ts';
import { nearby, type Nearby } from './rules-near.ts';

/** So many doors are gone through before somebody else may do something. */
const AT_ONCE = 32;
const PASSES = 8;
/** Of all ways from door to door so many may be the longest, which are looked through one by one, and the others around where they end. */
const LONG = [0.002, 0.008, 0.03, 0.1, 0.3];
/** Around so many spots it is tried which of them leaves the least to look through. */
const TRIED = 16;
/** Metres that are no gain. */
const NOTHING = 1e-6;

/** How far a short tour through some spots is, not the shortest, in metres in a straight line from one to the next. */
export function* touring(all: readonly Spot[]): Steps<number> {
	// Doors of one spot, as of a tower, are one stop.
	const spots = [...new Map(all.map((one) => [one.join(' '), one])).values()];
	if (spots.length < 2) return 0;
	const tour = yield* shorter(yield* nearestNext(spots));
	return tour.slice(1).reduce((sum, spot, n) => sum + metres(tour[n]!, spot), 0);
}

/** From the west on, always to the nearest that is left: by degrees, because who is nearest does not need metres. */
function* nearestNext(spots: readonly Spot[]): Steps<Spot[]> {
	const left = spots.toSorted(([a, b], [c, d]) => a - c || b - d);
	const near = nearby(left);
	const tour: Spot[] = [];
	for (let n = 0; n >= 0; n = near.nearest(left[n]!)) {
		near.leave(n);
		tour.push(left[n]!);
		if (tour.length % AT_ONCE === 0) yield;
	}
	return tour;
}

/** A tour, with where each spot stands in it, and its longest ways. */
type Tour = {
	spots: readonly Spot[];
	/** Which spot stands where, and where each stands. */
	at: Int32Array;
	place: Int32Array;
	near: Nearby;
	/** Ways that are longer than `reach`, from either end. */
	long: Map<number, readonly [number, number]>;
	reach: number;
};

/** Crossings taken out of a tour, by turning a part of it round wherever that makes it shorter. */
function* shorter(spots: readonly Spot[]): Steps<Spot[]> {
	const at = Int32Array.from(spots.keys());
	const tour: Tour = { spots, at, place: at.slice(), near: nearby(spots), long: new Map(), reach: 0 };
	let turned = true;
	for (let pass = 0; pass < PASSES && turned; pass++) {
		turned = false;
		findLong(tour);
		for (let i = 0; i < spots.length - 2; i++) {
			turned = turnAfter(tour, i) || turned;
			if (i % AT_ONCE === 0) yield;
		}
	}
	return [...at].map((one) => spots[one]!);
}

const way = ({ spots }: Tour, one: number, other: number): number => metres(spots[one]!, spots[other]!);

const keyOf = ({ at }: Tour, one: number, other: number): number =>
	Math.min(one, other) * at.length + Math.max(one, other);

function note(tour: Tour, one: number, other: number): void {
	if (way(tour, one, other) > tour.reach) tour.long.set(keyOf(tour, one, other), [one, other]);
}

function findLong(tour: Tour): void {
	const { at } = tour;
	const ways = [...at.subarray(1)].map((to, n) => way(tour, at[n]!, to));
	const sorted = ways.toSorted((a, b) => a - b);
	const reaches = LONG.map((share) => sorted[Math.floor(ways.length * (1 - share))]!);
	const looks = reaches.map((reach) => ways.filter((one) => one > reach).length + around(tour, reach));
	tour.reach = reaches[looks.indexOf(Math.min(...looks))]!;
	tour.long.clear();
	for (const n of ways.keys()) note(tour, at[n]!, at[n + 1]!);
}

/** How many spots are looked at on average within so many metres of one. */
function around({ spots, near }: Tour, reach: number): number {
	let looks = 0;
	for (let n = 0; n < TRIED; n++)
		near.within(spots[Math.floor((n * spots.length) / TRIED)]!, reach, () => {
			looks += 1;
		});
	return looks / TRIED;
}

/** Turns what follows a stop round, up to wherever that makes the tour shorter; answers whether it did. */
function turnAfter(tour: Tour, i: number): boolean {
	let turned = false;
	for (let k = firstGain(tour, i, i + 2); k < tour.at.length; k = firstGain(tour, i, k + 1)) {
		turn(tour, i, k);
		turned = true;
	}
	return turned;
}

/**
 * The first stop, from `from` on, up to which a turn makes the tour shorter. One of both new ways is then shorter than the one that it
 * stands for: from the stop to `k`, or to what follows `k` from what followed the stop. So it is enough to look around both.
 */
function firstGain(tour: Tour, i: number, from: number): number {
	const { at, place, near, spots, long, reach } = tour;
	const [here, next] = [at[i]!, at[i + 1]!];
	let first = at.length;
	const look = (k: number): void => {
		if (k >= from && k < first && gains(tour, i, k)) first = k;
	};
	near.within(spots[here]!, way(tour, here, next), (one) => look(place[one]!));
	near.within(spots[next]!, reach, (one) => look(place[one]! - 1));
	for (const [one, other] of long.values()) look(Math.min(place[one]!, place[other]!));
	return first;
}

function gains(tour: Tour, i: number, k: number): boolean {
	const [here, next, last, end] = [tour.at[i]!, tour.at[i + 1]!, tour.at[k]!, tour.at[k + 1]];
	const now = way(tour, here, next) + (end === undefined ? 0 : way(tour, last, end));
	const then = way(tour, here, last) + (end === undefined ? 0 : way(tour, next, end));
	return then < now - NOTHING;
}

function turn(tour: Tour, i: number, k: number): void {
	const { at, place, long } = tour;
	const [here, next, last, end] = [at[i]!, at[i + 1]!, at[k]!, at[k + 1]];
	long.delete(keyOf(tour, here, next));
	note(tour, here, last);
	if (end !== undefined) {
		long.delete(keyOf(tour, last, end));
		note(tour, next, end);
	}
	at.subarray(i + 1, k + 1).reverse();
	for (let n = i + 1; n <= k; n++) place[at[n]!] = n;
}
