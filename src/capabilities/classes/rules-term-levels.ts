import type { Laid } from './rules-term-ways.ts';
import type { Placing } from './rules-term-held.ts';

/**
 * What is best of a term. A lower line decides only where all above are equal; each is the smaller the better.
 * | level       | counted                                                                                       |
 * | left out    | classes without a place                                                                       |
 * | passed over | days that those who were left out have waited already                                         |
 * | wait        | learners × days from the first possible day to the last lesson; left out: to the end and a day |
 * | given up    | days of the week of a class that it had to give up before its last lesson                     |
 * | uneven      | lessons of each organisation, squared: evenly shared is least                                 |
 * The last lesson is counted and not the first: somebody who waits for a class can do the thing once it is over, and a class that begins
 * early and drags on has served nobody.
 */
export type Levels = readonly [leftOut: number, passedOver: number, wait: number, givenUp: number, uneven: number];

/** On this level a search may go uphill for a while; above it never. */
export const WAIT = 2;

export function levelsOf(classes: readonly Laid[], placings: readonly (Placing | null)[]): Levels {
	let [leftOut, passedOver, wait, givenUp] = [0, 0, 0, 0];
	const shares = new Map<string, number>();
	for (const [n, { wanted, from, until }] of classes.entries()) {
		const placing = placings[n];
		wait += wanted.learners * ((placing ? placing.last : until + 1) - from);
		givenUp += placing?.given.length ?? 0;
		if (!placing) {
			leftOut++;
			passedOver += wanted.waiting;
			continue;
		}
		const { organisation } = placing.way.trainer;
		shares.set(organisation, (shares.get(organisation) ?? 0) + wanted.lessons);
	}
	const uneven = [...shares.values()].reduce((sum, lessons) => sum + lessons ** 2, 0);
	return [leftOut, passedOver, wait, givenUp, uneven];
}

/** Below zero: `a` is better than `b`. What differs is answered, on the first level that differs. */
export function difference(a: Levels, b: Levels): { level: number; by: number } {
	const level = a.findIndex((one, n) => one !== b[n]);
	return level < 0 ? { level: a.length, by: 0 } : { level, by: a[level]! - b[level]! };
}
