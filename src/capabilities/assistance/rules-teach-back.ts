/** What somebody said back after they were shown something: all that matters, with a hint, or not yet. */
export const saidBack = ['full', 'hint', 'no'] as const;
export type SaidBack = (typeof saidBack)[number];
/** How much help they needed when they did it again: none, a word, a finger that points, or it was done for them. */
export const doneAgain = ['none', 'hint', 'pointing', 'doing'] as const;
export type DoneAgain = (typeof doneAgain)[number];

/**
 * How it went, by what was seen and not by what somebody remembers.
 * | said back | help when doing it again | how        |
 * | any       | it was done for them     | done-for   |
 * | not yet   | any other                | unfinished |
 * | all       | none                     | self       |
 * | else      | else                     | guided     |
 */
export function howShown(said: SaidBack, did: DoneAgain): 'self' | 'guided' | 'done-for' | 'unfinished' {
	if (did === 'doing') return 'done-for';
	if (said === 'no') return 'unfinished';
	return said === 'full' && did === 'none' ? 'self' : 'guided';
}
