import type { FollowUpAnswer, NeedKind } from '#capabilities/assistance/need.ts';
import type { RecallOutcome } from './answers.ts';

/** What somebody does who does alone what a need was about. Nothing of it protects: that is seen, and never only said. */
const ofNeeds: Partial<Record<NeedKind, readonly string[]>> = {
	'e-id': ['T4.1'],
	'online-service': ['T1.5', 'T1.6'],
	health: ['T5.3']
};
export const statementsOfNeed = (kind: NeedKind): readonly string[] => ofNeeds[kind] ?? [];

/**
 * | said                    | what it is |
 * | alone                   | a recall   |
 * | with help               | a lapse    |
 * | not tried, not reached  | nothing    |
 */
export const outcomeOf = (answer: FollowUpAnswer): RecallOutcome | null =>
	answer === 'alone' ? 'remembered' : answer === 'with-help' ? 'not-yet' : null;
