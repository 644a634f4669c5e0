import type { Topic } from '#capabilities/assistance/topics.ts';
import { addDays } from '#kernel/day.ts';
import type { ClassNeed } from './rules-for-need.ts';

// What a class taught and somebody does not do alone afterwards.

/** So many days after its last lesson a class is looked at: until then it is tried at home, and somebody of another organisation looks on. */
const AFTER = 14;
/** One that ended longer ago is not looked at any more: what it left is asked about by telephone. */
const WITHIN = 60;

/** The days between which the last lesson of a class lies that is looked at today (`yyyy-mm-dd`). */
export const lookedAt = (today: string): { since: string; until: string } => ({
	since: addDays(today, -WITHIN),
	until: addDays(today, -AFTER)
});

type Gap = { topic: Topic; critical: boolean };

/**
 * What is needed by whoever does not do something alone that they were taught: one of each at most.
 * | not done alone                        | need          |
 * | what protects, of protecting oneself  | safety-online |
 * | anything else                         | learn         |
 */
export const needsOfGaps = (gaps: readonly Gap[]): readonly ClassNeed[] => {
	const protects = ({ topic, critical }: Gap): boolean => topic === 'self-protection' && critical;
	return [
		...(gaps.some(protects) ? (['safety-online'] as const) : []),
		...(gaps.some((gap) => !protects(gap)) ? (['learn'] as const) : [])
	];
};
