import { planVisits, type Plan, type Stop } from './rules-plan.ts';
import type { Budget } from './rules-search.ts';
import type { Planning, Shift, Visit } from './rules-visits.ts';

/** What happened since the plan was made. Whatever begins before `closed` is not touched any more. */
export type Happening = { cancelled?: readonly string[]; away?: readonly string[]; closed?: number };

type Standing = { start: number; shifts: string[] };

/** One visit whose start or team is another; `told` when somebody has to be called for it. */
export type Change = {
	visit: string;
	change: 'new-time' | 'new-team' | 'new-time-and-team' | 'dropped' | 'added';
	was: Standing | null;
	now: Standing | null;
	told: boolean;
};

export type Replan = {
	planning: Planning;
	plan: Plan;
	changes: Change[];
	/** Shifts whose tour is another now; shifts that nobody is left in are among them. */
	touched: string[];
};

/**
 * Plans anew after a cancellation or when somebody is away. Told times stay, with their team, or with another at the same time when
 * theirs can no longer come; what was told to nobody may move. Whoever was told and finds nobody is `dropped` with `told` true.
 */
export function replan(
	planning: Planning,
	plan: Plan,
	happening: Happening,
	random: () => number,
	budget: Budget
): Replan {
	const { cancelled = [], away = [], closed = Number.NEGATIVE_INFINITY } = happening;
	const before = standingOf(plan);
	const next: Planning = {
		...planning,
		shifts: planning.shifts.map((shift) => without(shift, away)).filter(({ helpers }) => helpers.length > 0),
		visits: planning.visits.filter(({ id }) => !cancelled.includes(id)).map((visit) => held(visit, before, closed))
	};
	const made = planVisits(next, random, budget, plan);
	const after = standingOf(made);
	const changes = next.visits.flatMap((visit) => changeOf(visit, before.get(visit.id), after.get(visit.id)));
	return { planning: next, plan: made, changes, touched: touchedBy(plan, made) };
}

const without = (shift: Shift, away: readonly string[]): Shift => ({
	...shift,
	helpers: shift.helpers.filter(({ id }) => !away.includes(id))
});

function held(visit: Visit, before: ReadonlyMap<string, Standing>, closed: number): Visit {
	const was = before.get(visit.id);
	if (!was || visit.told) return visit;
	return { ...visit, planned: was.shifts, told: was.start < closed ? { at: was.start, shifts: was.shifts } : null };
}

/** Start of each visit (of its first role) and who comes by role. */
export function standingOf({ routes }: Plan): Map<string, Standing> {
	const standing = new Map<string, Standing>();
	const all = routes.flatMap(({ shift, stops }) => stops.map((stop): [string, Stop] => [shift, stop]));
	for (const [shift, { visit, role, start }] of all.toSorted(([, a], [, b]) => a.role - b.role))
		standing.set(visit, {
			start: role === 0 ? start : standing.get(visit)!.start,
			shifts: [...(standing.get(visit)?.shifts ?? []), shift]
		});
	return standing;
}

function changeOf(visit: Visit, was: Standing | undefined, now: Standing | undefined): Change[] {
	const both = { visit: visit.id, was: was ?? null, now: now ?? null, told: visit.told !== null };
	if (!was || !now) return was ? [{ ...both, change: 'dropped' }] : now ? [{ ...both, change: 'added' }] : [];
	const [time, team] = [was.start !== now.start, was.shifts.join() !== now.shifts.join()];
	if (time && team) return [{ ...both, change: 'new-time-and-team' }];
	if (time) return [{ ...both, change: 'new-time' }];
	return team ? [{ ...both, change: 'new-team' }] : [];
}

function touchedBy(before: Plan, after: Plan): string[] {
	const tourOf = (plan: Plan, shift: string): string =>
		JSON.stringify(plan.routes.find((route) => route.shift === shift)?.stops.map(({ visit, start }) => [visit, start]));
	return before.routes.map(({ shift }) => shift).filter((shift) => tourOf(before, shift) !== tourOf(after, shift));
}
