import type { InLine } from './answers.ts';

/**
 * Why the first of a line goes before somebody who came earlier. `urgent`: a person decided so. `early`: with the head start
 * they count as come before. `turns`: somebody has waited to the cap, so that those with a head start and those without take turns.
 */
export type Why = { kind: 'urgent' | 'early' | 'turns'; first: InLine; other: InLine };

/** The question that people really ask; null where nobody is overtaken. */
export function whyFirst(line: readonly InLine[]): Why | null {
	const [first] = line;
	const other = line.find((one) => first && one.arrivedAt < first.arrivedAt);
	if (!first || !other) return null;
	if (first.priority === 'urgent' && first.confirmed) return { kind: 'urgent', first, other };
	return { kind: first.countsFrom <= other.countsFrom ? 'early' : 'turns', first, other };
}
