import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#kernel/day.ts';
import { isDayOff } from '#capabilities/places/rules-calendar.ts';
import { csvOf } from '#capabilities/privacy/rules-csv.ts';
import { clockNames, KEEP_FILES, PERIODS, periodOf } from './rules-periods.ts';
import { endOf, nextClock, requestAllows, requestKinds, requestStates } from './rules-requests.ts';

test.each([
	['2026-07-14', 2, 'working', '2026-07-16'],
	['2026-07-16', 2, 'working', '2026-07-20'],
	['2026-08-28', 2, 'working', '2026-09-04'],
	['2026-07-14', 10, 'calendar', '2026-07-24'],
	['2026-07-14', 20, 'calendar', '2026-08-03']
] as const)('from %s, %i %s days end on %s', (from, days, unit, end) => {
	expect(endOf(from, { days, unit })).toBe(end);
});

test('working days never end on a day off, and never before as many calendar days', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 30 }), (shift, days) => {
			const from = addDays('2026-01-01', shift);
			const end = endOf(from, { days, unit: 'working' });
			expect(isDayOff(end)).toBe(false);
			expect(end >= endOf(from, { days, unit: 'calendar' })).toBe(true);
		})
	);
});

test('every period has one rule; a centre comes before the house, the house before the rule', () => {
	expect(PERIODS.map(({ name }) => name)).toEqual([...clockNames, KEEP_FILES]);
	const set = [
		{ centreId: null, name: 'due-access', days: 8 },
		{ centreId: 1, name: 'due-access', days: 7 }
	];
	expect([1, 2, null].map((centre) => periodOf('due-access', set, centre).days)).toEqual([7, 8, 8]);
	expect(periodOf('acknowledge', set, 1)).toMatchObject({ days: 2, unit: 'working', source: 'law', confirmed: false });
});

test('a settled request takes nothing more, but whoever restricted or objected can lift it', () => {
	for (const kind of requestKinds) {
		const open = requestStates.filter((state) => requestAllows(kind, state, 'settle'));
		expect(open).toEqual(['received', 'acknowledged']);
		expect([kind, requestAllows(kind, 'done', 'take-back')]).toEqual([
			kind,
			['restriction', 'objection', 'withdrawal'].includes(kind)
		]);
		expect(requestAllows(kind, 'refused', 'take-back')).toBe(false);
	}
	expect(requestAllows('access', 'acknowledged', 'acknowledge')).toBe(false);
});

test('the next clock is the receipt, then the answer', () => {
	const row = (state: 'received' | 'acknowledged' | 'done', acknowledgeBy: string, dueBy: string) => ({
		...{ state, acknowledgeBy, dueBy }
	});
	const one = row('received', '2026-07-16', '2026-07-24');
	expect(nextClock(one, '2026-07-16')).toEqual({ what: 'acknowledge', by: '2026-07-16', late: false, today: true });
	expect(nextClock({ ...one, state: 'acknowledged' }, '2026-07-25')).toMatchObject({ what: 'answer', late: true });
	expect(nextClock(row('done', '2026-07-16', '2026-07-24'), '2026-07-25')).toBe(null);
});

test('a cell that a spreadsheet would run is plain text', () => {
	expect(csvOf([['=1+1', '+84', '-2', '@a', 'Sương, "Sớm"', '0900']])).toBe(
		`\uFEFF'=1+1,'+84,'-2,'@a,"Sương, ""Sớm""",0900\r\n`
	);
});
