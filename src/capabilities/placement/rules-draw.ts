import { seeded } from '#kernel/seeded.ts';

/** An item to hear and judge, as far as drawing it asks. */
export type Drawable = { id: string; level: 1 | 2 | 3; genuine: boolean; critical: boolean };
/** When each item was heard last, and since when today is. */
export type HeardBefore = { last: ReadonlyMap<string, Date>; since: Date };

/** So many of each level are asked. */
export const EACH = 2;
/** The levels that are asked for, the first before the second. */
const LEVELS = [1, 2] as const;
/** Of one topic at most. */
export const OF_TOPIC = EACH * LEVELS.length;

/**
 * What is nearest to be drawn, the smallest first.
 * | the item                                       | tier |
 * | protects, not heard today                      | 0    |
 * | does not protect, not heard today              | 1    |
 * | heard today: what it was has been told already | 2    |
 */
const tierOf = ({ id, critical }: Drawable, { last, since }: HeardBefore): number =>
	(last.get(id) ?? new Date(0)) >= since ? 2 : critical ? 0 : 1;

/** A pair: never heard before heard long ago, and one of each kind where the same tier has both, so that no habit passes. */
function pairOf(pool: readonly Drawable[], heard: HeardBefore): string[] {
	const at = ({ id }: Drawable): number => heard.last.get(id)?.getTime() ?? 0;
	const ranked = pool.toSorted((a, b) => tierOf(a, heard) - tierOf(b, heard) || at(a) - at(b));
	const [first, ...rest] = ranked;
	if (first === undefined) return [];
	const second = rest[0] && tierOf(rest[0], heard);
	const other = rest.find((one) => one.genuine !== first.genuine && tierOf(one, heard) === second) ?? rest[0];
	return [first.id, ...(other ? [other.id] : [])];
}

/** The items of one topic, two of level one and then two of level two. The same seed draws the same; a neighbour’s draws others. */
export function drawItems(seed: number, pool: readonly Drawable[], heard: HeardBefore): string[] {
	const chance = seeded(seed);
	const mixed = pool
		.map((one) => ({ one, at: chance() }))
		.toSorted((a, b) => a.at - b.at)
		.map(({ one }) => one);
	return LEVELS.flatMap((level) =>
		pairOf(
			mixed.filter((one) => one.level === level),
			heard
		)
	);
}
