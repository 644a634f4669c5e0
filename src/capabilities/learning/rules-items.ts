import { addDays } from '#kernel/day.ts';
import type { Judgement } from './frame-shape.ts';

/** What somebody has to look at: written long ago, answered by all or by none, or telling nobody apart. */
export const itemFlags = ['stale', 'easy', 'hard', 'blunt'] as const;
type ItemFlag = (typeof itemFlags)[number];

/** What scams look like changes; after so many days somebody has to have read it anew. */
const STALE_DAYS = 180;
/** Fewer answers say nothing yet. */
const FEW = 20;
const [EASY, HARD, BLUNT] = [0.95, 0.25, 0.15];

/**
 * | what                                               | flag  |
 * | of self-protection and older than 180 days         | stale |
 * | of twenty people, 95 in a hundred right or more    | easy  |
 * | of twenty people, 25 in a hundred right or fewer   | hard  |
 * | of twenty people, goes with the rest by under 0.15 | blunt |
 */
export function flagsOf(
	{ id, written }: Pick<Judgement, 'id' | 'written'>,
	{ people, right, fits }: { people: number; right: number; fits: number | null },
	today: string
): ItemFlag[] {
	const many = people >= FEW;
	return [
		...(id.startsWith('T3.') && addDays(written, STALE_DAYS) < today ? (['stale'] as const) : []),
		...(many && right / people >= EASY ? (['easy'] as const) : []),
		...(many && right / people <= HARD ? (['hard'] as const) : []),
		...(many && fits !== null && fits < BLUNT ? (['blunt'] as const) : [])
	];
}
