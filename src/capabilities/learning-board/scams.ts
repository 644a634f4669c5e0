import { findPractice, scamFamilies } from '#capabilities/practice/scams.ts';
import { isWell } from '#capabilities/practice/rules-score.ts';
import type { Act } from '#capabilities/practice/scam-shape.ts';

/** How often an item was answered so, in the first or in the last set. */
export type Told = { item: string; act: string; first: boolean; times: number; people: number };

/** Fewer answers than this of either kind say nothing of a family. */
const LEAST = 5;

type Sum = { right: number; of: number };
const share = ({ right, of }: Sum): number => Math.round((100 * right) / of);

/** Scams that were seen through, and genuine things that were doubted, in a hundred, in the first set and in the last, by family; a family that was heard too little is left out. */
export function familiesOf(told: readonly Told[]) {
	return scamFamilies.flatMap(({ id }) => {
		const rows = told.flatMap((one) => {
			const item = findPractice(one.item);
			return item?.family === id ? [{ ...one, genuine: item.genuine }] : [];
		});
		const sum = (genuine: boolean, first: boolean): Sum => {
			const these = rows.filter((one) => one.genuine === genuine && one.first === first);
			const right = these.filter(({ act }) => isWell({ genuine, act: act as Act }) !== genuine);
			const times = (list: typeof these): number => list.reduce((n, one) => n + one.times, 0);
			return { right: times(right), of: times(these) };
		};
		const [seen, doubted] = [
			[sum(false, true), sum(false, false)],
			[sum(true, true), sum(true, false)]
		] as const;
		if ([...seen, ...doubted].some(({ of }) => of < LEAST)) return [];
		return [
			{
				family: id,
				people: Math.max(...rows.map(({ people }) => people)),
				seen: [share(seen[0]), share(seen[1])] as [number, number],
				doubted: [share(doubted[0]), share(doubted[1])] as [number, number]
			}
		];
	});
}
