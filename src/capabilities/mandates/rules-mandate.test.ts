import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#kernel/day.ts';
import { lastDayAsChild, standingFault } from './rules-mandate.ts';

const TODAY = '2026-07-14';
const born = (birthDate: string | null, birthYear: number | null = null) => ({ birthDate, birthYear });

test.each([
	['parent', born('2020-01-01'), false, null],
	['parent', born('2016-01-01'), false, 'stand-child-agrees'],
	['parent', born('2016-01-01'), true, null],
	['parent', born('2008-07-15'), true, null],
	['parent', born('2008-07-14'), true, 'stand-of-age'],
	['parent', born(null, 2008), true, null],
	['parent', born(null, 2007), true, 'stand-of-age'],
	['parent', born(null), true, 'stand-birth-unknown'],
	['guardian', born(null, 1940), false, null],
	['guardian', born('2012-01-01'), false, 'stand-child-agrees']
] as const)('a %s of somebody born %o (agrees: %s): %s', (standing, ward, agrees, fault) => {
	expect(standingFault(standing, ward, agrees, TODAY)).toBe(fault);
});

test('a parent stands until the day before the eighteenth birthday, whichever day that is', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 20_000 }), (n) => {
			const birth = addDays('1980-01-01', n);
			const last = lastDayAsChild(born(birth))!;
			expect(standingFault('parent', born(birth), true, last)).toBeNull();
			expect(standingFault('parent', born(birth), true, addDays(last, 1))).toBe('stand-of-age');
			expect(Number(addDays(last, 1).slice(0, 4)) - Number(birth.slice(0, 4))).toBe(18);
		})
	);
});
