import type { NeedKind } from '#capabilities/assistance/need.ts';

export const topics = ['public-services', 'shopping-payment', 'self-protection', 'e-id', 'medical-booking'] as const;
export type Topic = (typeof topics)[number];

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
export const SMALL = 5;

/** A group as it may be told: how many households have one of it, and at how many of them somebody was met; null where too few. */
export const told = <G extends { have: number; met: number }>(group: G): G & { hidden: boolean } =>
	group.have > 0 && group.have < SMALL ? { ...group, have: 0, met: 0, hidden: true } : { ...group, hidden: false };

/** How a campaign stands on a day: days gone and left, and how much of its time is over, 0 to 1. */
export function daysOf(from: string, to: string, today: string): { gone: number; left: number; part: number } {
	const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
	const all = day(to) - day(from) + 1;
	const gone = Math.min(all, Math.max(0, day(today) - day(from) + 1));
	return { gone, left: all - gone, part: gone / all };
}

/** The same of a topic: where fewer than five are meant, neither they nor what came of it is told. */
export const aimTold = <A extends { meant: number; shown: number; able: number }>(aim: A): A & { hidden: boolean } =>
	aim.meant > 0 && aim.meant < SMALL
		? { ...aim, meant: 0, shown: 0, able: 0, hidden: true }
		: { ...aim, hidden: false };
