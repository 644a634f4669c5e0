import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '#kernel/seeded.ts';
import { AUTUMN, communeTerm, WINTER } from '#tests/support/term-commune.ts';
import { bestOfAll } from '#tests/support/term-all.ts';
import { dayNumbered, faultsOf, lessonsOf, numberOf, worthOf, type Asked } from '#tests/support/term-faults.ts';
import type { Busy } from './rules-days.ts';
import { difference } from './rules-term-levels.ts';
import { planTerm, whyNoPlace, type TermPlan } from './rules-term.ts';
import type { HamletAvoid, Trainer, Venue, WantedClass } from './rules-term-ways.ts';

const plan = ({ wanted, avoids, busy }: Asked, steps = 40, seed = 1): TermPlan =>
	planTerm(wanted, avoids, busy, { steps, seed });

const LUA: Trainer = { id: 'lúa', organisation: 'women' };
const MAI: Trainer = { id: 'mai', organisation: 'youth' };
const TRE: Trainer = { id: 'tre', organisation: 'women' };
const HALL: Venue = { name: 'Nhà văn hoá', capacity: 30, stepFree: true, power: true };
const SCHOOL: Venue = { name: 'Trường', capacity: 15, stepFree: false, power: true };

// The plainest class: three Tuesdays of September 2026 at 14:00, 90 minutes, with one trainer in one hall.
const wish = (id: string, more: Partial<WantedClass> = {}): WantedClass => ({
	...{ id, hamlet: 1, lessons: 3, minutes: 90, from: '2026-09-01', until: '2026-09-30', perWeek: 1, weekdays: [2] },
	...{ starts: ['14:00'], trainers: [LUA], venues: [HALL], learners: 10, waiting: 0, stepFree: false, power: false },
	...more
});
const asked = (wanted: WantedClass[], more: Partial<Asked> = {}): Asked => ({ wanted, avoids: [], busy: [], ...more });
const daysOf = ({ placed }: TermPlan): Record<string, string[]> =>
	Object.fromEntries(placed.map(({ id, days }) => [id, days]));

const FIRST = numberOf('2026-11-20');
const day = fc.integer({ min: 0, max: 100 }).map((n) => dayNumbered(FIRST + n));
const time = fc.constantFrom('08:00', '09:20', '14:00', '19:00');
const many = { minLength: 1, maxLength: 2 };
const trainers = fc.uniqueArray(fc.constantFrom(LUA, MAI, TRE), { maxLength: 3 });
const venues = fc.uniqueArray(fc.constantFrom(HALL, SCHOOL, { ...SCHOOL, name: 'Sân', power: false }), {
	maxLength: 3
});
const wantedArb = (lessons: number, longest: number): fc.Arbitrary<WantedClass> =>
	fc
		.record({
			...{ id: fc.uuid(), hamlet: fc.constantFrom(1, 2, null), lessons: fc.integer({ min: 1, max: lessons }) },
			...{ minutes: fc.constantFrom(45, 90, 120), from: day, long: fc.integer({ min: 0, max: longest }) },
			perWeek: fc.integer({ min: 1, max: 3 }),
			weekdays: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 5 }),
			...{ starts: fc.uniqueArray(time, many), trainers, venues },
			...{ learners: fc.integer({ min: 1, max: 31 }), waiting: fc.integer({ min: 0, max: 90 }) },
			...{ stepFree: fc.boolean(), power: fc.boolean() }
		})
		.map(({ long, ...one }) => ({ ...one, until: dayNumbered(numberOf(one.from) + long) }));
const avoid: fc.Arbitrary<HamletAvoid> = fc
	.record({
		...{ kind: fc.constantFrom('market' as const, 'harvest' as const), hamletId: fc.constantFrom(1, 2, null) },
		...{ lunarDays: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 5 }), begins: day },
		...{ weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 1 }), long: fc.nat(14) }
	})
	.map(({ begins, long, ...one }) =>
		one.kind === 'market'
			? { ...one, fromDay: null, untilDay: null }
			: { ...one, lunarDays: [], weekdays: [], fromDay: begins, untilDay: dayNumbered(numberOf(begins) + long) }
	);
