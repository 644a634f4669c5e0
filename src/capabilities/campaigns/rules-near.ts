import RBush from 'rbush';
import knn from 'rbush-knn';
import { METRES_A_DEGREE, RADIANS, type Spot } from '#kernel/ground.ts';

/** What is compared with a bound that was worked out otherwise: rounding leaves nobody out. */
const ROUNDING = 1 + 1e-9;

/** A spot by its number in the list, as the tree wants it. */
type Stop = { n: number; minX: number; minY: number; maxX: number; maxY: number };

export type Nearby = {
	/** Is found no more. */
	leave: (n: number) => void;
	/** The nearest that has not left, by degrees, the first in the list where several are; -1 where nobody is left. */
	nearest: (spot: Spot) => number;
	/** Everybody who may be within so many metres of a spot, and some who are not. */
	within: (spot: Spot, metres: number, each: (n: number) => void) => void;
};

const around = ([lon, lat]: Spot, wide: number, high = wide) => ({
	...{ minX: lon - wide, minY: lat - high },
	...{ maxX: lon + wide, maxY: lat + high }
});

/** Who is nearest or near is looked for around a spot alone (an R-tree): it leaves nobody out that going through all of them would find. */
export function nearby(spots: readonly Spot[]): Nearby {
	const stops: Stop[] = spots.map((spot, n) => ({ n, ...around(spot, 0) }));
	const tree = new RBush<Stop>().load(stops);
	const furthest = spots.reduce((most, spot) => Math.max(most, Math.abs(spot[1])), 0);
	/** Metres in a degree of longitude, at least. */
	const narrow = METRES_A_DEGREE * Math.max(1e-9, Math.cos(furthest * RADIANS));
	return {
		leave: (n) => void tree.remove(stops[n]!),
		nearest: (spot) => nearestIn(tree, spot),
		within: (spot, metres, each) => {
			const [wide, high] = [(metres / narrow) * ROUNDING, (metres / METRES_A_DEGREE) * ROUNDING];
			for (const { n } of tree.search(around(spot, wide, high))) each(n);
		}
	};
}

function nearestIn(tree: RBush<Stop>, spot: Spot): number {
	const apart = ({ minX, minY }: Stop): number => (minX - spot[0]) ** 2 + (minY - spot[1]) ** 2;
	const [first] = knn(tree, spot[0], spot[1], 1);
	if (!first) return -1;
	const near = tree.search(around(spot, Math.sqrt(apart(first)) * ROUNDING));
	return near.reduce((best, one) => ((apart(one) - apart(best) || one.n - best.n) < 0 ? one : best), first).n;
}
