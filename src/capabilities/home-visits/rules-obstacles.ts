import { findInsertion, insert, type Seeking } from './rules-insertion.ts';
import { priceOf, VISITS } from './rules-objective.ts';
import { layOut, routesOf, type Laid, type Plan } from './rules-plan.ts';
import type { Span } from './rules-problem.ts';
import { copyRoutes, emptyRoutes, schedule, takeOut, type Routes } from './rules-routes.ts';
import { bringsOf, LANGUAGE, rolesOf, unfit, wishesOf, WOMAN, type Unfit } from './rules-staffing.ts';
import { startsOf, twoPeopleBecause, weightOf, type Planning, type Shift, type Visit } from './rules-visits.ts';

/** What stands in the way of a visit: the first that is true, in this order. Minutes, days and weights as in the plan. */
export type Obstacle =
	| { blocked: 'no-shift' }
	| { blocked: 'road-cut' }
	| { blocked: 'no-skill'; skills: readonly string[] }
	| { blocked: 'only-unwanted'; helpers: readonly string[] }
	| { blocked: 'one-person' }
	| { blocked: 'one-team' }
	| { blocked: 'no-woman' }
	| { blocked: 'no-language'; language: string }
	| { blocked: 'window-too-short'; minutes: number; longest: number }
	| { blocked: 'nobody-then' }
	| { blocked: 'told-times' }
	| { blocked: 'outweighed'; weight: number; by: number }
	| { blocked: 'full' };

/** What would make room, and whom it touches. */
export type Way =
	| { free: 'overtime'; shift: string; minutes: number }
	| { free: 'one-more'; shift: string }
	| { free: 'other-hour'; shift: string; at: number }
	| { free: 'instead-of'; visit: string; weight: number };

export type Unserved = { visit: string; obstacle: Obstacle; ways: Way[] };

const OVERTIME = 60;
const WAYS = 3;

/** Why a visit is not in the plan and what would free it: nothing that touches a told time is among the ways. */
export function obstacleOf(planning: Planning, plan: Plan, visit: Visit): Unserved {
	const laid = layOut(planning);
	const x = laid.parts.findIndex((part) => part.visit.id === visit.id);
	const routes = routesOf(laid, planning, plan);
	// Asked of one that stands, it is asked as if it did not: what has a place finds no second one.
	if (routes.vehicle[x]! >= 0) {
		takeOut(laid.problem, routes, x);
		schedule(laid.problem, routes);
	}
	const nobody = staffing(visit, planning.shifts);
	if (nobody) return { visit: visit.id, obstacle: nobody, ways: [] };
	const never = timing(visit) ?? beforeOthers(laid, routes, x);
	const instead = never ? [] : insteadOf(laid, routes, x);
	const least = instead[0];
	const full: Obstacle = least
		? { blocked: 'outweighed', weight: weightOf(visit), by: least.weight }
		: { blocked: 'full' };
	const ways = [...relaxed(planning, plan, visit), ...otherHour(planning, plan, visit), ...instead];
	return { visit: visit.id, obstacle: never ?? full, ways: ways.slice(0, WAYS) };
}

const OF_UNFIT: Record<Unfit, (visit: Visit, shifts: readonly Shift[], skills: readonly string[]) => Obstacle> = {
	'no-skill': (_, __, skills) => ({ blocked: 'no-skill', skills }),
	never: ({ never }, shifts) => {
		const there = shifts.flatMap(({ helpers }) => helpers.map(({ id }) => id));
		return { blocked: 'only-unwanted', helpers: never.filter((id) => there.includes(id)) };
	},
	'one-person': () => ({ blocked: 'one-person' })
};

/** Is there nobody who could do it, at whatever hour? */
function staffing(visit: Visit, shifts: readonly Shift[]): Obstacle | null {
	if (shifts.length === 0) return { blocked: 'no-shift' };
	const roles = rolesOf(visit, shifts);
	const order: readonly (Unfit | null)[] = ['no-skill', 'never', 'one-person', null];
	for (const role of roles) {
		const best = Math.max(...shifts.map((shift) => order.indexOf(unfit(visit, role, shift, roles.length === 1))));
		const worst = order[best];
		if (worst) return OF_UNFIT[worst](visit, shifts, role.skills);
	}
	const fits = (n: number) => shifts.filter((shift) => unfit(visit, roles[n]!, shift, roles.length === 1) === null);
	const meets = roles.length === 1 || fits(0).some((one) => fits(1).some((other) => other !== one));
	if (!meets) return { blocked: roles.length > visit.roles.length ? 'one-person' : 'one-team' };
	return wishes(
		visit,
		[...roles.keys()].flatMap((n) => fits(n))
	);
}

