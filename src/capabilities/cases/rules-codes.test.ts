import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultOfOfficialCode, groupSlipCode, readSlipCode, slipCodeFrom, tidyOfficialCode } from './rules-codes.ts';

const agency = '000.16.43.H56';

test.each([
	['000.16.43.H56-260714-0019', '2026-07-14', null],
	['000.16.43.H56-260714-00019', '2026-07-01', null],
	['H56.16.43-260714-0019', null, null],
	['000.16.43.H56-260713-0019', '2026-07-14', 'code-early'],
	['000.16.43.H56-261314-0019', null, 'code-date'],
	['000.16.43.H56-260230-0019', null, 'code-date'],
	['000.16.43.H56-260714-019', null, 'code-shape'],
	['000.16.43.H56-260716-0019', null, 'code-late'],
	['000.16.43.H40-260714-0019', null, 'code-elsewhere'],
	['H40.16.43-260714-0019', null, 'code-elsewhere'],
	['000.16.48.H56-260714-0019', null, 'code-elsewhere'],
	['000.22.01.H56-260714-0019', null, 'code-elsewhere'],
	['2.000635', null, 'code-shape'],
	['', null, 'code-shape']
])('%s for a case of %s, on 15 July: %s', (code, notBefore, fault) => {
	expect(faultOfOfficialCode(code, { notBefore, today: '2026-07-15', agency })).toBe(fault);
});

test('an official code may be typed in small letters and with spaces', () => {
	expect(tidyOfficialCode(' 000.16.43.h56 - 260714-0019 ')).toBe('000.16.43.H56-260714-0019');
});

const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });

test('every slip code has twelve digits and reads back however it is grouped', () => {
	fc.assert(
		fc.property(bytes, (seed) => {
			const code = slipCodeFrom(seed);
			return (
				/^\d{12}$/.test(code) &&
				readSlipCode(groupSlipCode(code)) === code &&
				readSlipCode(code.replace(/(...)/g, '$1-').slice(0, 15)) === code
			);
		})
	);
});

test('one wrong digit or two swapped neighbours are always found', () => {
	fc.assert(
		fc.property(bytes, fc.nat(11), fc.integer({ min: 1, max: 9 }), (seed, at, by) => {
			const digits = [...slipCodeFrom(seed)];
			const wrong = digits.with(at, String((Number(digits[at]) + by) % 10)).join('');
			if (readSlipCode(wrong) !== null) return false;
			if (at === 11 || digits[at] === digits[at + 1]) return true;
			return (
				readSlipCode(
					digits
						.with(at, digits[at + 1]!)
						.with(at + 1, digits[at]!)
						.join('')
				) === null
			);
		})
	);
});
