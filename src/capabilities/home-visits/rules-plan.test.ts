import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seeded } from '#kernel/seeded.ts';
import { communeDay } from '#tests/support/visit-day.ts';
import { faultsOf } from '#tests/support/visit-faults.ts';
import { helper, planning, shift, visit } from '#tests/support/visit-planning.ts';
import { planVisits, type Plan } from './rules-plan.ts';
import { weightOf, type Planning, type Visit } from './rules-visits.ts';

const plan = (given: Planning, rounds = 60): Plan => planVisits(given, seeded(1), { rounds });
const startsIn = ({ routes }: Plan): Record<string, number[]> =>
	Object.fromEntries(routes.map(({ shift: id, stops }) => [id, stops.map(({ start }) => start)]));
const teamsOf = ({ routes }: Plan, id: string): string[] =>
	routes.filter(({ stops }) => stops.some((stop) => stop.visit === id)).map((route) => route.shift);

test('a visit goes to a team that has its skill, and to nobody when none has', () => {
	const given = [shift('a'), shift('b', { helpers: [helper('b', { skills: ['papers'] })] })];
	const papers = visit('v', { roles: [{ skills: ['papers'] }] });
	expect(teamsOf(plan(planning([papers], given)), 'v')).toEqual(['b']);
	expect(plan(planning([papers], [given[0]!])).unserved).toEqual(['v']);
});

test('the skills of a role may lie with two helpers of one team', () => {
	const both = visit('v', { roles: [{ skills: ['eid', 'papers'] }] });
	const team = shift('a', { helpers: [helper('a'), helper('b', { skills: ['papers'] })] });
	expect(plan(planning([both], [team])).unserved).toEqual([]);
});

test('two teams of one visit begin at once, whoever has the longer way', () => {
	const two = visit('v', { place: 3, roles: [{ skills: ['eid'] }, { skills: [] }] });
	expect(startsIn(plan(planning([two], [shift('a'), shift('b', { from: 7 })])))).toEqual({ a: [520], b: [520] });
	expect(plan(planning([two], [shift('a')])).unserved).toEqual(['v']);
});

test('or the second so many minutes after the first, and the first not too long before', () => {
	const two = visit('v', {
		place: 3,
		roles: [{ skills: ['eid'] }, { skills: ['papers'] }],
		apart: { least: 30, most: 45 }
	});
	const late = shift('b', { hours: { from: 600, until: 1020 }, helpers: [helper('b', { skills: ['papers'] })] });
	expect(startsIn(plan(planning([two], [shift('a'), late])))).toEqual({ a: [585], b: [630] });
	const able = shift('c', { helpers: [helper('c', { skills: ['eid', 'papers'] })] });
	const wide = { ...two, apart: { least: 30, most: 90 } };
	expect(plan(planning([wide, visit('w', { place: 3 })], [able])).unserved).toEqual(['v']);
});

test('two pairs never wait for each other', () => {
	const pair = (id: string, place: number): Visit => visit(id, { place, roles: [{ skills: ['eid'] }, { skills: [] }] });
	const given = planning([pair('x', 1), pair('y', 6)], [shift('a'), shift('b', { from: 7, to: 7 })]);
	const made = plan(given);
	expect(made.unserved).toEqual([]);
	expect(faultsOf(given, made)).toEqual([]);
});

test('nobody serves or travels in the rest', () => {
	const rest = { from: 690, until: 780 };
	const given = (from: number) =>
		planning([visit('v', { place: 2, windows: [{ from, until: 1020 }] })], [shift('a', { rest })]);
	expect(startsIn(plan(given(650))).a).toEqual([650]);
	expect(startsIn(plan(given(670))).a).toEqual([780]);
	const late = shift('a', { rest, hours: { from: 680, until: 1020 } });
	expect(startsIn(plan(planning([visit('v', { place: 2 })], [late]))).a).toEqual([790]);
});

test('a team has its hours and its number of visits; overtime only as far as it may be asked', () => {
	const four = ['p', 'q', 'r', 's'].map((id) => visit(id));
	expect(plan(planning(four, [shift('a', { mostVisits: 3 })])).unserved).toHaveLength(1);
	const short = { from: 480, until: 520 };
	expect(plan(planning([visit('v')], [shift('a', { hours: short })])).unserved).toEqual(['v']);
	const made = plan(planning([visit('v')], [shift('a', { hours: short, overtime: 10 })]));
	expect(made.unserved).toEqual([]);
	expect(made.levels[2]).toBe(20 + 10);
});

