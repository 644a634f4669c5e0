import { beginningAt, covers, spotsOf, type Seeking, type Spot } from './rules-insertion.ts';
import { priceOf, VISITS } from './rules-objective.ts';
import { layOut, routesOf, type Plan } from './rules-plan.ts';
import type { Span } from './rules-problem.ts';
import { knows } from './rules-staffing.ts';
import { DAY, startsOf, type Planning, type Visit } from './rules-visits.ts';

/** Begin between `from` and `until`, whenever they like; `more` minutes on the road and of overtime; `known` when somebody comes whom they know. */
export type Offer = { from: number; until: number; shifts: string[]; more: number; known: boolean };

const OFFERED = 3;
/** Wide windows where they fit, and none narrower than an hour. */
const WIDTHS = [90, 60];
const GRID = 30;
const NOON = 12 * 60;

/**
 * Three windows to read to a household: for every half-hour, day, team and place in its tour what the visit adds, the cheapest of
 * each half-day, at most three. A start anywhere in a window keeps every told time and leaves nobody out; what was planned and not
 * told keeps its team and order and may move within its windows. None when the plan does not hold any more, or lacks a told visit.
 */
export function offerWindows(planning: Planning, plan: Plan, visit: Visit): Offer[] {
	const all = { ...planning, visits: [...planning.visits.filter(({ id }) => id !== visit.id), visit] };
	const { problem: p, parts } = layOut(all);
	const r = routesOf({ problem: p, parts }, all, plan);
	const stood = new Set(plan.routes.flatMap(({ stops }) => stops.map((stop) => stop.visit)));
	const lost = parts.filter((part, x) => r.vehicle[x]! < 0 && part.visit.id !== visit.id);
	if (lost.some((part) => part.visit.told || stood.has(part.visit.id))) return [];
	const seeking: Seeking = { p, r, price: priceOf(VISITS), blink: () => false };
	const x = parts.findIndex((part) => part.visit.id === visit.id);
	const ways = waysOf(seeking, x);
	const offers = startsOf(visit).flatMap((span) => starts(span).flatMap((from) => cheapest(seeking, ways, from) ?? []));
	return spread(
		offers.map(({ way: [one, other], ...offer }) => {
			const shifts = (other ? [one, other] : [one]).map(({ v }) => planning.shifts[v]!);
			return { ...offer, shifts: shifts.map(({ id }) => id), known: shifts.some((shift) => knows(visit, shift)) };
		})
	);
}

/** Half-hours within a window in which an hour's choice is left. */
function starts({ from, until }: Span): number[] {
	const first = Math.ceil(from / GRID) * GRID;
	const many = Math.max(0, Math.floor((until - Math.min(...WIDTHS) - first) / GRID) + 1);
	return Array.from({ length: many }, (_, n) => first + n * GRID);
}

type Way = [Spot, Spot | null];

/** Every place of the visit, or two for two teams that bring between them what is needed; the shortest road first. */
function waysOf(seeking: Seeking, x: number): Way[] {
	const mate = seeking.p.partner[x]!;
	const seconds = mate < 0 ? [null] : spotsOf(seeking, mate);
	return spotsOf(seeking, x)
		.flatMap((one) => seconds.map((other): Way => [one, other]))
		.filter(([one, other]) => covers(seeking, one, other))
		.toSorted((a, b) => roadOf(a) - roadOf(b));
}

const roadOf = ([one, other]: Way): number => one.price + (other?.price ?? 0);

/** The cheapest way to begin at any time in a window that opens at `from`; null when there is none. */
function cheapest(seeking: Seeking, ways: readonly Way[], from: number) {
	let best: { from: number; until: number; more: number; way: Way } | null = null;
	for (const way of ways) {
		if (best && roadOf(way) >= best.more) break;
		const width = WIDTHS.find((minutes) => isFree(seeking, way, from, from + minutes));
		if (width === undefined) continue;
		const more = roadOf(way) + beginningAt(seeking, ...way, from + width);
		if (!best || more < best.more) best = { from, until: from + width, more, way };
	}
	return best && { ...best, more: Math.round(best.more) };
}

/** Between two starts that fit every other fits too, unless a rest lies between. */
function isFree(seeking: Seeking, way: Way, from: number, until: number): boolean {
	const { p } = seeking;
	const resting = way.some(
		(spot) => spot && p.restFrom[spot.v]! < until + p.service[spot.x]! && p.restUntil[spot.v]! > from
	);
	return !resting && [from, until].every((at) => beginningAt(seeking, ...way, at) < Number.POSITIVE_INFINITY);
}

const halfDay = ({ from }: Offer): number => Math.floor(from / DAY) * 2 + (from % DAY >= NOON ? 1 : 0);

/** The cheapest of each half-day, then whatever does not overlap; in the order of the calendar. */
function spread(offers: readonly Offer[]): Offer[] {
	const ranked = offers.toSorted((a, b) => a.more - b.more || Number(b.known) - Number(a.known) || a.from - b.from);
	const chosen: Offer[] = [];
	const apart = [
		(a: Offer, b: Offer) => halfDay(a) !== halfDay(b),
		(a: Offer, b: Offer) => a.until <= b.from || b.until <= a.from
	];
	for (const isApart of apart)
		for (const offer of ranked)
			if (chosen.length < OFFERED && chosen.every((other) => isApart(offer, other))) chosen.push(offer);
	return chosen.toSorted((a, b) => a.from - b.from);
}
