import { dayOf } from '#kernel/day.ts';
import { nextBooster } from './rules-boosters.ts';
import { bandOf, countsOf, isWell, type Answer } from './rules-score.ts';
import { nextSet } from './rules-set.ts';
import type { Act, Band, PracticeItem } from './scam-shape.ts';
import { findPractice } from './scams.ts';

/** One answer of somebody: to which item of which of their sets, what they did, and when. */
export type Tried = { set: number; item: string; act: Act; at: Date };
type All = readonly Tried[];

/** How many items a set has; `nextSet` draws so many, and a set of so many is kept as whole (`keep_practice_sets`). */
export const SET = 5;

/** A person's seed of a set: the same on each of their screens, and another than their neighbour's. */
const seedOf = (person: string, set: number): number => (parseInt(person.slice(0, 8), 16) + set * 7919) >>> 0;

const lastSet = (tried: All): number => Math.max(0, ...tried.map(({ set }) => set));
const ofSet = (tried: All, set: number): All => tried.filter((one) => one.set === set);

/** The set that runs, or the one that begins now: which of theirs it is, what comes next, and how many of it were answered. */
export function runningSet(person: string, tried: All): { set: number; next: PracticeItem; answered: number } {
	const last = lastSet(tried);
	const set = last > 0 && ofSet(tried, last).length < SET ? last : last + 1;
	const heard = ofSet(tried, set).map(({ item }) => item);
	const before = tried.filter((one) => one.set < set).map(({ item }) => item);
	const next = nextSet(seedOf(person, set), before).find(({ id }) => !heard.includes(id))!;
	return { set, next, answered: heard.length };
}

/** What was answered last to an item in the set that was worked on last; undefined where it was not. */
export const lastTried = <T extends Tried>(tried: readonly T[], item: string): T | undefined =>
	tried.findLast((one) => one.item === item && one.set === lastSet(tried));

/** What may be done at a turn: to follow only once all was heard. None at a turn that the item does not have. */
export function choicesAt(item: PracticeItem, turn: number): PracticeItem['choices'] {
	const last = item.turns.length;
	if (turn > last || (item.medium === 'message' && turn < last)) return [];
	return turn === last ? item.choices : item.choices.filter(({ act }) => act !== 'follow');
}

type Judged = Tried & Answer & { family: PracticeItem['family'] };

/** Answers to items that still stand, with what those are. */
const judged = (tried: All): Judged[] =>
	tried.flatMap((one) => {
		const item = findPractice(one.item);
		return item ? [{ ...one, genuine: item.genuine, family: item.family }] : [];
	});

/** Four sets back: what was answered before says little of how somebody judges now. */
const RECENT = 4 * SET;

export const bandNow = (tried: All): Band => bandOf(countsOf(judged(tried).slice(-RECENT)));

const FAMILIES = 3;

/** Families to hear next: of which the last answer was mistaken, the latest first. */
export function familiesNext(tried: All): PracticeItem['family'][] {
	const last = new Map<PracticeItem['family'], boolean>();
	for (const one of judged(tried).toReversed()) if (!last.has(one.family)) last.set(one.family, isWell(one));
	return [...last]
		.filter(([, well]) => !well)
		.slice(0, FAMILIES)
		.map(([family]) => family);
}

/** One of five may be mistaken. */
const MISTAKEN = 1;

/**
 * The day on which practice comes again; null before the first whole set. A set that went well before its day moves nothing, so that eight sets
 * in one afternoon are no sixty days; one that did not go well counts whenever it was.
 */
export function boosterNow(tried: All): string | null {
	let due: { step: number; on: string } | null = null;
	for (const all of Map.groupBy(judged(tried), ({ set }) => set).values()) {
		if (all.length < SET) continue;
		const day = dayOf(all.at(-1)!.at);
		const well = all.filter((one) => !isWell(one)).length <= MISTAKEN;
		if (!due || !well || day >= due.on) due = nextBooster(due?.step ?? null, well, day);
	}
	return due?.on ?? null;
}