/** Is there nobody among those who are able who brings what one of them has to bring? */
function wishes(visit: Visit, able: readonly Shift[]): Obstacle | null {
	const brought = able.reduce((bits, shift) => bits | bringsOf(visit, shift), 0);
	const lacking = wishesOf(visit) & ~brought;
	if (lacking & WOMAN) return { blocked: 'no-woman' };
	return lacking & LANGUAGE ? { blocked: 'no-language', language: visit.language! } : null;
}

function timing(visit: Visit): Obstacle | null {
	if (visit.told || startsOf(visit).length > 0) return null;
	if (visit.cut?.length && visit.windows.length === 0) return { blocked: 'road-cut' };
	if (!twoPeopleBecause(visit) && startsOf({ ...visit, twoPeople: 'flagged' }).length > 0)
		return { blocked: 'one-person' };
	const longest = Math.max(0, ...visit.windows.map(({ from, until }) => until - from));
	return { blocked: 'window-too-short', minutes: visit.minutes, longest };
}

const seekingIn = ({ problem }: Laid, r: Routes): Seeking => ({
	p: problem,
	r,
	price: priceOf(VISITS),
	blink: () => false
});

/** Would it find no place even if nobody else, or only those who were told, had one? */
function beforeOthers(laid: Laid, routes: Routes, x: number): Obstacle | null {
	const p = laid.problem;
	const alone = emptyRoutes(p);
	if (!findInsertion(seekingIn(laid, alone), x)) return { blocked: 'nobody-then' };
	const told = emptyRoutes(p);
	copyRoutes(routes, told);
	for (const [y, { visit, role }] of laid.parts.entries())
		if (role === 0 && !visit.told && told.vehicle[y]! >= 0) takeOut(p, told, y);
	schedule(p, told);
	return findInsertion(seekingIn(laid, told), x) ? null : { blocked: 'told-times' };
}

/** Visits of which nobody was told and instead of which it would find a place, the lightest first. */
function insteadOf(laid: Laid, routes: Routes, x: number): Extract<Way, { free: 'instead-of' }>[] {
	const { problem: p, parts } = laid;
	const without = emptyRoutes(p);
	return parts
		.flatMap(({ visit, role }, y) => {
			if (role > 0 || visit.told || routes.vehicle[y]! < 0) return [];
			copyRoutes(routes, without);
			takeOut(p, without, y);
			schedule(p, without);
			const fits = findInsertion(seekingIn(laid, without), x) !== null;
			return fits ? [{ free: 'instead-of' as const, visit: visit.id, weight: weightOf(visit) }] : [];
		})
		.toSorted((a, b) => a.weight - b.weight);
}

/** Shifts in which it would find a place with an hour more, or with one visit more than is usual. */
function relaxed(planning: Planning, plan: Plan, visit: Visit): Way[] {
	return planning.shifts.flatMap((shift): Way[] => {
		const within = (changed: Shift) => {
			const shifts = planning.shifts.map((one) => (one.id === shift.id ? changed : one));
			return placeIn({ ...planning, shifts }, plan, visit.id, shift.id);
		};
		const longer = within({ ...shift, overtime: shift.overtime + OVERTIME });
		if (longer) return [{ free: 'overtime', shift: shift.id, minutes: Math.max(0, longer.home - shift.hours.until) }];
		const fuller = within({ ...shift, mostVisits: shift.mostVisits + 1 });
		return fuller ? [{ free: 'one-more', shift: shift.id }] : [];
	});
}

/** When and by whom it could be done if they were at home whenever somebody is on shift. A told time is not asked again. */
function otherHour(planning: Planning, plan: Plan, visit: Visit): Way[] {
	if (visit.told) return [];
	const isCut = (hours: Span): boolean =>
		visit.cut?.some((day) => hours.from < day.until && day.from < hours.until) ?? false;
	const open = { ...visit, windows: planning.shifts.map(({ hours }) => hours).filter((hours) => !isCut(hours)) };
	const visits = planning.visits.map((one) => (one.id === visit.id ? open : one));
	const found = placeIn({ ...planning, visits }, plan, visit.id, null);
	return found ? [{ free: 'other-hour', shift: found.shift, at: found.at }] : [];
}

/** The cheapest place in a planning in which something was changed, and when `shift` (or whoever comes) ends then; null for none. */
function placeIn(planning: Planning, plan: Plan, visit: string, shift: string | null) {
	const laid = layOut(planning);
	const { problem: p, parts } = laid;
	const r = routesOf(laid, planning, plan);
	const x = parts.findIndex((part) => part.visit.id === visit);
	const found = findInsertion(seekingIn(laid, r), x);
	if (!found) return null;
	insert(p, r, found);
	const v = shift === null ? found.spot.v : planning.shifts.findIndex(({ id }) => id === shift);
	return { shift: planning.shifts[found.spot.v]!.id, at: r.start[x]!, home: r.start[p.n + p.m + v]! };
}
