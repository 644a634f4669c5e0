import { expect, test } from 'vitest';
import { extraOn, isCut, waysOf } from './rules-roads.ts';

// Ways into hamlets: longer on some days, or cut.

const roads = [
	{ hamletId: 1, extra: 20, fromDay: '2026-07-15', untilDay: '2026-07-16' },
	{ hamletId: 1, extra: 45, fromDay: '2026-07-16', untilDay: '2026-07-20' },
	{ hamletId: 2, extra: null, fromDay: '2026-07-15', untilDay: '2026-07-15' }
];

test('of several notes of a day the worst counts, and both ends belong to it', () => {
	expect([...extraOn(roads, '2026-07-14')]).toEqual([]);
	expect([...extraOn(roads, '2026-07-15')]).toEqual([[1, 20]]);
	expect([...extraOn(roads, '2026-07-16')]).toEqual([[1, 45]]);
	expect([...extraOn(roads, '2026-07-21')]).toEqual([]);
	expect([isCut(roads, 2, '2026-07-15'), isCut(roads, 2, '2026-07-16'), isCut(roads, 1, '2026-07-15')]).toEqual([
		...[true, false, false]
	]);
	expect(isCut(roads, null, '2026-07-15')).toBe(false);
});

test('whoever goes into a hamlet takes longer on those days, within it they do not, and days alike share one matrix', () => {
	const places = [
		{ point: null, hamlet: 1 },
		{ point: null, hamlet: 1 },
		{ point: null, hamlet: 3 }
	];
	const out = (day: string) => ({ day, mode: 'bicycle' as const });
	const days = ['2026-07-14', '2026-07-15', '2026-07-16', '2026-07-17'].map(out);
	const { travel, of } = waysOf(places, days, roads);
	expect(travel.length).toBe(5);
	const [dry, first, second, third] = days.map((one) => travel[of(one)]!);
	expect([dry![0]![1], first![0]![1]]).toEqual([3, 3]);
	expect([dry![0]![2], first![0]![2], first![2]![0], second![0]![2]]).toEqual([15, 35, 35, 60]);
	expect(third).toBe(second);
	expect(first![0]![0]).toBe(0);
});
