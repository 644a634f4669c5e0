import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bandNow, boosterNow, choicesAt, familiesNext, lastTried, runningSet, SET, type Tried } from './rules-run.ts';
import type { Act } from './scam-shape.ts';
import { findPractice, practiceItems } from './scams.ts';

const WHO = '5b1f0c2e-0000-4000-8000-000000000001';
const day = (date: string): Date => new Date(`${date}T09:00:00+07:00`);
const right = (item: string): Act => (findPractice(item)!.genuine ? 'follow' : 'check');
const wrong = (item: string): Act => (findPractice(item)!.genuine ? 'leave' : 'follow');

/** So many more answers, one after the other, each as `how` has it. */
function goOn(tried: readonly Tried[], many: number, how: (item: string, n: number) => Act, at: Date): Tried[] {
	const all = [...tried];
	for (let n = 0; n < many; n++) {
		const { set, next } = runningSet(WHO, all);
		all.push({ set, item: next.id, act: how(next.id, n), at });
	}
	return all;
}
const sets = (days: readonly [string, number][]): Tried[] =>
	days.reduce<Tried[]>(
		(all, [date, mistaken]) => goOn(all, SET, (item, n) => (n < mistaken ? wrong(item) : right(item)), day(date)),
		[]
	);

describe('the set that runs', () => {
	test('is heard whole, nothing twice, and then another begins; each person has sets of their own', () => {
		const tried = goOn([], 40, right, day('2026-12-01'));
		expect(new Set(tried.map(({ item }) => item)).size).toBe(40);
		expect(tried.map(({ set }) => set)).toEqual(Array.from({ length: 40 }, (_, n) => Math.floor(n / SET) + 1));
		const firsts = Array.from({ length: 40 }, (_, n) => runningSet(n.toString(16).padStart(8, '0'), []).next.id);
		expect(new Set(firsts).size).toBeGreaterThan(10);
	});

	test('an item is known as answered only while its set is the last one', () => {
		const tried = goOn([], SET, right, day('2026-12-01'));
		expect(lastTried(tried, tried[0]!.item)).toBe(tried[0]);
		const on = goOn(tried, 1, right, day('2026-12-01'));
		expect(lastTried(on, tried[0]!.item)).toBeUndefined();
	});
});

test('whoever did not hear it to its end may hang up or ask, and not follow; a message is answered whole', () => {
	fc.assert(
		fc.property(fc.constantFrom(...practiceItems), fc.integer({ min: 1, max: 5 }), (item, turn) => {
			const offered = choicesAt(item, turn).map(({ act }) => act);
			const last = item.turns.length;
			if (turn > last || (item.medium === 'message' && turn < last)) expect(offered).toEqual([]);
			else expect(offered.includes('follow')).toBe(turn === last);
		})
	);
});

describe('how somebody stands', () => {
	test('the last four sets speak, and no band before two of them', () => {
		expect(bandNow(sets([['2026-12-01', 0]]))).toBe('few');
		expect(bandNow(sets(Array.from({ length: 2 }, () => ['2026-12-01', 0])))).toBe('tells-apart');
		expect(bandNow(sets(Array.from({ length: 4 }, (_, n) => ['2026-12-01', n < 2 ? 5 : 0])))).toBe('mixed');
		const later = Array.from({ length: 8 }, (_, n): [string, number] => ['2026-12-01', n < 4 ? 5 : 0]);
		expect(bandNow(sets(later))).toBe('tells-apart');
	});

	test('families that were mistaken last are heard again, the latest first, at most three', () => {
		expect(familiesNext([])).toEqual([]);
		expect(familiesNext(sets([['2026-12-01', 0]]))).toEqual([]);
		const one = (item: string, act: Act): Tried => ({ set: 1, item, act, at: day('2026-12-01') });
		const mistaken = ['F1-a', 'F2-a', 'F3-a', 'F4-a'].map((item) => one(item, wrong(item)));
		expect(familiesNext(mistaken)).toEqual(['F4', 'F3', 'F2']);
		expect(familiesNext([...mistaken, one('F4-b', right('F4-b'))])).toEqual(['F3', 'F2', 'F1']);
	});

	test('practice comes again on the ladder of days, moved by whole sets on their days, and back by a lapse', () => {
		expect(boosterNow(goOn([], SET - 1, right, day('2026-12-01')))).toBeNull();
		expect(boosterNow(sets([['2026-12-01', 0]]))).toBe('2026-12-03');
		expect(boosterNow(sets([['2026-12-01', 1]]))).toBe('2026-12-03');
		const eight = Array.from({ length: 8 }, (): [string, number] => ['2026-12-01', 0]);
		expect(boosterNow(sets(eight))).toBe('2026-12-03');
		expect(
			boosterNow(
				sets([
					['2026-12-01', 0],
					['2026-12-03', 0]
				])
			)
		).toBe('2026-12-10');
		expect(
			boosterNow(
				sets([
					['2026-12-01', 0],
					['2026-12-03', 0],
					['2026-12-10', 0],
					['2026-12-11', 2]
				])
			)
		).toBe('2026-12-18');
	});
});
