import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeForbids } from './rules-merge.ts';

const one = fc.record({
	id: fc.constantFrom('a', 'b', 'c'),
	ids: fc.uniqueArray(fc.constantFrom('p', 'q', 'r'), { maxLength: 2 }),
	asked: fc.option(fc.constantFrom('s', 't')),
	staff: fc.boolean(),
	solved: fc.boolean(),
	phone: fc.option(fc.constantFrom('1', '2')),
	lost: fc.boolean(),
	under: fc.boolean(),
	holds: fc.nat(2)
});

test('nothing of somebody of the register comes under another person, a caller or a colleague; no ticket stands under two', () =>
	fc.assert(
		fc.property(one, one, (a, b) => {
			if (mergeForbids(a, b) !== null) return;
			expect(a.id).not.toBe(b.id);
			expect([a.under, b.under, a.holds, a.solved, b.solved, a.lost, b.lost]).toEqual([
				false,
				false,
				0,
				false,
				false,
				false,
				false
			]);
			if (a.ids.length > 0) expect(a.ids.some((id) => b.ids.includes(id))).toBe(true);
			if (a.ids.length > 0) expect(a.asked).toBe(b.asked);
			if (a.staff) expect(b.staff).toBe(true);
			if (a.phone && b.phone) expect(a.phone).toBe(b.phone);
		})
	));

test('a caller comes under anybody, and the same person under either row of theirs', () => {
	const plain = { asked: null, staff: false, solved: false, lost: false, under: false, holds: 0, phone: null };
	const caller = { ...plain, id: 'a', ids: [] };
	const theirs = { ...plain, id: 'b', ids: ['p', 'q'] };
	expect(mergeForbids(caller, theirs)).toBeNull();
	expect(mergeForbids({ ...theirs, id: 'c', ids: ['q'] }, theirs)).toBeNull();
	expect(mergeForbids({ ...caller, phone: '1' }, { ...caller, id: 'd', phone: '2' })).toBe('support-merge-other');
	expect(mergeForbids({ ...theirs, id: 'c', asked: 's' }, theirs)).toBe('support-merge-other');
	expect(mergeForbids(theirs, caller)).toBe('support-merge-other');
	expect(mergeForbids(theirs, { ...theirs, id: 'c', ids: ['r'] })).toBe('support-merge-other');
});
