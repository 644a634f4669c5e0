import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seeded } from '#kernel/seeded.ts';
import { faultsOf } from '#tests/support/visit-faults.ts';
import { planning, shift, visit } from '#tests/support/visit-planning.ts';
import { communeDay } from '#tests/support/visit-day.ts';
import { planVisits, type Plan } from './rules-plan.ts';
import { replan, standingOf, type Happening, type Replan } from './rules-replan.ts';
import type { Planning } from './rules-visits.ts';

const plan = (given: Planning): Plan => planVisits(given, seeded(1), { rounds: 40 });
const after = (given: Planning, happening: Happening): Replan =>
	replan(given, plan(given), happening, seeded(2), { rounds: 40 });
const toldIn = (given: Planning, every: number): Planning => {
	const standing = standingOf(plan(given));
	const visits = given.visits.map((one, n) => {
		const { start, shifts } = standing.get(one.id) ?? { start: 0, shifts: [] };
		return shifts.length > 0 && n % every === 0 ? { ...one, told: { at: start, shifts } } : one;
	});
	return { ...given, visits };
};

test('after a cancellation only whoever moves is named, and the tours that change', () => {
	const given = planning(
		[visit('v', { place: 2, windows: [{ from: 480, until: 540 }] }), visit('w', { place: 4 })],
		[shift('a'), shift('b', { from: 7, to: 7, mostVisits: 0 })]
	);
	const { plan: made, changes, touched } = after(given, { cancelled: ['v'] });
	expect(made.routes[0]!.stops.map((stop) => stop.visit)).toEqual(['w']);
	expect(changes.map((change) => [change.visit, change.change, change.told])).toEqual([['w', 'new-time', false]]);
	expect(touched).toEqual(['a']);
});

test('when a team is away another keeps the told time, and that is a change to call for', () => {
	const told = visit('v', { place: 7, told: { at: 600, shifts: ['a'] } });
	const { plan: made, changes } = after(planning([told], [shift('a'), shift('b')]), { away: ['a-1', 'a-2'] });
	expect(made.routes).toMatchObject([{ shift: 'b', stops: [{ visit: 'v', start: 600 }] }]);
	expect(changes).toMatchObject([{ visit: 'v', change: 'new-team', told: true, now: { start: 600, shifts: ['b'] } }]);
});

test('one of two helpers goes on alone, but not where two have to go', () => {
	const given = planning([visit('v'), visit('w', { twoPeople: 'first-visit' })], [shift('a')]);
	const { changes, plan: made } = after(given, { away: ['a-1'] });
	expect(made.unserved).toEqual(['w']);
	expect(changes).toContainEqual(expect.objectContaining({ visit: 'w', change: 'dropped', now: null, told: false }));
});

test('when a day is shortened too far for the plan, it is planned from nothing, and told times first', () => {
	const told = visit('v', { told: { at: 600, shifts: ['a'] } });
	const given = planning([told, visit('w', { priority: 5 }), visit('u')], [shift('a')]);
	const made = plan(given);
	const less = { ...given, shifts: [shift('a', { mostVisits: 1 })] };
	expect(replan(less, made, {}, seeded(1), { rounds: 20 }).plan.routes[0]!.stops).toMatchObject([
		{ visit: 'v', start: 600 }
	]);
});

test('whoever was told goes before those who were not', () => {
	const told = visit('v', { priority: 1, told: { at: 600, shifts: ['a'] } });
	const old = visit('w', { priority: 5, dueDay: -12, windows: [{ from: 590, until: 640 }] });
	const given = planning([told, old], [shift('a'), shift('b')]);
	expect(after(given, { away: ['a-1', 'a-2'] }).plan.unserved).toEqual(['w']);
});

test('what begins before the closed minute is not touched, though nobody was told', () => {
	const early = visit('v', { place: 2, windows: [{ from: 480, until: 540 }] });
	const given = planning([early, visit('w', { place: 4 })], [shift('a')]);
	expect(after(given, { cancelled: ['v'], closed: 551 }).changes).toEqual([]);
	expect(after(given, { cancelled: ['v'], closed: 550 }).changes).toMatchObject([{ visit: 'w', change: 'new-time' }]);
});

test('told times stay to the minute whatever happens; where a team is left, its teams stay too', () => {
	const days = fc.record({ seed: fc.integer({ min: 1, max: 1e6 }), gone: fc.integer({ min: 0, max: 7 }) });
	fc.assert(
		fc.property(days, ({ seed, gone }) => {
			const given = toldIn(communeDay(14, 4, seeded(seed)), 2);
			const away = [gone, gone ^ 1].map((n) => `helper-${n}`);
			const { planning: next, plan: made, changes } = after(given, { away, cancelled: ['visit-1'] });
			expect(faultsOf(next, made)).toEqual([]);
			for (const { visit: id, change, told, was } of changes.filter((one) => one.told)) {
				expect([told, ['dropped', 'new-team'].includes(change)]).toEqual([true, true]);
				expect([id, was!.shifts.includes(`team-${gone >> 1}`)]).toEqual([id, true]);
			}
		}),
		{ numRuns: 40 }
	);
});
