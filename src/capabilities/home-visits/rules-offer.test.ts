import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seeded } from '#kernel/seeded.ts';
import { faultsOf } from '#tests/support/visit-faults.ts';
import { helper, planning, shift, visit } from '#tests/support/visit-planning.ts';
import { communeDay } from '#tests/support/visit-day.ts';
import { offerWindows } from './rules-offer.ts';
import { planVisits, type Plan } from './rules-plan.ts';
import { standingOf } from './rules-replan.ts';
import { DAY, type Planning, type Visit } from './rules-visits.ts';

const plan = (given: Planning): Plan => planVisits(given, seeded(1), { rounds: 40 });
const tomorrow = (id: string) => shift(id, { hours: { from: DAY + 480, until: DAY + 1020 } });
const always = [480, DAY + 480].map((from) => ({ from, until: from + 540 }));

const told = (given: Planning, made: Plan): Planning => ({
	...given,
	visits: given.visits.map((one) => {
		const standing = standingOf(made).get(one.id);
		return standing ? { ...one, told: { at: standing.start, shifts: standing.shifts } } : one;
	})
});

test('three windows of an hour and more, in three half-days', () => {
	const given = planning([], [shift('a'), tomorrow('b')]);
	const offers = offerWindows(given, plan(given), visit('v', { windows: always }));
	expect(offers.map(({ from, until }) => [from, until - from])).toEqual([
		[510, 90],
		[720, 90],
		[DAY + 510, 90]
	]);
	expect(offers.map(({ shifts, more }) => [shifts, more])).toEqual([
		[['a'], 20],
		[['a'], 20],
		[['b'], 20]
	]);
});

test('with one half-day only, windows that do not overlap', () => {
	const given = planning([], [shift('a')]);
	const offers = offerWindows(given, plan(given), visit('v', { windows: [{ from: 480, until: 720 }] }));
	expect(offers.map(({ from, until }) => [from, until])).toEqual([
		[510, 600],
		[600, 690]
	]);
});

test('none is narrower than an hour, and none is offered where nobody may come', () => {
	const given = planning([], [shift('a')]);
	const offered = (more: Partial<Visit>) => offerWindows(given, plan(given), visit('v', more));
	expect(offered({ windows: [{ from: 510, until: 599 }] })).toEqual([]);
	expect(offered({ windows: [{ from: 510, until: 600 }] })).toHaveLength(1);
	expect(offered({ woman: true })).toEqual([]);
});

test('no start lies in a rest, and a told visit keeps its time between two offers', () => {
	const rest = { from: 690, until: 780 };
	const held = visit('held', { place: 2, told: { at: 800, shifts: ['a'] } });
	const given = planning([held], [shift('a', { rest })]);
	const offers = offerWindows(given, plan(given), visit('v'));
	for (const { from, until } of offers) expect(until <= 690 - 30 || from >= 830 + 10).toBe(true);
	expect(offers.length).toBeGreaterThan(1);
	const short = planning([], [shift('a', { rest: { from: 690, until: 750 } })]);
	expect(offerWindows(short, plan(short), visit('v', { windows: [{ from: 660, until: 800 }] }))).toEqual([]);
});

test('nothing is offered on a plan that does not hold any more', () => {
	const given = planning([visit('w')], [shift('a')]);
	const made = plan(given);
	const asked = visit('v');
	expect(
		offerWindows(planning([visit('w', { place: 2, windows: [{ from: 480, until: 515 }] })], [shift('a')]), made, asked)
	).toEqual([]);
	expect(
		offerWindows(planning([visit('w'), visit('t', { told: { at: 600, shifts: ['a'] } })], [shift('a')]), made, asked)
	).toEqual([]);
});

test('the cheaper first, then those whom they know', () => {
	const given = planning([visit('w', { place: 5 })], [shift('a'), shift('b'), shift('c', { from: 7 })]);
	const [offer] = offerWindows(given, plan(given), visit('v', { place: 5, windows: [{ from: 480, until: 700 }] }));
	expect(offer).toMatchObject({ more: 0 });
	const nobody = planning([], [shift('a'), shift('b')]);
	const [known] = offerWindows(nobody, plan(nobody), visit('v', { known: ['b-1'] }));
	expect(known).toMatchObject({ shifts: ['b'], known: true });
});

test('two teams are offered at one time, with what they bring between them', () => {
	const given = planning([], [shift('a'), shift('b', { helpers: [helper('w', { woman: true })] })]);
	const two = visit('v', { woman: true, roles: [{ skills: ['eid'] }, { skills: [] }] });
	expect(offerWindows(given, plan(given), two)[0]!.shifts.toSorted()).toEqual(['a', 'b']);
});

test('whichever minute of an offer is taken, nobody who was told is moved and nobody is lost', () => {
	const days = fc.record({
		seed: fc.integer({ min: 1, max: 1e6 }),
		size: fc.integer({ min: 1, max: 14 }),
		part: fc.double({ min: 0, max: 1, noNaN: true })
	});
	fc.assert(
		fc.property(days, ({ seed, size, part }) => {
			const all = communeDay(size + 1, 4, seeded(seed));
			const given = { ...all, visits: all.visits.slice(1) };
			const made = plan(given);
			const held = told({ ...given }, made);
			const asked = all.visits[0]!;
			for (const { from, until, shifts } of offerWindows(held, made, asked)) {
				const at = Math.round(from + part * (until - from));
				const next = { ...held, visits: [...held.visits, { ...asked, told: { at, shifts } }] };
				const after = planVisits(next, seeded(1), { rounds: 0 }, made);
				expect(faultsOf(next, after)).toEqual([]);
				expect(after.unserved).toEqual(made.unserved);
			}
		}),
		{ numRuns: 40 }
	);
});
