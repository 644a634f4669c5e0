import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countsFrom, lineOf, nextFor, type Waiting } from './rules-queue.ts';

const at = (minute: number): Date => new Date(Date.UTC(2026, 6, 14, 1, minute));
const ticket = (number: number, minute: number, headStartMin = 0): Waiting => ({
	id: `t${number}`,
	number,
	arrivedAt: at(minute),
	headStartMin,
	urgent: false,
	matter: 'certification',
	onlyDesk: null
});
const numbers = (line: readonly Waiting[]): number[] => line.map((one) => one.number);
const desk = { desk: 'd', skills: ['certification'] as const };

test('a head start of 20 minutes counts as having come 20 minutes earlier', () => {
	expect(numbers(lineOf([ticket(1, 0), ticket(2, 10, 20), ticket(3, 5)], at(12), 45, false))).toEqual([2, 1, 3]);
	expect(numbers(lineOf([ticket(1, 0), ticket(2, 21, 20)], at(22), 45, false))).toEqual([1, 2]);
});

test('at the same counted time the smaller number goes first', () => {
	expect(numbers(lineOf([ticket(2, 20, 20), ticket(1, 0)], at(21), 45, false))).toEqual([1, 2]);
});

test('an urgent one goes first whatever the hour', () => {
	expect(numbers(lineOf([ticket(1, 0), { ...ticket(9, 50), urgent: true }], at(51), 45, false))).toEqual([9, 1]);
});

test('after 45 minutes the two kinds take turns, and the last turn is remembered', () => {
	const line = [ticket(1, 0), ticket(2, 1), ticket(3, 10, 30), ticket(4, 12, 30)];
	expect(numbers(lineOf(line, at(50), 45, false))).toEqual([1, 3, 2, 4]);
	expect(numbers(lineOf(line, at(50), 45, true))).toEqual([3, 1, 4, 2]);
});

test('a desk calls only what it can do, and a ticket sent to one desk only there', () => {
	const land: Waiting = { ...ticket(1, 0), matter: 'land' };
	const sent: Waiting = { ...ticket(2, 1), onlyDesk: 'other' };
	expect(nextFor(desk, [land, sent, ticket(3, 2)], at(5), 45, false)?.number).toBe(3);
	expect(nextFor({ desk: 'other', skills: [] }, [land, sent], at(5), 45, false)?.number).toBe(2);
	expect(nextFor(desk, [land], at(5), 45, false)).toBeNull();
});

const lines = fc
	.array(fc.record({ minute: fc.integer({ min: 0, max: 120 }), head: fc.constantFrom(0, 0, 20, 30) }), {
		maxLength: 40
	})
	.map((people) =>
		people.toSorted((a, b) => a.minute - b.minute).map((person, n) => ticket(n + 1, person.minute, person.head))
	);

test('nobody is lost or doubled by ordering', () => {
	fc.assert(
		fc.property(
			lines,
			fc.integer({ min: 0, max: 180 }),
			fc.boolean(),
			(line, now, last) =>
				numbers(lineOf(line, at(now), 45, last))
					.toSorted((a, b) => a - b)
					.join() === numbers(line).join()
		)
	);
});

test('within a class, first come is first served', () => {
	fc.assert(
		fc.property(lines, fc.integer({ min: 120, max: 240 }), fc.boolean(), (line, now, last) => {
			const ordered = lineOf(line, at(now), 45, last);
			return [0, 20, 30].every((head) => {
				const same = ordered.filter((one) => one.headStartMin === head).map((one) => countsFrom(one).getTime());
				return same.every((time, n) => n === 0 || same[n - 1]! <= time);
			});
		})
	);
});

test('an "other" is overtaken only by who came less than a head start later, or by turns', () => {
	fc.assert(
		fc.property(lines, (line) => {
			const ordered = lineOf(line, at(30), 45, false);
			return ordered.every(
				(one, n) =>
					one.headStartMin > 0 ||
					ordered.slice(0, n).every((ahead) => ahead.arrivedAt.getTime() - one.arrivedAt.getTime() <= 30 * 60_000)
			);
		})
	);
});

test('once overdue, an "other" is called at the latest after as many early ones as others stand before it, plus one', () => {
	fc.assert(
		fc.property(lines, fc.boolean(), (line, last) => {
			const now = at(200);
			const ordered = lineOf(line, now, 45, last);
			const others = ordered.filter((one) => one.headStartMin === 0);
			return others.every((one, n) => ordered.indexOf(one) <= 2 * n + 1);
		})
	);
});
