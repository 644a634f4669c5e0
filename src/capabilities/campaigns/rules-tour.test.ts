import fc from 'fast-check';
import { expect, test } from 'vitest';
import { metres, type Spot } from '#kernel/ground.ts';
import { atOnce } from '#kernel/steps.ts';
import { nearby } from './rules-near.ts';
import { touring } from './rules-tour.ts';

// A tour is the one that is found by going through all doors from each: only those that cannot matter are left out.

/** Always to the nearest that is left, and parts of it turned round wherever that makes it shorter. */
function plainly(spots: readonly Spot[]): number {
	const left = spots.toSorted(([a, b], [c, d]) => a - c || b - d);
	const tour = left.splice(0, 1);
	while (left.length > 0) {
		const [lon, lat] = tour.at(-1)!;
		let [nearest, best] = [0, Infinity];
		for (const [n, [x, y]] of left.entries()) {
			const apart = (x - lon) ** 2 + (y - lat) ** 2;
			if (apart < best) [nearest, best] = [n, apart];
		}
		tour.push(...left.splice(nearest, 1));
	}
	let turned = true;
	for (let pass = 0; pass < 8 && turned; pass++) {
		turned = false;
		for (let i = 0; i < tour.length - 2; i++)
			for (let k = i + 2; k < tour.length; k++) {
				const end = tour[k + 1];
				const now = metres(tour[i]!, tour[i + 1]!) + (end ? metres(tour[k]!, end) : 0);
				const then = metres(tour[i]!, tour[k]!) + (end ? metres(tour[i + 1]!, end) : 0);
				if (then >= now - 1e-6) continue;
				tour.splice(i + 1, k - i, ...tour.slice(i + 1, k + 1).toReversed());
				turned = true;
			}
	}
	return tour.slice(1).reduce((sum, spot, n) => sum + metres(tour[n]!, spot), 0);
}

const degrees = (from: number, wide: number, steps: number) =>
	fc.integer({ min: 0, max: steps }).map((n) => from + (wide * n) / steps);
/** Anywhere; on a few spots over and over; along one road; and some far away from all others. */
const ground: fc.Arbitrary<Spot> = fc.tuple(degrees(105.7, 0.02, 1e6), degrees(19.6, 0.02, 1e6));
const village: fc.Arbitrary<Spot> = fc.tuple(degrees(105.7, 0.01, 9), degrees(19.6, 0.005, 9));
const road: fc.Arbitrary<Spot> = fc.tuple(degrees(105.7, 0.02, 1e6), fc.constant(19.6));
const far: fc.Arbitrary<Spot> = fc.tuple(degrees(104, 3, 1e6), degrees(18, 3, 1e6));
const spots = fc.oneof(
	...[ground, village, road, fc.oneof({ arbitrary: ground, weight: 9 }, { arbitrary: far, weight: 1 })].map((one) =>
		fc.array(one, { maxLength: 130, size: 'max' })
	)
);

/** Doors of one spot are one stop. */
const stopsOf = (some: readonly Spot[]): Spot[] => [...new Map(some.map((one) => [one.join(' '), one])).values()];

test('a tour is as long as the one that goes through all stops from each', () => {
	fc.assert(
		fc.property(spots, (some) => {
			expect(atOnce(touring(some))).toBe(plainly(stopsOf(some)));
		}),
		{ numRuns: 250 }
	);
});

test('a tower of thousands of doors is one stop: no more is gone through than without it', () => {
	const lane = Array.from({ length: 400 }, (_, n): Spot => [105.7 + (n % 20) / 1000, 19.6 + Math.floor(n / 20) / 1000]);
	const tower = Array.from({ length: 4000 }, (): Spot => [105.7, 19.6]);
	const steps = (some: readonly Spot[]) => [...touring(some)].length;
	expect(steps([...tower, ...lane])).toBe(steps(lane));
	expect(atOnce(touring([...tower, ...lane]))).toBe(atOnce(touring(lane)));
});

test('the nearest is the nearest of all that are left, and everybody within some metres is among those that are near', () => {
	fc.assert(
		fc.property(spots, fc.integer({ min: 0, max: 200_000 }), fc.nat(), (some, most, many) => {
			fc.pre(some.length > 1);
			const near = nearby(some);
			const within = new Set<number>();
			near.within(some[0]!, most, (n) => within.add(n));
			for (const [n, spot] of some.entries()) if (metres(some[0]!, spot) <= most) expect(within).toContain(n);
			const left = new Map(some.entries());
			for (let n = 0; n <= many % some.length; n++) {
				left.delete(n);
				near.leave(n);
				const [lon, lat] = some[n]!;
				let [nearest, best] = [-1, Infinity];
				for (const [m, [x, y]] of left)
					if ((x - lon) ** 2 + (y - lat) ** 2 < best) [nearest, best] = [m, (x - lon) ** 2 + (y - lat) ** 2];
				expect(near.nearest(some[n]!)).toBe(nearest);
			}
		}),
		{ numRuns: 150 }
	);
});
