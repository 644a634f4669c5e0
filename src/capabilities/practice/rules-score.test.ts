import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { families } from '#capabilities/learning/frame-shape.ts';
import { boosterDays, nextBooster } from './rules-boosters.ts';
import { bandOf, countsOf, deviate, discrimination, type Answer, type Counts } from './rules-score.ts';
import { nextSet } from './rules-set.ts';
import { acts } from './scam-shape.ts';
import { practiceItems } from './scams.ts';

const counts = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 })).chain(([scams, genuine]) =>
	fc.record({
		...{ scams: fc.constant(scams), hits: fc.integer({ min: 0, max: scams }) },
		...{ genuine: fc.constant(genuine), falseAlarms: fc.integer({ min: 0, max: genuine }) }
	})
);
const answers = fc.array(fc.record({ genuine: fc.boolean(), act: fc.constantFrom(...acts) }), { maxLength: 60 });
/** So many sets, each of three scams and two genuine. */
const sets = fc.integer({ min: 2, max: 20 });
const everywhere = (act: Answer['act'], many: number): Counts =>
	countsOf(Array.from({ length: 5 * many }, (_, n) => ({ genuine: n % 5 > 2, act })));

describe('how far scams are told from what is genuine', () => {
	test('deviates as the tables of the normal distribution have them', () => {
		for (const [share, known] of [
			[0.5, 0],
			[0.841345, 1],
			[0.975, 1.959964],
			[0.99, 2.326348],
			[0.001, -3.090232]
		] as const)
			expect(Math.abs(deviate(share) - known)).toBeLessThan(0.0005);
	});

	test('who has it the wrong way round is as far below nought as who has it right is above', () =>
		fc.assert(
			fc.property(counts, (one) => {
				const swapped = {
					...{ scams: one.genuine, hits: one.falseAlarms },
					...{ genuine: one.scams, falseAlarms: one.hits }
				};
				expect(discrimination(swapped)).toBeCloseTo(-discrimination(one), 10);
			})
		));

	test('one scam more seen through raises it, one false alarm more lowers it', () =>
		fc.assert(
			fc.property(counts, (one) => {
				if (one.hits < one.scams)
					expect(discrimination({ ...one, hits: one.hits + 1 })).toBeGreaterThan(discrimination(one));
				if (one.falseAlarms < one.genuine)
					expect(discrimination({ ...one, falseAlarms: one.falseAlarms + 1 })).toBeLessThan(discrimination(one));
			})
		));

	test('none of none and all of all stay finite, and say the less the fewer they are', () => {
		fc.assert(
			fc.property(counts, (one) => {
				expect(Number.isFinite(discrimination(one))).toBe(true);
			})
		);
		const perfect = (many: number) => discrimination({ scams: many, hits: many, genuine: many, falseAlarms: 0 });
		expect(perfect(0)).toBe(0);
		expect(perfect(24)).toBeGreaterThan(perfect(6));
	});

	test('the order of answers does not matter', () =>
		fc.assert(
			fc.property(
				answers.chain((one) =>
					fc.tuple(fc.constant(one), fc.shuffledSubarray(one, { minLength: one.length, maxLength: one.length }))
				),
				([one, other]) => {
					expect(countsOf(other)).toEqual(countsOf(one));
				}
			)
		));

	test('to hang up on all tells nothing apart, nor to follow all; to ask about all is right of all', () =>
		fc.assert(
			fc.property(sets, (many) => {
				for (const act of ['hang-up', 'leave', 'follow'] as const)
					expect(Math.abs(discrimination(everywhere(act, many)))).toBeLessThan(0.25);
				expect(bandOf(everywhere('hang-up', many))).toBe('suspects-all');
				expect(bandOf(everywhere('leave', many))).toBe('suspects-all');
				expect(bandOf(everywhere('follow', many))).toBe('trusts-all');
				expect(bandOf(everywhere('check', many))).toBe('tells-apart');
			})
		));
});

