import type { Level, Seen } from './answers.ts';

/** How often somebody was helped while they did it: by a word, by a finger, by a hand. */
export type Prompts = { hints: number; points: number; doings: number };

/**
 * The highest level that what was seen leaves open. Prompts are counted and not remembered, and a step that protects is made up for by none.
 * | seen                                                  | at most |
 * | something was done for them, or a safe step was not   | 0       |
 * | a word, a finger, or a step not by themselves         | 1       |
 * | all by themselves                                     | 3       |
 */
export function highestLevel(prompts: Prompts, steps: readonly { seen: Seen; safe: boolean }[]): Level {
	if (prompts.doings > 0 || steps.some(({ seen, safe }) => safe && seen === 'not')) return 0;
	if (prompts.hints + prompts.points > 0 || steps.some(({ seen }) => seen !== 'self')) return 1;
	return 3;
}
