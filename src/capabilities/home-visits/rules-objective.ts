/** What is counted of a plan. Travel, late, latest, overtime and spread in minutes; undone by weight; the others by number. */
const COUNTED = ['undone', 'travel', 'late', 'latest', 'overtime', 'strange', 'spread', 'moved'] as const;
export type Counted = (typeof COUNTED)[number];
export type Totals = Record<Counted, number>;

export const nothing = (): Totals => ({
	undone: 0,
	travel: 0,
	late: 0,
	latest: 0,
	overtime: 0,
	strange: 0,
	spread: 0,
	moved: 0
});

/** Levels from the first to the last: a lower one only decides where all above are equal. */
export type Objective = readonly Partial<Totals>[];

/** Visits of a commune (visit planning, 3.1): who is left out; windows; road and overtime; known faces and fair days; changes. */
export const VISITS: Objective = [
	{ undone: 1 },
	{ late: 1 },
	{ travel: 1, overtime: 1 },
	{ strange: 60, spread: 1 },
	{ moved: 1 }
];

/** Solomon 1987, the distance; a fleet is made small before (`rules-fleet.ts`). */
export const DISTANCE: Objective = [{ undone: 1 }, { travel: 1 }];

/** Mankowska et al. 2014: a third each of distance, lateness and the largest lateness. */
export const HOME_CARE: Objective = [{ undone: 1 }, { travel: 1 / 3, late: 1 / 3, latest: 1 / 3 }];

export const levelsOf = (objective: Objective, totals: Totals): number[] =>
	objective.map((level) => {
		let sum = 0;
		for (const counted of COUNTED) sum += (level[counted] ?? 0) * totals[counted];
		return sum;
	});

const SAME = 1e-7;

/** Below zero: `a` is better than `b`. What differs is answered, on the first level that differs. */
export function difference(a: readonly number[], b: readonly number[]): { level: number; by: number } {
	for (let level = 0; level < a.length; level++) {
		const by = a[level]! - b[level]!;
		if (by > SAME || by < -SAME) return { level, by };
	}
	return { level: a.length, by: 0 };
}

/** The level on which roads are weighed: above it the search is strict, from there on it may go uphill while it is warm. */
export const roadLevel = (objective: Objective): number => objective.findIndex(({ travel }) => travel !== undefined);

const STEP = 1000;

/** The price of a place in a route as one number: each level weighs a thousand times the next. */
export function priceOf(objective: Objective): Totals {
	const road = roadLevel(objective);
	const price = nothing();
	for (const [level, weights] of objective.entries())
		for (const counted of COUNTED) price[counted] += (weights[counted] ?? 0) * STEP ** (road - level);
	return price;
}
