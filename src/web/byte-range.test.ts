import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangeIn } from './byte-range.ts';

test('a part is what was asked for, and never more than is there', () => {
	expect(rangeIn(null, 10)).toBeNull();
	expect([rangeIn('bytes=0-1', 10), rangeIn('bytes=4-', 10), rangeIn('bytes=-3', 10)]).toEqual([
		[0, 1],
		[4, 9],
		[7, 9]
	]);
	for (const strange of ['bytes=-', 'bytes=7-3', 'bytes=10-', 'bytes=0-1,3-4', 'lines=0-1', 'bytes=-0'])
		expect(rangeIn(strange, 10), strange).toBeNull();
	fc.assert(
		fc.property(fc.nat(100), fc.nat(100), fc.integer({ min: 1, max: 100 }), (from, to, length) => {
			const part = rangeIn(`bytes=${from}-${to}`, length);
			expect(part).toEqual(from <= Math.min(to, length - 1) ? [from, Math.min(to, length - 1)] : null);
		})
	);
});
