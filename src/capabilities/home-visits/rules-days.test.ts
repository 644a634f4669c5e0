import { expect, test } from 'vitest';
import { minuteOf, pressing, timeAt, windowsOn } from './rules-days.ts';
import { metres } from '#kernel/ground.ts';
import { travelBy } from './rules-travel.ts';

test('a minute of the plan is a day and a clock time, also over a month’s end', () => {
	expect(minuteOf('2026-07-30', '2026-08-01', '08:05:00')).toBe(2 * 1440 + 485);
	expect(timeAt('2026-07-30', 2 * 1440 + 485)).toEqual({ day: '2026-08-01', clock: '08:05' });
	expect(timeAt('2026-07-30', 0)).toEqual({ day: '2026-07-30', clock: '00:00' });
});

test('windows are the parts in which they are at home, on the days on which somebody goes out, from now on', () => {
	const first = '2026-07-14';
	const half = (day: number, from: number, until: number) => ({ from: day * 1440 + from, until: day * 1440 + until });
	expect(windowsOn(first, ['2026-07-15', first], ['afternoon', 'morning'], 600)).toEqual([
		half(0, 600, 690),
		half(0, 810, 1020),
		half(1, 450, 690),
		half(1, 810, 1020)
	]);
	expect(windowsOn(first, [first], ['morning'], 690)).toEqual([]);
});

test('what is urgent is due sooner, and is late from the day after', () => {
	expect(pressing('today', '2026-07-14', '2026-07-14')).toEqual({ priority: 5, dueDay: 0 });
	expect(pressing('today', '2026-07-12', '2026-07-14')).toEqual({ priority: 5, dueDay: -2 });
	expect(pressing('this-week', '2026-07-12', '2026-07-14')).toEqual({ priority: 4, dueDay: 5 });
	expect(pressing('this-month', '2026-06-01', '2026-07-14')).toEqual({ priority: 3, dueDay: -13 });
});

test('a road is the line and a third, by how they travel; where no place was noted, the hamlet tells', () => {
	expect(metres([105.7, 19.6], [105.7, 19.618])).toBeCloseTo(2004, 0);
	const [here, there] = [
		{ point: [105.7, 19.6] as const, hamlet: 1 },
		{ point: [105.7, 19.618] as const, hamlet: 2 }
	];
	const unknown = { point: null, hamlet: 2 };
	// Two kilometres: 2.7 on the road, 36 minutes on foot and 7 by motorbike, and three to come to the door.
	expect(travelBy([here, there], 'walk')[0]).toEqual([0, 40]);
	expect(travelBy([here, there], 'motorbike')[0]).toEqual([0, 10]);
	expect(travelBy([there, unknown, { point: null, hamlet: null }], 'walk')[0]).toEqual([0, 3, 15]);
});
