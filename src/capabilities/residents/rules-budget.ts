import { MOST_FOUND } from './rules-search.ts';

/**
 * What a search costs whoever searches, by how many of theirs today led to nobody: somebody of those shown whom they then met stands
 * for two searches, one of which missed. It grows dear and is never
 * refused for good: at a full counter everybody is found. Who has to say why stands on the leader's page (room `oversight`).
 *
 * - `why`: a reason is chosen, and those who were shown read it.
 * - `most`: as many people are shown.
 * - `pause`: seconds after the search before.
 */
export const costs = [
	{ from: 0, why: false, most: MOST_FOUND, pause: 0 },
	{ from: 40, why: true, most: MOST_FOUND, pause: 0 },
	{ from: 100, why: true, most: 3, pause: 10 }
] as const;

/** What the next search costs after so many that led to nobody. */
export const costOf = (idle: number): (typeof costs)[number] => costs.findLast(({ from }) => idle >= from) ?? costs[0];

/** Seconds that are still to wait, none when 0. */
export const secondsLeft = (pause: number, last: Date | null, now: Date): number =>
	last === null ? 0 : Math.min(pause, Math.max(0, Math.ceil(pause - (now.getTime() - last.getTime()) / 1000)));

/** Why somebody is looked for; each is a sentence that the person reads. */
export const searchReasons = ['find-beside', 'find-telephone', 'find-by-list', 'find-register'] as const;
export type SearchReason = (typeof searchReasons)[number];
