import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seeded } from '#kernel/seeded.ts';
import { searchFewest } from './rules-fleet.ts';
import { difference, DISTANCE, HOME_CARE, VISITS, priceOf } from './rules-objective.ts';
import { arrival, begin, problemOf, type Given, type Task, type Vehicle } from './rules-problem.ts';
import { tour } from './rules-routes.ts';
import { ruin } from './rules-ruin.ts';
import { search, type Found } from './rules-search.ts';

const solve = (given: Given, rounds = 200, objective = DISTANCE): Found =>
	search({ problem: problemOf(given), objective, random: seeded(1), budget: { rounds } });

const span = fc
	.integer({ min: 0, max: 60 })
	.chain((from) => fc.integer({ min: 20, max: 90 }).map((long) => ({ from, until: from + long })));
const task = fc.record({
	place: fc.integer({ min: 1, max: 5 }),
	service: fc.integer({ min: 1, max: 15 }),
	windows: span.map((one) => [one])
});
const at = fc.array(fc.record({ x: fc.integer({ min: 0, max: 20 }), y: fc.integer({ min: 0, max: 20 }) }), {
	minLength: 6,
	maxLength: 6
});
const small = fc.record({
	tasks: fc.array(task, { minLength: 1, maxLength: 4 }),
	at,
	most: fc.integer({ min: 1, max: 4 })
});

const asGiven = ({ tasks, at, most }: { tasks: Task[]; at: { x: number; y: number }[]; most: number }): Given => ({
	tasks: tasks.map((one) => ({ ...one, load: 1 })),
	vehicles: [1, 2].map((): Vehicle => ({ from: 0, to: 0, opens: 0, closes: 160, capacity: most })),
	travel: [at.map((a) => at.map((b) => Math.abs(a.x - b.x) + Math.abs(a.y - b.y)))]
});

/** Every way to share tasks between two vehicles, in every order: how many stay undone, and how long the roads are. */
function bruteForce({ tasks, vehicles, travel }: Given): [number, number] {
	let best: [number, number] = [tasks.length, 0];
	const length = (order: readonly Task[], { closes, capacity }: Vehicle): number | null => {
		let [place, now, road] = [0, 0, 0];
		for (const one of order) {
			road += travel[0]![place]![one.place]!;
			now = Math.max(now + travel[0]![place]![one.place]!, one.windows[0]!.from);
			if (now > one.windows[0]!.until) return null;
			[place, now] = [one.place, now + one.service];
		}
		const back = order.length > 0 ? travel[0]![place]![0]! : 0;
		return now + back > closes || order.length > capacity! ? null : road + back;
	};
	const extend = (orders: readonly Task[][], left: readonly Task[]): void => {
		const roads = orders.map((order, v) => length(order, vehicles[v]!));
		if (roads.includes(null)) return;
		const found: [number, number] = [left.length, roads[0]! + roads[1]!];
		if (difference(found, best).by < 0) best = found;
		for (const next of left)
			for (const v of [0, 1])
				extend(
					orders.map((order, n) => (n === v ? [...order, next] : order)),
					left.filter((one) => one !== next)
				);
	};
	extend([[], []], tasks);
	return best;
}

test('on tiny instances the search finds what trying everything finds', () => {
	fc.assert(
		fc.property(small.map(asGiven), (given) => {
			expect(solve(given, 1000).levels).toEqual(bruteForce(given));
		}),
		{ numRuns: 80 }
	);
});

test('the same numbers and rounds give the same routes', () => {
	fc.assert(
		fc.property(small.map(asGiven), (given) => {
			expect(solve(given, 30).routes.next).toEqual(solve(given, 30).routes.next);
		}),
		{ numRuns: 20 }
	);
});

