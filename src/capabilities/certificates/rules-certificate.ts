import { addDays } from '#kernel/day.ts';
import type { Level } from '#capabilities/learning/answers.ts';

/** How somebody stands with one statement of a topic, in days: whose look it rests on, and when something was seen of it last. */
export type Stands = {
	statement: string;
	critical: boolean;
	level: Level | null;
	looked: { by: string; day: string } | null;
	last: string | null;
};

/** A class in which they learned something of the topic. */
export type Taught = {
	run: string;
	whole: boolean;
	trainer: { staff: string; organisation: string };
	assessors: readonly { staff: string; organisation: string }[];
	lessons: number;
	attended: number;
};

/** At least so much of the topic, besides every statement that protects. */
const SHARE = 0.85;
/** A look on a statement that protects says enough for so many days, of any other for so many. */
const DAYS = { critical: 60, other: 180 } as const;

const daysOf = ({ critical }: Pick<Stands, 'critical'>): number => (critical ? DAYS.critical : DAYS.other);

/** Why somebody may not look on: they taught, or somebody of another organisation than the trainer's is there for it. */
export const whyNotAssess = ['trainer', 'organisation'] as const;
export type WhyNotAssess = (typeof whyNotAssess)[number];

const ofOthers = ({ trainer, assessors }: Taught) =>
	assessors.filter(({ staff, organisation }) => staff !== trainer.staff && organisation !== trainer.organisation);

/**
 * Whether somebody may say of a learner what they can do, over all classes in which they learned the topic.
 * | taught one of them | one of them has an assessor of another organisation | may                    |
 * | yes                | any                                                 | no                     |
 * | no                 | no                                                  | yes                    |
 * | no                 | yes                                                 | only as one of those   |
 */
export function mayAssess(staff: string, classes: readonly Taught[]): WhyNotAssess | null {
	if (classes.some(({ trainer }) => trainer.staff === staff)) return 'trainer';
	const barred = classes
		.map(ofOthers)
		.some((others) => others.length > 0 && !others.some((one) => one.staff === staff));
	return barred ? 'organisation' : null;
}

/** Whether a statement counts: done alone, seen by somebody who may say so, and not too long ago. */
function counts(one: Stands, classes: readonly Taught[], today: string): boolean {
	if (one.level === null || one.level < 2 || one.looked === null) return false;
	return mayAssess(one.looked.by, classes) === null && addDays(one.looked.day, daysOf(one)) > today;
}

export type Ready = {
	may: WhyNotAssess | null;
	/** Statements that protect and do not count yet: nothing makes up for one. */
	critical: readonly string[];
	/** The others that do not count yet; up to `of - needs` of them may be missing. */
	others: readonly string[];
	held: readonly Stands[];
	needs: number;
	of: number;
	ready: boolean;
};

/** Whether a certificate can be given by somebody today, and what is missing. Nothing is averaged where a statement protects. */
export function readyFor(stands: readonly Stands[], classes: readonly Taught[], giver: string, today: string): Ready {
	const held = stands.filter((one) => counts(one, classes, today));
	const missing = stands.filter((one) => !held.includes(one));
	const [critical, others] = [missing.filter((one) => one.critical), missing.filter((one) => !one.critical)];
	const [of, may] = [stands.length, mayAssess(giver, classes)];
	const needs = Math.ceil(SHARE * of);
	return {
		...{ may, held, needs, of },
		critical: critical.map(({ statement }) => statement),
		others: others.map(({ statement }) => statement),
		ready: may === null && critical.length === 0 && of > 0 && held.length >= needs
	};
}

/** The class by which it is given: of this topic alone, and they were in four of six lessons of it. Without one they showed it without a class. */
export const attendedClass = <T extends Taught>(classes: readonly T[]): T | null =>
	classes
		.filter(({ whole, attended, lessons }) => whole && attended * 6 >= lessons * 4)
		.toSorted((a, b) => b.attended - a.attended)[0] ?? null;

const earliest = (days: readonly string[]): string => days.toSorted()[0]!;

/**
 * From which day on whoever holds it should practise again: the first day on which one of its statements was seen too long ago, or was lost.
 * Seen again, it is that much later. It never expires.
 */
export const refreshFrom = (held: readonly Stands[]): string =>
	earliest(
		held.flatMap((one) => {
			const fades = one.looked === null ? [] : [addDays(one.looked.day, daysOf(one))];
			const isLost = one.level === null || one.level < 2;
			return isLost ? [...fades, one.last ?? one.looked?.day ?? '0001-01-01'] : fades;
		})
	);

export const standings = ['stands', 'to-refresh', 'taken-back'] as const;
export type CertificateStanding = (typeof standings)[number];

/** How a certificate stands on a day. */
export const standingOn = (
	{ refreshFrom: from, takenBack }: { refreshFrom: string; takenBack: boolean },
	today: string
): CertificateStanding => (takenBack ? 'taken-back' : from <= today ? 'to-refresh' : 'stands');
