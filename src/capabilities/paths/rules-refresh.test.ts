import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#kernel/day.ts';
import { gapOf, PROTECTS_DAYS, refreshDays, refreshOf, type DayOf } from './rules-refresh.ts';

const FIRST = '2026-01-01';
const day = fc.integer({ min: 0, max: 400 }).map((n) => addDays(FIRST, n));
const one = fc.record({ day, how: fc.constantFrom('seen', 'used', 'asked'), well: fc.boolean() });
const history = fc.array(one, { maxLength: 14 });
/** One that begins with being seen alone, and has one day for each thing. */
const learned = fc
	.uniqueArray(one, { maxLength: 14, selector: (x) => x.day })
	.map((all): DayOf[] => [{ day: FIRST, how: 'seen', well: true }, ...all.filter((x) => x.day > FIRST)]);
const protects = fc.boolean();
const after = (all: readonly DayOf[]): string => all.toSorted((a, b) => (a.day < b.day ? -1 : 1)).at(-1)!.day;

describe('when something is practised again', () => {
	test('in 2, 7, 21, 60 days and then every 90, where each is remembered on its day; what protects never later than 60', () => {
		const walk = (isProtecting: boolean): number[] => {
			const all: DayOf[] = [{ day: FIRST, how: 'seen', well: true }];
			return Array.from({ length: 7 }, () => {
				const { dueOn } = refreshOf(all, isProtecting)!;
				const gap = (Date.parse(dueOn) - Date.parse(after(all))) / 86_400_000;
				all.push({ day: dueOn, how: 'asked', well: true });
				return gap;
			});
		};
		expect(walk(false)).toEqual([2, 7, 21, 60, 90, 90, 90]);
		expect(walk(true)).toEqual([2, 7, 21, 60, 60, 60, 60]);
	});

	test('the day is never further from the last one than the cap', () => {
		fc.assert(
			fc.property(learned, protects, (all, isProtecting) => {
				const { dueOn } = refreshOf(all, isProtecting)!;
				expect(dueOn <= addDays(after(all), isProtecting ? PROTECTS_DAYS : 90)).toBe(true);
			})
		);
	});

	test('a lapse goes no step on, and never to a day later than the one that was set', () => {
		fc.assert(
			fc.property(learned, protects, fc.integer({ min: 1, max: 200 }), (all, isProtecting, later) => {
				const before = refreshOf(all, isProtecting)!;
				const on = addDays(after(all), later);
				const then = refreshOf([...all, { day: on, how: 'asked', well: false }], isProtecting)!;
				expect(then.step).toBe(Math.max(before.step - 1, 0));
				if (on < before.dueOn) expect(then.dueOn <= before.dueOn).toBe(true);
				expect(then.dueOn <= addDays(on, gapOf(then.step, isProtecting))).toBe(true);
			})
		);
	});

	test('what is remembered before its day moves nothing; on its day or later it is one step on', () => {
		fc.assert(
			fc.property(learned, protects, fc.integer({ min: 1, max: 200 }), (all, isProtecting, later) => {
				const before = refreshOf(all, isProtecting)!;
				const on = addDays(after(all), later);
				const then = refreshOf([...all, { day: on, how: 'used', well: true }], isProtecting)!;
				const step = Math.min(before.step + 1, refreshDays.length - 1);
				const moved = { step, dueOn: addDays(on, gapOf(step, isProtecting)) };
				expect(then).toEqual(on < before.dueOn ? before : moved);
			})
		);
	});

	test('the same in whatever order it is read, and however often', () => {
		fc.assert(
			fc.property(history, protects, fc.infiniteStream(fc.double({ noNaN: true })), (all, isProtecting, chance) => {
				const shuffled = all
					.map((x) => ({ x, at: chance.next().value as number }))
					.toSorted((a, b) => a.at - b.at)
					.map(({ x }) => x);
				expect(refreshOf([...shuffled, ...all], isProtecting)).toEqual(refreshOf(all, isProtecting));
			})
		);
	});

	test('nothing begins before it was seen to be done alone', () => {
		fc.assert(
			fc.property(history, protects, (all, isProtecting) => {
				const unseen = all.filter(({ how, well }) => how !== 'seen' || !well);
				expect(refreshOf(unseen, isProtecting)).toBeNull();
			})
		);
	});
});
