import { describe, expect, it } from 'vitest';
import { isDayOff } from '#capabilities/places/rules-calendar.ts';
import { dueOn } from './rules-due.ts';
import { whyDue } from './rules-due-days.ts';

const ten = { qty: 10, unit: 'WORKING_DAY' } as const;
const received = new Date('2026-07-02T08:20:00Z');

describe('why a result is promised for a day', () => {
	it('counts to the promised day and says why it began a day later', () => {
		const due = dueOn(ten, received, isDayOff);
		const why = whyDue(ten, received, due, '2026-07-14', isDayOff)!;
		expect(why).toMatchObject({
			receivedOn: '2026-07-02',
			receivedAt: '15:20',
			late: 'hour',
			from: '2026-07-03',
			off: 4
		});
		expect(why.days.at(-1)).toEqual({ day: due, n: 10, kind: 'due' });
		expect(why.days.find((square) => square.day === '2026-07-14')?.kind).toBe('today');
		expect(why.days.find((square) => square.day === '2026-07-04')).toEqual({ day: '2026-07-04', n: null, kind: 'off' });
	});
	it('has no squares for a result on the same day, and no reason where nothing was promised', () => {
		const now = new Date('2026-07-14T02:00:00Z');
		expect(whyDue({ qty: null, unit: 'SAME_DAY' }, now, '2026-07-14', '2026-07-14', isDayOff)?.days).toEqual([]);
		expect(whyDue({ qty: null, unit: 'OTHER' }, now, null, '2026-07-14', isDayOff)).toBeNull();
	});
});
