import type { NeedKind, Plan } from '#capabilities/assistance/need.ts';
import type { Topic } from '#capabilities/assistance/topics.ts';

/** Needs that a class can meet. */
export const classNeeds = ['learn', 'safety-online'] as const;
export type ClassNeed = (typeof classNeeds)[number];
export const isClassNeed = (kind: NeedKind): kind is ClassNeed => classNeeds.some((one) => one === kind);

/**
 * How well a class fits a need, the least first; null where it does not.
 * | need          | class                | fits                   |
 * | learn         | for beginners        | first                  |
 * | learn         | any other            | after those            |
 * | safety-online | protecting oneself   | first                  |
 * | safety-online | any other            | not at all             |
 */
export function fitsNeed(kind: ClassNeed, template: { id: string; topic: Topic | null }): 0 | 1 | null {
	if (kind === 'safety-online') return template.topic === 'self-protection' ? 0 : null;
	return template.id === 'beginners' ? 0 : 1;
}

type Promised = { plan: Plan | null; promisedOn: string | null };

/** What a need is promised by a place: its first lesson. Who waits is promised no day, and keeps what was promised them before (null). */
export function promiseOf(state: 'taken' | 'waiting', firstDay: string, had: Promised): Promised | null {
	if (state === 'taken') return { plan: 'class', promisedOn: firstDay };
	return had.plan === null ? { plan: 'class', promisedOn: null } : null;
}

type Offers = { has: readonly unknown[]; fits: readonly { gets: 'taken' | 'waiting' }[] };

/** What is offered by one key: the first that fits and has a free place; nothing beside a place that they have. Null where there is neither. */
export function oneOffer<T extends Offers>(of: T): T | null {
	const first = of.fits.find(({ gets }) => gets === 'taken');
	if (of.has.length > 0) return { ...of, fits: [] };
	return first ? { ...of, fits: [first] } : null;
}
