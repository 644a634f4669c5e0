import type { How, Marks } from './answers.ts';

/** Who typed an answer: the resident, the guide, a program in somebody's name; or it was read from a card or taken from the register. */
export const provenances = ['resident', 'guide', 'card', 'register', 'program'] as const;
export type Provenance = (typeof provenances)[number];

/**
 * One table turns the marks into how it was done. Card and register count for nobody: they are typed by no one.
 * | share typed by the resident of what hands typed | how      |
 * | all, and at least one                           | self     |
 * | a third or more                                 | guided   |
 * | less, or nothing was typed                      | done-for |
 */
export function howDone({ resident, guide, program = 0 }: Pick<Marks, 'resident' | 'guide'> & Partial<Marks>): How {
	const others = guide + program;
	if (resident > 0 && others === 0) return 'self';
	return resident * 3 >= resident + others && resident > 0 ? 'guided' : 'done-for';
}

export const countMarks = (marks: readonly Provenance[]): Marks => {
	const counted: Marks = { resident: 0, guide: 0, card: 0, register: 0, program: 0 };
	for (const mark of marks) counted[mark]++;
	return counted;
};

/** Whose hands are on the keyboard decides the mark; no form can say it. */
export const markOf = (kind: string, hands: 'guide' | 'desk' | 'screen' | null): 'resident' | 'guide' => {
	if (kind === 'resident' || kind === 'device') return 'resident';
	return hands === 'desk' ? 'resident' : 'guide';
};