const busy: fc.Arbitrary<Busy> = fc.record({
	...{ day, starts: time, minutes: fc.integer({ min: 30, max: 240 }) },
	...{ trainer: fc.constantFrom('lúa', 'mai', null), venue: fc.constantFrom('NHA VAN HOA', 'Trường', null) }
});
const term = fc.record({
	wanted: fc.uniqueArray(wantedArb(6, 80), { maxLength: 7, selector: ({ id }) => id }),
	avoids: fc.array(avoid, { maxLength: 4 }),
	busy: fc.array(busy, { maxLength: 60 })
});

describe('a term', () => {
	test('no hard rule is broken, each class is said once, and what is given up or left out has its reason', () =>
		fc.assert(
			fc.property(term, (given) => {
				const made = plan(given);
				expect(faultsOf(given, made)).toEqual([]);
				expect(made.levels).toEqual(worthOf(given, made.placed));
			}),
			{ numRuns: 150 }
		));

	test('never worse than first come, first planned; the same seed and steps give the same plan', () =>
		fc.assert(
			fc.property(term, fc.integer(), (given, seed) => {
				const [made, again] = [plan(given, 25, seed), plan(given, 25, seed)];
				expect(again).toEqual(made);
				expect(difference(made.levels, made.firstCome).by).toBeLessThanOrEqual(0);
			}),
			{ numRuns: 100 }
		));

	test('whoever is left out finds no place beside what was planned', () =>
		fc.assert(
			fc.property(term, (given) => {
				const made = plan(given);
				const of = (id: string): WantedClass => given.wanted.find((one) => one.id === id)!;
				const stands = [...given.busy, ...made.placed.flatMap((one) => lessonsOf(one, of(one.id)))];
				for (const { id } of made.unplaced)
					expect(plan({ ...given, wanted: [of(id)], busy: stands }, 0).placed).toEqual([]);
			}),
			{ numRuns: 60 }
		));

	test('a tiny term is as good as the best of all plans', () =>
		fc.assert(
			fc.property(
				fc.uniqueArray(wantedArb(2, 14), { minLength: 2, maxLength: 3, selector: ({ id }) => id }),
				fc.array(busy, { maxLength: 10 }),
				(wanted, stands) => {
					const same = wanted.map((one) => ({ ...one, from: '2026-12-01', until: '2026-12-11', weekdays: [2, 3, 5] }));
					const given = asked(same, { busy: stands });
					expect(plan(given, 400).levels).toEqual(bestOfAll(given));
				}
			),
			{ numRuns: 40, seed: 2026 }
		));

	test.each([1, 2, 3, 4, 5, 6])('a commune’s term of thirty classes is without fault (%i)', (seed) => {
		for (const size of [AUTUMN, WINTER]) {
			const given = communeTerm(size, seeded(seed));
			expect(faultsOf(given, plan(given, 20))).toEqual([]);
		}
	});

	test('a commune holds more classes than first come, first planned', () => {
		const { levels, firstCome } = plan(communeTerm(AUTUMN, seeded(1)), 1500);
		expect(levels[0]).toBeLessThan(firstCome[0]);
	});
});

