import type { NeedKind } from '#capabilities/assistance/need.ts';
import type { Topic } from '#capabilities/assistance/topics.ts';

/** For whom something is shown at doors: every household, or those where somebody of them lives. `in-need`: with an open need of it. */
export const whoms = ['everyone', 'sixty', 'seventy-five', 'alone', 'in-need'] as const;
export type Whom = (typeof whoms)[number];

/** Which needs a topic answers. */
export const needsOf: Record<Topic, readonly NeedKind[]> = {
	'public-services': ['online-service', 'papers', 'social-pension'],
	'shopping-payment': ['pension-account', 'phone'],
	'self-protection': ['safety-online'],
	'e-id': ['e-id', 'id-card', 'sim'],
	'medical-booking': ['health']
};

/** Groups whose reach is told; a group of fewer households than this is not named (`metrics` 7.1). */
export const groups = ['seventy-five', 'alone', 'companion'] as const;
const SMALL = 5;

/**
 * Counts of households as they may be told, the first being how many there are in all: where these are too few, nothing of them is told
 * (`hidden`, every count 0).
 */
export function told<C extends Record<string, number>>(counts: C): C & { hidden: boolean } {
	const [all = 0] = Object.values(counts);
	const hidden = all > 0 && all < SMALL;
	return { ...(hidden ? (Object.fromEntries(Object.keys(counts).map((key) => [key, 0])) as C) : counts), hidden };
}

/** How a campaign stands on a day: days gone and left, and how much of its time is over, 0 to 1. */
export function daysOf(from: string, to: string, today: string): { gone: number; left: number; part: number } {
	const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
	const all = day(to) - day(from) + 1;
	const gone = Math.min(all, Math.max(0, day(today) - day(from) + 1));
	return { gone, left: all - gone, part: gone / all };
}
