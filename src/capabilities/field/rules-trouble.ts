import type { Result } from './protocol.ts';

/** Who has to act before a word stands: whoever said it, nobody (it goes by itself), somebody else; or it stands already. */
export type Standing = 'mine' | 'held' | 'others' | 'queue' | 'moved' | 'arrived';

/** A word as a phone keeps it: photos go `later` and lie there once they are `laid`; what is in a `box` lies before a person. */
type Line = { status: 'waiting' | 'later' | 'laid' | 'done' | 'box'; result: Result | null };

/**
 * Where a word of this phone stands. One that was refused is said anew by whoever said it; one that waits for a word of somebody else
 * goes once that has arrived; of two that differ whoever leads decides; what was handed on lies with whoever goes there now.
 */
export function standingOf({ status, result }: Line): Standing {
	if (status === 'box') return 'mine';
	if (status !== 'done') return result === 'held' ? 'held' : 'queue';
	if (result === 'conflict') return 'others';
	return result === 'rerouted' ? 'moved' : 'arrived';
}

/** What is asked of people, in the order in which they can do something about it. */
export const asked = ['mine', 'held', 'others'] as const satisfies readonly Standing[];

/** Words by where they stand; each in the order in which it came. */
export function sortedOut<L extends Line>(lines: readonly L[]): Record<Standing, L[]> {
	const sorted: Record<Standing, L[]> = { mine: [], held: [], others: [], queue: [], moved: [], arrived: [] };
	for (const line of lines) sorted[standingOf(line)].push(line);
	return sorted;
}

/** How many words there are of each command, in the order in which the first was said. */
export function countsOf(lines: readonly { command: string }[]): { command: string; count: number }[] {
	const counts = new Map<string, number>();
	for (const { command } of lines) counts.set(command, (counts.get(command) ?? 0) + 1);
	return [...counts].map(([command, count]) => ({ command, count }));
}
