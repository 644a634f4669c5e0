import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, weekdayOf } from '#kernel/day.ts';
import { lunarOf } from '#kernel/lunar.ts';
import { isDayOff } from '#capabilities/places/rules-calendar.ts';
import { findStatement, gateSigns } from '#capabilities/learning/frame.ts';
import { isTet, planDays, whyNotOn, type Avoid, type Busy } from './rules-days.ts';
import { placesLeft, seatFor } from './rules-seats.ts';
import { templates } from './templates.ts';

const day = fc.integer({ min: 0, max: 500 }).map((n) => addDays('2026-07-14', n));
const market = (lunarDays: number[], weekdays: number[] = []): Avoid => ({
	...{ kind: 'market', lunarDays, weekdays, fromDay: null, untilDay: null }
});
const avoid = fc.oneof(
	fc
		.record({
			lunarDays: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 6 }),
			weekdays: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 1 })
		})
		.map(({ lunarDays, weekdays }) => market(lunarDays, weekdays)),
	fc.tuple(day, fc.integer({ min: 0, max: 20 })).map(([fromDay, long]): Avoid => ({
		...{ kind: 'harvest', lunarDays: [], weekdays: [], fromDay, untilDay: addDays(fromDay, long) }
	}))
);
const time = fc.constantFrom('08:00', '09:00', '14:00', '19:30');
const busy: fc.Arbitrary<Busy> = fc.record({
	...{ day, starts: time, minutes: fc.integer({ min: 45, max: 120 }) },
	...{ trainer: fc.constantFrom('lúa', 'mai'), venue: fc.constantFrom('nhà văn hoá', 'trường') }
});
const wanted = fc.record({
	...{ from: day, starts: time, minutes: fc.integer({ min: 45, max: 120 }) },
	...{ trainer: fc.constantFrom('lúa', 'mai'), venue: fc.constantFrom('nhà văn hoá', 'trường') },
	lessons: fc.integer({ min: 3, max: 8 }),
	perWeek: fc.integer({ min: 1, max: 3 }),
	weekdays: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 5 })
});
const minute = (at: string): number => Number(at.slice(0, 2)) * 60 + Number(at.slice(3));
const overlap = (a: Pick<Busy, 'starts' | 'minutes'>, b: Pick<Busy, 'starts' | 'minutes'>): boolean =>
	minute(a.starts) < minute(b.starts) + b.minutes && minute(b.starts) < minute(a.starts) + a.minutes;

describe('days of a class', () => {
	test('no hard rule is broken: no day off, Tết, market or harvest, no trainer and no venue twice at a time', () =>
		fc.assert(
			fc.property(
				wanted,
				fc.array(avoid, { maxLength: 4 }),
				fc.array(busy, { maxLength: 40 }),
				(asks, avoids, stands) => {
					const plan = planDays(asks, avoids, stands);
					if (plan === null) return;
					expect(plan.days).toHaveLength(asks.lessons);
					expect(new Set(plan.days).size).toBe(asks.lessons);
					expect(plan.weekdays.length).toBeLessThanOrEqual(asks.perWeek);
					expect(plan.days.some((one) => plan.days.includes(addDays(one, 1)))).toBe(false);
					for (const one of plan.days) {
						expect(one >= asks.from).toBe(true);
						expect(asks.weekdays).toContain(weekdayOf(one));
						expect(isDayOff(one) || isTet(one)).toBe(false);
						const lunar = lunarOf(one)?.day;
						for (const { kind, lunarDays, weekdays, fromDay, untilDay } of avoids)
							if (kind === 'market')
								expect(weekdays.includes(weekdayOf(one)) || lunarDays.includes(lunar ?? 0)).toBe(false);
							else expect(fromDay! <= one && one <= untilDay!).toBe(false);
						const then = stands.filter((other) => other.day === one && overlap(other, asks));
						expect(then.some(({ trainer, venue }) => trainer === asks.trainer || venue === asks.venue)).toBe(false);
					}
				}
			)
		));

	test('no other choice of days of the week is over earlier, and whatever was given up says why', () =>
		fc.assert(
			fc.property(wanted, fc.array(avoid, { maxLength: 3 }), (asks, avoids) => {
				const plan = planDays(asks, avoids, []);
				const each = asks.weekdays.flatMap(
					(one) => planDays({ ...asks, weekdays: [one], perWeek: 1 }, avoids, []) ?? []
				);
				if (plan === null) {
					expect(each).toEqual([]);
					return;
				}
				for (const other of each) expect(plan.days.at(-1)! <= other.days.at(-1)!).toBe(true);
				for (const { day: given, why } of plan.given) expect(whyNotOn(given, avoids)).toBe(why);
			})
		));

	test('Tết is from the kitchen gods to the pole; markets go by the moon', () => {
		expect(isTet('2027-01-30')).toBe(true); // 23 of the twelfth
		expect(isTet('2027-01-29')).toBe(false);
		expect(isTet('2027-02-12')).toBe(true); // 7 of the first
		expect(isTet('2027-02-13')).toBe(false);
		expect(whyNotOn('2026-07-24', [market([11, 16])])).toBe('market');
		expect(whyNotOn('2026-07-29', [market([11, 16])])).toBe('market');
		expect(whyNotOn('2026-07-22', [market([11, 16])])).toBeNull();
		expect(whyNotOn('2026-07-25', [])).toBe('day-off');
	});

	test('the class of the drawing: Wednesdays and Fridays of July around the market', () => {
		const asks = { from: '2026-07-22', starts: '14:00', minutes: 90, trainer: 'lúa', venue: 'nhà văn hoá', lessons: 6 };
		const plan = planDays({ ...asks, perWeek: 2, weekdays: [3, 5] }, [market([11, 16])], [])!;
		expect(plan.days).toEqual(['2026-07-22', '2026-07-31', '2026-08-05', '2026-08-07', '2026-08-12', '2026-08-14']);
		expect(plan.given).toEqual([
			{ day: '2026-07-24', why: 'market' },
			{ day: '2026-07-29', why: 'market' }
		]);
	});
});

test('a place goes to nobody past those who wait', () =>
	fc.assert(
		fc.property(fc.nat(15), fc.nat(15), fc.nat(3), fc.nat(3), (capacity, taken, waiting, guests) => {
			const got = seatFor({ left: placesLeft({ capacity, taken, guests }), waiting });
			expect(got === 'taken').toBe(taken + guests < capacity && waiting === 0);
		})
	));

test('whatever a template teaches stands in the frame, and each topic has one of its own', () => {
	const signs = new Set(gateSigns.map(({ id }) => id));
	for (const { id, lessons } of templates)
		for (const statement of lessons.flatMap((lesson) => lesson.statements))
			expect(signs.has(statement) || findStatement(statement) !== undefined, `${id} ${statement}`).toBe(true);
	expect(new Set(templates.map(({ topic }) => topic)).size).toBe(6);
});
