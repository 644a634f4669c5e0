import { findPractice, scamFamilies } from '#capabilities/practice/scams.ts';
import { isWell } from '#capabilities/practice/rules-score.ts';
import type { Act } from '#capabilities/practice/scam-shape.ts';

/** How often an item was answered so, in the first or in the last set. */
export type Told = { item: string; act: string; first: boolean; times: number };

/** Fewer answers than this of either kind say nothing of a family. */
const LEAST = 5;

type Sum = { right: number; of: number };
const share = ({ right, of }: Sum): number => Math.round((100 * right) / of);

type Counted = Told & { genuine: boolean };

/** How many of these answers are of one kind in one of both sets, and how many of them refuse what was heard. */
function sumOf(rows: readonly Counted[], genuine: boolean, first: boolean): Sum {
	const these = rows.filter((one) => one.genuine === genuine && one.first === first);
	const times = (list: readonly Counted[]): number => list.reduce((n, one) => n + one.times, 0);
	// A scam that is seen through is answered well; something genuine that is doubted is not.
	return {
		right: times(these.filter(({ act }) => isWell({ genuine, act: act as Act }) !== genuine)),
		of: times(these)
	};
}

function lineOf(family: string, rows: readonly Counted[]) {
	const both = (genuine: boolean) => [sumOf(rows, genuine, true), sumOf(rows, genuine, false)] as const;
	const [seen, doubted] = [both(false), both(true)];
	if ([...seen, ...doubted].some(({ of }) => of < LEAST)) return [];
	const shares = ([first, last]: readonly [Sum, Sum]): [number, number] => [share(first), share(last)];
	return [{ family, seen: shares(seen), doubted: shares(doubted) }];
}

/**
 * Scams that were seen through, and genuine things that were doubted, in a hundred, in the first set and in the last: of all (`all`), and by
 * family, where a family that was heard too little is left out.
 */
export function familiesOf(told: readonly Told[]) {
	const rows = told.flatMap((one): (Counted & { family: string })[] => {
		const item = findPractice(one.item);
		return item ? [{ ...one, genuine: item.genuine, family: item.family }] : [];
	});
	return [
		...lineOf('all', rows),
		...scamFamilies.flatMap(({ id }) =>
			lineOf(
				id,
				rows.filter(({ family }) => family === id)
			)
		)
	];
}
