import { timeOf } from '#kernel/day.ts';

/**
 * What in the visits of one volunteer's day is put to them as a question, and from how much on. None of it is wrong by itself: whoever
 * writes in a notebook because the battery is dead types it all in the evening. They are asked, that is all.
 *
 * - `fast`: meetings that ended within so many minutes of each other. A meeting takes some ten minutes (`field/rules-budget`); twelve in ten are no walk.
 * - `night`: visits of any kind that ended at night. One or two are a promise that was kept late.
 * - `same`: meetings in a row at which the same was shown and went the same way. Nothing shown is no answer and does not count.
 * - `nobody-home`: every door of a lane found empty, within so many minutes. A short lane is often empty.
 * - `no-needs`: meetings in a row at which nobody needed anything, neither what was told then nor what was open before.
 */
export const limits = {
	fast: { least: 12, minutes: 10 },
	night: { least: 3, from: '21:00', until: '05:00' },
	same: { least: 10 },
	'nobody-home': { least: 8, minutes: 10 },
	'no-needs': { least: 20 }
} as const;

export const patternKinds = ['fast', 'night', 'same', 'nobody-home', 'no-needs'] as const;
export type PatternKind = (typeof patternKinds)[number];

/** A visit as far as patterns are looked for in it. */
export type VisitFact = {
	visit: string;
	household: string;
	outcome: 'met' | 'not-home' | 'not-now' | 'moved-away';
	endedAt: Date;
	/** What was shown and how it went, in one order; empty where nothing was. */
	shown: string;
	/** Somebody who was met needs something. */
	needs: boolean;
	lane: number | null;
	/** How many doors that lane has. */
	laneDoors: number;
};

/** Which visits make a pattern, in the order of the day; none where there is none. */
type Finds = (visits: readonly VisitFact[]) => readonly VisitFact[];

const minutesOf = (visits: readonly VisitFact[]): number =>
	visits.length === 0 ? 0 : (visits.at(-1)!.endedAt.getTime() - visits[0]!.endedAt.getTime()) / 60_000;

const met = (visits: readonly VisitFact[]): VisitFact[] => visits.filter(({ outcome }) => outcome === 'met');

/** Every visit that is one of so many within so many minutes. */
function crowded(visits: readonly VisitFact[], { least, minutes }: { least: number; minutes: number }): VisitFact[] {
	const found = new Set<VisitFact>();
	for (let from = 0; from + least <= visits.length; from++) {
		const some = visits.slice(from, from + least);
		if (minutesOf(some) <= minutes) for (const one of some) found.add(one);
	}
	return [...found];
}

/** Visits of every unbroken row of at least so many that are alike; what has no likeness (null) ends a row. */
function rows(visits: readonly VisitFact[], least: number, like: (one: VisitFact) => string | null): VisitFact[] {
	const all: VisitFact[][] = [];
	let before: string | null = null;
	for (const one of visits) {
		const now = like(one);
		if (now !== null && now === before) all.at(-1)!.push(one);
		else all.push(now === null ? [] : [one]);
		before = now;
	}
	return all.filter(({ length }) => length >= least).flat();
}

const isNight = ({ endedAt }: VisitFact): boolean => {
	const time = timeOf(endedAt);
	return time >= limits.night.from || time < limits.night.until;
};

/** Lanes at which every visit of the day found nobody, and each of whose doors was tried. */
function emptyLanes(visits: readonly VisitFact[]): VisitFact[] {
	const { least, minutes } = limits['nobody-home'];
	const lanes = Map.groupBy(
		visits.filter(({ lane }) => lane !== null),
		({ lane }) => lane
	);
	return [...lanes.values()].flatMap((lane) => {
		const doors = new Set(lane.map(({ household }) => household)).size;
		const empty = lane.every(({ outcome }) => outcome === 'not-home');
		return empty && doors >= least && doors >= lane[0]!.laneDoors && minutesOf(lane) <= minutes ? lane : [];
	});
}

const table: Record<PatternKind, Finds> = {
	fast: (visits) => crowded(met(visits), limits.fast),
	night: (visits) => {
		const late = visits.filter(isNight);
		return late.length >= limits.night.least ? late : [];
	},
	same: (visits) => rows(met(visits), limits.same.least, ({ shown }) => shown || null),
	'nobody-home': emptyLanes,
	'no-needs': (visits) => rows(met(visits), limits['no-needs'].least, ({ needs }) => (needs ? null : 'none'))
};

export type FoundPattern = { kind: PatternKind; visits: string[]; households: string[]; from: Date; minutes: number };

/** What is to be asked about in the visits of one volunteer's day, whatever order they came in. */
export function findPatterns(visits: readonly VisitFact[]): FoundPattern[] {
	const inOrder = visits.toSorted(
		(a, b) => a.endedAt.getTime() - b.endedAt.getTime() || a.visit.localeCompare(b.visit)
	);
	return patternKinds.flatMap((kind) => {
		const found = table[kind](inOrder);
		if (found.length === 0) return [];
		return [
			{
				kind,
				visits: found.map(({ visit }) => visit),
				households: found.map(({ household }) => household),
				from: found[0]!.endedAt,
				minutes: Math.ceil(minutesOf(found))
			}
		];
	});
}

/** So long only whoever was asked reads what about; then whoever leads there does too. */
export const ASKED_DAYS = 2;

export const verdicts = ['stands', 'not-counted'] as const;
/** Why visits are not counted: whoever leads says one of these, and what they know. */
export const reasons = ['not-met', 'wrong-door', 'twice', 'practice', 'unanswered', 'other'] as const;
export type PatternReason = (typeof reasons)[number];

/** How a question stands. */
export type PatternState = 'asked' | 'answered' | 'stands' | 'not-counted';
export const stateOf = (row: { answeredAt: Date | null; verdict: 'stands' | 'not-counted' | null }): PatternState =>
	row.verdict ?? (row.answeredAt === null ? 'asked' : 'answered');