describe('the words for it', () => {
	test('none before two sets, then by what was let through and what was refused', () => {
		const band = (scams: number, hits: number, genuine: number, falseAlarms: number) =>
			bandOf({ scams, hits, genuine, falseAlarms });
		expect(band(5, 5, 4, 0)).toBe('few');
		expect(band(6, 6, 3, 0)).toBe('few');
		expect(band(6, 5, 4, 1)).toBe('tells-apart');
		expect(band(6, 4, 4, 1)).toBe('trusts-all');
		expect(band(6, 5, 4, 2)).toBe('suspects-all');
		expect(band(6, 4, 4, 2)).toBe('mixed');
		expect(band(10, 7, 10, 3)).toBe('tells-apart');
	});

	test('whoever tells them apart does so by d′ too, and one more scam seen through never takes it away', () =>
		fc.assert(
			fc.property(counts, (one) => {
				fc.pre(bandOf(one) === 'tells-apart');
				expect(discrimination(one)).toBeGreaterThan(0.9);
				if (one.hits < one.scams) expect(bandOf({ ...one, hits: one.hits + 1 })).toBe('tells-apart');
			})
		));
});

const known = practiceItems.map(({ id }) => id);
/** Anything; or all but one family, of which then a whole set is made, twins and all. */
const seen = fc.oneof(
	fc.array(fc.constantFrom(...known), { maxLength: 80 }),
	fc.constantFrom(...families).map((left) => known.filter((id) => !id.startsWith(`${left}-`)))
);
const seeds = fc.integer();

describe('the next set', () => {
	test('three scams and two genuine, none twice, twins never one after the other, the same from the same seed', () =>
		fc.assert(
			fc.property(seeds, seen, (seed, before) => {
				const set = nextSet(seed, before);
				expect(set.filter(({ genuine }) => genuine)).toHaveLength(2);
				expect(new Set(set.map(({ id }) => id)).size).toBe(5);
				const pairs = set.slice(1).map((one, n) => [one, set[n]!] as const);
				expect(pairs.filter(([a, b]) => a.twin === b.id || b.twin === a.id)).toEqual([]);
				expect(nextSet(seed, before)).toEqual(set);
			})
		));

	test('of each kind nothing is heard again while something was never heard', () =>
		fc.assert(
			fc.property(seeds, seen, (seed, before) => {
				const set = nextSet(seed, before);
				for (const genuine of [false, true]) {
					const fresh = practiceItems.filter((one) => one.genuine === genuine && !before.includes(one.id));
					const drawn = set.filter((one) => one.genuine === genuine);
					const again = drawn.filter(({ id }) => before.includes(id));
					expect(again.length).toBe(Math.max(0, drawn.length - fresh.length));
				}
			})
		));

	test('eight sittings hear all forty once, each scam of a sitting from another family', () =>
		fc.assert(
			fc.property(seeds, (seed) => {
				const heard: string[] = [];
				for (let n = 0; n < 8; n++) {
					const set = nextSet(seed + n, heard);
					expect(new Set(set.filter(({ genuine }) => !genuine).map(({ family }) => family)).size).toBe(3);
					heard.push(...set.map(({ id }) => id));
				}
				expect(heard.toSorted()).toEqual(known.toSorted());
			}),
			{ numRuns: 40 }
		));

	test('where all were heard, a set is of five families and leaves out what was heard last', () =>
		fc.assert(
			fc.property(seeds, fc.shuffledSubarray(known, { minLength: 40 }), (seed, before) => {
				const set = nextSet(seed, before);
				expect(new Set(set.map(({ family }) => family)).size).toBe(5);
				expect(set.filter(({ id }) => before.slice(-5).includes(id))).toEqual([]);
			})
		));

	test('neither first place nor rhythm tells what comes', () => {
		const rhythms = Array.from({ length: 200 }, (_, seed) =>
			nextSet(seed, [])
				.map(({ genuine }) => (genuine ? 'g' : 's'))
				.join('')
		);
		expect(new Set(rhythms).size).toBe(10);
	});
});

describe('when practice comes again', () => {
	test('after two days, then seven, twenty-one, sixty, and sixty for ever', () => {
		let [step, day]: [number | null, string] = [null, '2026-12-01'];
		const days: string[] = [];
		for (let n = 0; n < 6; n++) {
			const next = nextBooster(step, true, day);
			[step, day] = [next.step, next.on];
			days.push(day);
		}
		expect(days).toEqual(['2026-12-03', '2026-12-10', '2026-12-31', '2027-03-01', '2027-04-30', '2027-06-29']);
	});

	test('a lapse goes one step back, and none before the first', () => {
		expect(nextBooster(3, false, '2026-12-01')).toEqual({ step: 2, on: '2026-12-22' });
		expect(nextBooster(0, false, '2026-12-01')).toEqual({ step: 0, on: '2026-12-03' });
		expect(nextBooster(null, false, '2026-12-01')).toEqual({ step: 0, on: '2026-12-03' });
		expect(Math.max(...boosterDays)).toBe(60);
	});
});
