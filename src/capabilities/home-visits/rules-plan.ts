import { levelsOf, VISITS } from './rules-objective.ts';
import { problemOf, type Problem } from './rules-problem.ts';
import { emptyRoutes, leg, place, schedule, tour, type Routes } from './rules-routes.ts';
import { search, type Budget } from './rules-search.ts';
import { givenOf, type Part } from './rules-staffing.ts';
import type { Planning } from './rules-visits.ts';

/** One team at one door. Minutes of the plan; `travel` from where the team was before. */
export type Stop = { visit: string; role: number; start: number; end: number; travel: number };
/** `home` is when the team ends; null for a team that stays at home. */
export type Route = { shift: string; stops: Stop[]; home: number | null };
export type Plan = {
	routes: Route[];
	unserved: string[];
	/** What it costs, level by level of the objective: left out, late, road and overtime, strangers and spread, changes. */
	levels: number[];
};

/** A planning laid out for the search, with what each task is. */
export type Laid = { problem: Problem; parts: readonly Part[] };

export function layOut(planning: Planning): Laid {
	const { given, parts } = givenOf(planning);
	return { problem: problemOf(given), parts };
}

/**
 * Plans visits over teams and days by the objective `VISITS`, windows and told times hard. Whoever is not served is in `unserved`;
 * `rules-reasons.ts` says why. The same numbers of `random` and the same number of rounds give the same plan.
 */
export function planVisits(planning: Planning, random: () => number, budget: Budget, from?: Plan): Plan {
	const laid = layOut(planning);
	const begun = from && routesOf(laid, planning, from);
	const { routes } = search({ problem: laid.problem, objective: VISITS, random, budget, from: begun });
	return planOf(laid, planning, routes);
}

function planOf({ problem: p, parts }: Laid, { shifts }: Planning, routes: Routes): Plan {
	const stopOf = (x: number, v: number): Stop => ({
		visit: parts[x]!.visit.id,
		role: parts[x]!.role,
		start: routes.start[x]!,
		end: routes.start[x]! + p.service[x]!,
		travel: leg(p, v, routes.prev[x]!, x)
	});
	return {
		routes: shifts.map(({ id }, v) => {
			const stops = tour(p, routes, v).map((x) => stopOf(x, v));
			return { shift: id, stops, home: stops.length > 0 ? routes.start[p.n + p.m + v]! : null };
		}),
		unserved: parts.flatMap(({ visit, role }, x) => (role === 0 && routes.vehicle[x]! < 0 ? [visit.id] : [])),
		levels: levelsOf(VISITS, routes.sums)
	};
}

/**
 * The routes of an earlier plan, as far as they still hold: a visit that is no longer asked for, a team that is away or no longer
 * fit, and both teams of a visit of which one is, drop out. When what is left is too much for its teams or windows, nothing stands.
 */
export function routesOf({ problem: p, parts }: Laid, { shifts }: Planning, plan: Plan): Routes {
	const routes = emptyRoutes(p);
	const taskOf = (stop: Stop): number =>
		parts.findIndex(({ visit, role }) => visit.id === stop.visit && role === stop.role);
	const spots = plan.routes.flatMap(({ shift, stops }) => {
		const v = shifts.findIndex(({ id }) => id === shift);
		return v < 0 ? [] : stops.map((stop) => ({ x: taskOf(stop), v })).filter(({ x }) => x >= 0 && p.may[x * p.m + v]);
	});
	const vehicleOf = new Map(spots.map(({ x, v }) => [x, v]));
	const wished = (x: number, v: number, mate: number): boolean => {
		const brought = p.brings[x * p.m + v]! | (mate < 0 ? 0 : p.brings[mate * p.m + vehicleOf.get(mate)!]!);
		return (p.needs[x]! & ~brought) === 0;
	};
	for (const { x, v } of spots) {
		const mate = p.partner[x]!;
		if (mate >= 0 && !vehicleOf.has(mate)) continue;
		if (wished(x, v, mate)) place(p, routes, x, v, routes.prev[p.n + p.m + v]!);
	}
	const carried = routes.load.every((load, v) => load <= p.capacity[v]!);
	return carried && schedule(p, routes) ? routes : emptyRoutes(p);
}
