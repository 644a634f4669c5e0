import type { Span } from './rules-problem.ts';

// Minutes of a plan run from the midnight with which its first day begins: 8:00 of the second day is 1440 + 480.

export const DAY = 24 * 60;
/** From this minute of a day on nobody goes alone. */
const EVENING = 17 * 60;

export type Helper = { id: string; skills: readonly string[]; woman: boolean; languages: readonly string[] };

/** A team on one day. */
export type Shift = {
	id: string;
	helpers: readonly Helper[];
	hours: Span;
	/** Nobody serves or travels within it; null for none. */
	rest: Span | null;
	/** Places (rows of the travel matrix) where the team sets out and ends. */
	from: number;
	to: number;
	mostVisits: number;
	/** Minutes beyond `hours` that may be asked of the team. */
	overtime: number;
	/** How the team travels: which matrix counts. */
	mode: number;
};

export type Role = { skills: readonly string[] };

export type Visit = {
	id: string;
	place: number;
	minutes: number;
	/** When somebody is at home: the visit begins and ends within one of them. */
	windows: readonly Span[];
	/** Days on which the way to them is cut: none of the windows lies in them. */
	cut?: readonly Span[];
	/** One role or two; two are filled by two teams, together or so many minutes apart. */
	roles: readonly [Role] | readonly [Role, Role];
	apart: { least: number; most: number } | null;
	/** 5 is the most pressing. */
	priority: 1 | 2 | 3 | 4 | 5;
	/** Day of the plan by which it was to be done; below zero when that is past. */
	dueDay: number;
	/** At least one of those who come. */
	woman: boolean;
	language: string | null;
	/** Helpers whom they know, and helpers who shall not come. */
	known: readonly string[];
	never: readonly string[];
	/** Why two people have to come, besides the hour; null when one is enough. */
	twoPeople: 'first-visit' | 'flagged' | null;
	/** What the household was told: a start, and by role who comes. It is never moved. */
	told: { at: number; shifts: readonly string[] } | null;
	/** By role, who was to come by an earlier plan of which nobody was told. */
	planned: readonly string[] | null;
};

export type Planning = {
	visits: readonly Visit[];
	shifts: readonly Shift[];
	/** Minutes by mode, then from place to place. */
	travel: readonly (readonly (readonly number[])[])[];
};

export type TwoPeople = 'first-visit' | 'flagged' | 'evening';

/** Why two people have to go: a first visit, a flagged address, or people who are at home in the evening only. */
export function twoPeopleBecause({ twoPeople, windows }: Visit): TwoPeople | null {
	if (twoPeople) return twoPeople;
	return windows.length > 0 && windows.every(({ from }) => from % DAY >= EVENING) ? 'evening' : null;
}

const MOST_DOUBLINGS = 20;

/** What it weighs to leave a visit out on the first day of the plan: it doubles each day past due, so that nobody waits for ever. */
export const weightOf = ({ priority, dueDay }: Pick<Visit, 'priority' | 'dueDay'>): number =>
	priority * 2 ** Math.min(MOST_DOUBLINGS, Math.max(0, -dueDay));

/** When the visit may begin: it ends within its window too, and before the evening unless two go. */
export function startsOf(visit: Visit): Span[] {
	if (visit.told) return [{ from: visit.told.at, until: visit.told.at }];
	const two = twoPeopleBecause(visit) !== null || visit.roles.length === 2;
	return visit.windows
		.map(({ from, until }) => {
			const evening = Math.floor(from / DAY) * DAY + EVENING;
			return { from, until: (two ? until : Math.min(until, evening)) - visit.minutes };
		})
		.filter(({ from, until }) => until >= from)
		.toSorted((a, b) => a.from - b.from);
}