describe('what stands in the way', () => {
	test('a trainer has half an hour from place to place, and none in the same one', () => {
		const second = (starts: string, venue: Venue) =>
			plan(asked([wish('a'), wish('b', { starts: [starts], venues: [venue], until: '2026-09-22' })]));
		expect(second('15:30', HALL).unplaced).toEqual([]);
		expect(second('15:30', { ...HALL, name: 'nha van  hoa' }).unplaced).toEqual([]);
		expect(second('16:00', SCHOOL).unplaced).toEqual([]);
		expect(second('15:59', SCHOOL).unplaced).toEqual([{ id: 'b', why: 'trainer' }]);
	});

	test('a desk and a door hold a trainer, and a meeting holds a hall', () => {
		const held = { day: '2026-09-08', starts: '13:00', minutes: 120 };
		const days = (one: Pick<Busy, 'trainer' | 'venue'>) =>
			plan(asked([wish('a')], { busy: [{ ...held, ...one }] })).placed[0]!.given;
		expect(days({ trainer: 'lúa', venue: null })).toEqual([
			{ day: '2026-09-01', why: 'day-off' },
			{ day: '2026-09-08', why: 'trainer' }
		]);
		expect(days({ trainer: null, venue: 'Nhà Văn Hoá' })[1]).toEqual({ day: '2026-09-08', why: 'venue' });
		expect(days({ trainer: 'mai', venue: null })).toHaveLength(1);
	});

	test('markets and harvests of another hamlet are no hindrance', () => {
		const harvest = (hamletId: number | null): HamletAvoid => ({
			...{ kind: 'harvest', lunarDays: [], weekdays: [], fromDay: '2026-09-07', untilDay: '2026-09-30', hamletId }
		});
		const whys = [1, null, 2].map((hamlet) => plan(asked([wish('a')], { avoids: [harvest(hamlet)] })).unplaced[0]?.why);
		expect(whys).toEqual(['harvest', 'harvest', undefined]);
	});

	test('who is left out is told why, and there is no reason that nobody is told', () => {
		const why = (more: Partial<WantedClass>, given: Partial<Asked> = {}) =>
			plan(asked([wish('a', more)], given)).unplaced[0]?.why;
		const whole: Busy[] = ['2026-09-08', '2026-09-15', '2026-09-22', '2026-09-29'].map((held) => ({
			...{ day: held, starts: '07:00', minutes: 600, trainer: null, venue: 'Nhà văn hoá' }
		}));
		const market: HamletAvoid = {
			...{ kind: 'market', lunarDays: [], weekdays: [2], fromDay: null, untilDay: null, hamletId: null }
		};
		const harvest: HamletAvoid = { ...market, kind: 'harvest', fromDay: '2026-09-02', untilDay: '2026-09-30' };
		const told = {
			nobody: why({ trainers: [] }),
			nowhere: why({ venues: [] }),
			small: why({ venues: [SCHOOL], learners: 16 }),
			steps: why({ venues: [SCHOOL], stepFree: true }),
			power: why({ venues: [{ ...HALL, power: false }], power: true }),
			short: why({ until: '2026-09-14' }),
			tet: why({ from: '2027-02-02', until: '2027-02-24' }),
			'day-off': why({ weekdays: [0] }),
			market: why({}, { avoids: [market] }),
			harvest: why({}, { avoids: [harvest] }),
			venue: why({}, { busy: whole }),
			trainer: why({}, { busy: whole.map((one) => ({ ...one, trainer: 'lúa', venue: null })) })
		};
		for (const [reason, said] of Object.entries(told)) expect(said).toBe(reason);
		expect(Object.keys(told).toSorted()).toEqual([...whyNoPlace].toSorted());
	});
});

describe('what is best', () => {
	test('a class waits so that two find place', () => {
		const free = wish('free', { starts: ['14:00', '08:00'], waiting: 9, trainers: [LUA, MAI] });
		const bound = wish('bound', { until: '2026-09-22' });
		expect(plan(asked([{ ...free, starts: ['14:00'], trainers: [LUA] }, bound]), 0).unplaced).toHaveLength(1);
		expect(plan(asked([free, bound])).unplaced).toEqual([]);
	});

	test('two who have one hall take turns where neither can wait', () => {
		const [one, other] = [
			wish('one', { lessons: 2, from: '2026-09-08', until: '2026-09-29' }),
			wish('other', { lessons: 2, from: '2026-09-08', until: '2026-09-29', trainers: [MAI] })
		];
		const stands = (trainer: string, held: string): Busy => ({
			...{ trainer, venue: null, day: held, starts: '14:00', minutes: 60 }
		});
		// One cannot on the 22nd, the other not on the 29th: neither may take the first two days.
		const given = asked([one, other], { busy: [stands('lúa', '2026-09-22'), stands('mai', '2026-09-29')] });
		const made = daysOf(plan(given, 200));
		expect(made['other']).toContain('2026-09-22');
		expect(made['one']).toContain('2026-09-29');
	});

	test('of as many classes those who wait longest, and of equal plans the one that shares lessons out', () => {
		const until = '2026-09-22';
		const made = plan(asked([wish('new', { until, waiting: 3 }), wish('old', { until, waiting: 60 })]));
		expect(made.unplaced).toEqual([{ id: 'new', why: 'trainer' }]);
		const shared = [wish('a', { trainers: [LUA, MAI] }), wish('b', { trainers: [TRE], venues: [SCHOOL] })];
		expect(plan(asked(shared), 60).placed.find(({ id }) => id === 'a')!.trainer).toBe('mai');
	});
});