test('a woman comes when one was asked for, by one of two teams if two come', () => {
	const given = [shift('a'), shift('b', { from: 7, to: 7, helpers: [helper('b', { woman: true })] }), shift('c')];
	expect(teamsOf(plan(planning([visit('v', { woman: true })], given)), 'v')).toEqual(['b']);
	const two = visit('v', { woman: true, roles: [{ skills: ['eid'] }, { skills: [] }] });
	expect(teamsOf(plan(planning([two], given)), 'v')).toContain('b');
	expect(plan(planning([two], [given[0]!, given[2]!])).unserved).toEqual(['v']);
});

test('somebody speaks their language, and nobody comes whom they do not want', () => {
	const given = [shift('a'), shift('b', { from: 7, helpers: [helper('b', { languages: ['vi', 'muong'] })] })];
	expect(teamsOf(plan(planning([visit('v', { language: 'muong' })], given)), 'v')).toEqual(['b']);
	expect(teamsOf(plan(planning([visit('v', { never: ['a-2'] })], given)), 'v')).toEqual(['b']);
});

test('two go to a first visit, a flagged address, and in the evening', () => {
	const alone = shift('a', { helpers: [helper('a')], hours: { from: 480, until: 1260 } });
	const pair = shift('b', { from: 7, to: 7, hours: { from: 480, until: 1260 } });
	const evening = [{ from: 1080, until: 1200 }];
	for (const more of [{ twoPeople: 'first-visit' }, { twoPeople: 'flagged' }, { windows: evening }] as const)
		expect(teamsOf(plan(planning([visit('v', more)], [alone, pair])), 'v')).toEqual(['b']);
	expect(teamsOf(plan(planning([visit('v')], [alone, pair])), 'v')).toEqual(['a']);
	const dusk = visit('v', { windows: [{ from: 1000, until: 1200 }] });
	expect(startsIn(plan(planning([dusk], [alone])))).toEqual({ a: [] });
});

test('where every team is one person, two of them meet', () => {
	const alone = ['a', 'b'].map((id) => shift(id, { helpers: [helper(id)] }));
	expect(teamsOf(plan(planning([visit('v', { twoPeople: 'flagged' })], alone)), 'v')).toEqual(['a', 'b']);
});

test('of several windows the first that fits is taken, and a visit ends within it', () => {
	const given = (until: number) =>
		planning(
			[
				visit('v', {
					windows: [
						{ from: 480, until },
						{ from: 800, until: 900 }
					]
				})
			],
			[shift('a')]
		);
	expect(startsIn(plan(given(520))).a).toEqual([490]);
	expect(startsIn(plan(given(519))).a).toEqual([800]);
});

test('known faces decide only between ways that are equally long', () => {
	const given = (from: number) =>
		planning([visit('v', { known: ['b-1'] })], [shift('a'), shift('b', { from, to: from })]);
	expect(teamsOf(plan(given(0)), 'v')).toEqual(['b']);
	expect(teamsOf(plan(given(3)), 'v')).toEqual(['a']);
});

test('what was told is kept to the minute and to the team, though another way is shorter', () => {
	const told = visit('v', { place: 7, told: { at: 777, shifts: ['a'] } });
	const made = plan(planning([told, visit('w', { place: 7 })], [shift('a'), shift('b', { from: 7, to: 7 })]));
	expect(startsIn(made).a).toContain(777);
	expect(teamsOf(plan(planning([{ ...told, told: null }], [shift('a'), shift('b', { from: 7, to: 7 })])), 'v')).toEqual(
		['b']
	);
});

test('the more pressing is served, but what waits past due doubles each day until it goes first', () => {
	const served = (dueDay: number): string => {
		const old = visit('old', { priority: 1, dueDay });
		const made = plan(planning([old, visit('new', { priority: 5 })], [shift('a', { mostVisits: 1 })]));
		return made.routes[0]!.stops[0]!.visit;
	};
	expect([0, -1, -2, -3].map(served)).toEqual(['new', 'new', 'new', 'old']);
	expect([2, 0, -1, -3].map((dueDay) => weightOf({ priority: 2, dueDay }))).toEqual([2, 2, 4, 16]);
	expect(weightOf({ priority: 1, dueDay: -9999 })).toBeGreaterThan(weightOf({ priority: 5, dueDay: -17 }));
});

test('the same numbers give the same plan, and days of a commune are without fault', () => {
	const days = fc.record({
		seed: fc.integer({ min: 1, max: 1e6 }),
		size: fc.integer({ min: 1, max: 20 }),
		teams: fc.integer({ min: 1, max: 5 })
	});
	fc.assert(
		fc.property(days, ({ seed, size, teams }) => {
			const given = communeDay(size, teams, seeded(seed));
			const [one, again] = [1, 2].map(() => planVisits(given, seeded(seed), { rounds: 40 }));
			expect(faultsOf(given, one!)).toEqual([]);
			expect(again).toEqual(one);
		}),
		{ numRuns: 60 }
	);
});
