import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isTelephoneAnywhere, tidyTelephone } from './rules-telephone.ts';

test.each([
	['+49 (30) 555-0101', '+49305550101', true],
	['0049 30 5550101', '+49305550101', true],
	['+84 900 000 318', '0900000318', true],
	['0900.000.318', '0900000318', true],
	['12', '12', false],
	['+0123456789', '+0123456789', false],
	['0123', '0123', false],
	['49305550101', '49305550101', false],
	['+1234567890123456', '+1234567890123456', false],
	['gọi mẹ', 'gọimẹ', false]
])('%s is kept as %s: %s', (typed, tidy, is) => {
	expect(tidyTelephone(typed)).toBe(tidy);
	expect(isTelephoneAnywhere(tidyTelephone(typed))).toBe(is);
});

test('what is kept of a telephone stays the same when it is typed again', () => {
	fc.assert(
		fc.property(fc.stringMatching(/^(\+|00?)?[0-9 .()-]{0,20}$/), (typed) => {
			const once = tidyTelephone(typed);
			if (isTelephoneAnywhere(once)) expect(tidyTelephone(once)).toBe(once);
		})
	);
});
