import { seeded } from '#kernel/seeded.ts';
import type { PracticeItem } from './scam-shape.ts';
import { practiceItems } from './scams.ts';

type Items = readonly PracticeItem[];

/** What one sitting asks: enough genuine ones that hanging up on all is no way through. */
const [SCAMS, GENUINE] = [3, 2];

const shuffled = (all: Items, chance: () => number): Items =>
	all
		.map((one) => ({ one, at: chance() }))
		.toSorted((a, b) => a.at - b.at)
		.map(({ one }) => one);

/** What is nearest to be drawn, the smallest first; where all are alike the order of the pool stands. */
function ranksOf(one: PracticeItem, drawn: Items, left: Items, seen: readonly string[]): readonly number[] {
	const alike = (others: Items): number => others.filter(({ family }) => family === one.family).length;
	const heard = seen.lastIndexOf(one.id) + 1;
	return [
		// Never heard comes before heard, whatever else.
		Math.sign(heard),
		// Of a family that stands less in this set.
		alike(drawn),
		// Heard longest ago.
		heard,
		// Of the family of which most were never heard, so that none is left over for the end.
		-alike(left.filter(({ id }) => !seen.includes(id)))
	];
}

const compare = (a: readonly number[], b: readonly number[]): number =>
	a.map((rank, n) => rank - b[n]!).find((difference) => difference !== 0) ?? 0;

/** So many more of a pool, one after the other. */
function drawMore(many: number, pool: Items, drawn: Items, seen: readonly string[]): Items {
	if (many === 0) return drawn;
	const left = pool.filter((one) => !drawn.includes(one));
	const ranks = new Map(left.map((one) => [one, ranksOf(one, drawn, left, seen)]));
	const [next] = left.toSorted((a, b) => compare(ranks.get(a)!, ranks.get(b)!));
	return drawMore(many - 1, pool, [...drawn, next!], seen);
}

const orders = (items: Items): readonly Items[] =>
	items.length < 2 ? [items] : items.flatMap((one, n) => orders(items.toSpliced(n, 1)).map((rest) => [one, ...rest]));

const twins = (a: PracticeItem, b: PracticeItem): boolean => a.twin === b.id || b.twin === a.id;
const twinsApart = (items: Items): boolean => items.every((one, n) => n === 0 || !twins(one, items[n - 1]!));

/**
 * Five items to practise next: three scams and two genuine, in no order that could be learnt, no two twins one after the other. The same seed
 * draws the same. `seen` is what was heard before, the oldest first.
 */
export function nextSet(seed: number, seen: readonly string[]): Items {
	const chance = seeded(seed);
	const pool = shuffled(practiceItems, chance);
	const of = (genuine: boolean) => pool.filter((one) => one.genuine === genuine);
	const drawn = drawMore(GENUINE, of(true), drawMore(SCAMS, of(false), [], seen), seen);
	const possible = orders(drawn).filter(twinsApart);
	return possible[Math.floor(chance() * possible.length)]!;
}
