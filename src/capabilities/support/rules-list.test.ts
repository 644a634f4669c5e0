import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listKeyText, readListKey, type ListKey } from './rules-list.ts';

const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
const open = fc.record({
	view: fc.constant('open' as const),
	pressing: fc.boolean(),
	nextOn: day.map((one) => one.toISOString().slice(0, 10)),
	madeAt: fc.bigInt({ min: -1_000_000_000_000_000n, max: 10_000_000_000_000_000n }).map(String),
	id: fc.uuid()
});
const over = fc.record({ view: fc.constant('over' as const), number: fc.integer({ min: 0, max: 999_999_999 }) });

test('a key is read as it was written, and in no other list', () =>
	fc.assert(
		fc.property(fc.oneof<[fc.Arbitrary<ListKey>, fc.Arbitrary<ListKey>]>(open, over), (key) => {
			const text = listKeyText(key);
			expect(readListKey(text, key.view === 'over')).toEqual(key);
			expect(readListKey(text, key.view !== 'over')).toBeNull();
		})
	));

test('what is no key is the beginning of a list', () =>
	fc.assert(
		fc.property(
			fc.oneof(fc.string(), fc.constant(null), fc.constant('1.2026-13-45.0.x')),
			fc.boolean(),
			(text, isOver) => {
				const read = readListKey(text, isOver);
				if (read !== null) expect(listKeyText(read)).toBe(read.view === 'over' ? String(Number(text)) : text);
			}
		)
	));