test('a budget in seconds ends when the clock that is handed in says so', () => {
	let now = 0;
	const { rounds } = search({
		problem: problemOf(
			asGiven({
				tasks: [{ place: 1, service: 1, windows: [{ from: 0, until: 9 }] }],
				at: Array(6).fill({ x: 1, y: 1 }),
				most: 1
			})
		),
		objective: DISTANCE,
		random: seeded(1),
		budget: { seconds: 5, clock: () => now++ }
	});
	expect(rounds).toBe(4 * 64);
});

const ROW: Given = {
	tasks: [1, 2, 3, 4].map((place) => ({ place, service: 1, load: 1, windows: [{ from: 0, until: 1000 }] })),
	vehicles: Array.from({ length: 4 }, () => ({ from: 0, to: 0, opens: 0, closes: 1000, capacity: 2 })),
	travel: [[0, 1, 2, 3, 4].map((a) => [0, 1, 2, 3, 4].map((b) => (a === b ? 0 : a * b === 0 ? 5 : 20)))]
};

test('vehicles first takes as few as carry it, distance alone as many as are short', () => {
	const used = ({ routes }: Found): number => routes.size.filter((size) => size > 0).length;
	expect(used(solve(ROW))).toBe(4);
	expect(used(searchFewest(problemOf(ROW), seeded(1), { rounds: 600 }))).toBe(2);
});

test('a soft window costs its lateness and the largest once more; a pair is late together', () => {
	const late = { place: 1, service: 10, windows: [{ from: 0, until: Number.POSITIVE_INFINITY }], target: 4 };
	const given: Given = {
		tasks: [late, late],
		pairs: [{ first: 0, second: 1, least: 0, most: 0 }],
		vehicles: [1, 2].map(() => ({ from: 0, to: 0, opens: 0, closes: Number.POSITIVE_INFINITY })),
		travel: [
			[
				[0, 6],
				[6, 0]
			]
		]
	};
	const { levels, routes } = solve(given, 50, HOME_CARE);
	expect(levels).toEqual([0, (24 + 4 + 2) / 3]);
	expect([...routes.start.slice(0, 2)]).toEqual([6, 6]);
});

test('a task that was told stays where it was put', () => {
	const told: Given = {
		...ROW,
		tasks: ROW.tasks.map((one, n) => ({ ...one, fixed: true, may: (v: number) => v === n % 2 }))
	};
	const p = problemOf(told);
	const { routes } = search({ problem: p, objective: DISTANCE, random: seeded(3), budget: { rounds: 50 } });
	const random = seeded(4);
	for (let n = 0; n < 20; n++) ruin(p, routes, random);
	expect([0, 1].map((v) => tour(p, routes, v).toSorted())).toEqual([
		[0, 2],
		[1, 3]
	]);
});

test('each level outweighs the next, and only the first that differs is looked at', () => {
	expect(difference([0, 3, 9], [0, 4, 1])).toEqual({ level: 1, by: -1 });
	expect(difference([2, 2], [2, 2]).by).toBe(0);
	const price = priceOf(VISITS);
	expect(price.late).toBeGreaterThan(price.travel);
	expect(price.travel).toBeGreaterThan(price.strange);
	expect(price.strange).toBeGreaterThan(price.moved);
	expect(price.undone).toBe(1e6);
});

test('a rest stops the clock on the road and at the door', () => {
	const p = problemOf({
		tasks: [
			{
				place: 0,
				service: 20,
				windows: [
					{ from: 0, until: 50 },
					{ from: 200, until: 300 }
				]
			}
		],
		vehicles: [{ from: 0, to: 0, opens: 0, closes: 500, rest: { from: 60, until: 90 } }],
		travel: [[[0]]]
	});
	expect([30, 50, 60, 89, 90].map((now) => arrival(p, 0, now, 15))).toEqual([45, 95, 105, 105, 105]);
	expect([30, 40, 41, 300, 301].map((now) => begin(p, 0, 0, now))).toEqual([
		30,
		40,
		200,
		300,
		Number.POSITIVE_INFINITY
	]);
});
