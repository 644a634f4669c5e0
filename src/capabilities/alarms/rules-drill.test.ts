import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rungs } from '#capabilities/support/rules-climb.ts';
import { faultsOf, hasHadItsTime, isLate, nightDue, nightOf, type DrillRung } from './rules-drill.ts';

test.each([
	['2026-07-14T17:59:59Z', null],
	['2026-07-14T18:00:00Z', '2026-07-15'],
	['2026-07-14T21:59:00Z', '2026-07-15'],
	['2026-07-14T22:00:00Z', null],
	['2026-07-15T03:00:00Z', null]
])('at %s a try begins of the night %s', (at, night) => {
	expect(nightOf(new Date(at))).toBe(night);
});

test('it has forty minutes', () => {
	const began = new Date('2026-07-14T18:00:00Z');
	expect(hasHadItsTime(began, new Date('2026-07-14T18:39:59Z'))).toBe(false);
	expect(hasHadItsTime(began, new Date('2026-07-14T18:40:00Z'))).toBe(true);
});

test('a rung that did not ring, or rang nobody, is named; the alarm works where each rang somebody', () => {
	const tried = fc.record({
		rung: fc.constantFrom(...rungs),
		at: fc.option(fc.constant(new Date('2026-07-14T18:06:00Z'))),
		people: fc.integer({ min: 0, max: 2 }),
		late: fc.boolean()
	});
	fc.assert(
		fc.property(fc.uniqueArray(tried, { selector: ({ rung }) => rung }), (all: DrillRung[]) => {
			const faults = faultsOf(all);
			for (const rung of rungs) {
				const one = all.find((row) => row.rung === rung);
				const works = one !== undefined && one.at !== null && !one.late && one.people > 0;
				expect(faults.some((fault) => fault.rung === rung)).toBe(!works);
			}
			for (const { rung, fault } of faults)
				expect(fault === 'silent').toBe(!all.some((one) => one.rung === rung && one.at !== null));
		})
	);
});

test('the team is rung five minutes after it began, whoever leads ten, the province twenty-five, and five minutes later is late', () => {
	const began = new Date('2026-07-14T18:00:00Z');
	const after = (minutes: number) => new Date(began.getTime() + minutes * 60_000);
	const late = (rung: (typeof rungs)[number], minutes: number) => isLate(rung, began, after(minutes));
	expect([late('team', 10), late('leader', 15), late('province', 30)]).toEqual([false, false, false]);
	expect([late('team', 11), late('leader', 16), late('province', 31)]).toEqual([true, true, true]);
	expect(isLate('team', began, null)).toBe(false);
});

test.each([
	['2026-07-14T22:59:00Z', '2026-07-14'],
	['2026-07-14T23:00:00Z', '2026-07-15'],
	['2026-07-15T12:00:00Z', '2026-07-15']
])('at %s the try of the night %s should be whole', (at, night) => {
	expect(nightDue(new Date(at))).toBe(night);
});
