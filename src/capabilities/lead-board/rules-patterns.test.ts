import { expect, test } from 'vitest';
import { findPatterns, limits, patternKinds, stateOf, type VisitFact } from './rules-patterns.ts';

const NINE = Date.parse('2026-07-14T09:00:00+07:00');
let number = 0;
const visit = (minute: number, more: Partial<VisitFact> = {}): VisitFact => {
	const id = `v${String(number++).padStart(4, '0')}`;
	return {
		...{ visit: id, household: `h ${id}`, outcome: 'met', endedAt: new Date(NINE + minute * 60_000) },
		...{ shown: '', needs: true, lane: null, laneDoors: 0, ...more }
	};
};
const many = (count: number, every: number, more: (n: number) => Partial<VisitFact> = () => ({}), from = 0) =>
	Array.from({ length: count }, (_, n) => visit(from + n * every, more(n)));
const kinds = (visits: VisitFact[]) => findPatterns(visits).map(({ kind, visits: of }) => [kind, of.length]);

test('twelve meetings that ended within ten minutes are asked about; eleven, or a little slower, or doors where nobody was, are not', () => {
	expect(kinds(many(12, 10 / 11))).toEqual([['fast', 12]]);
	expect(kinds(many(11, 0.1))).toEqual([]);
	expect(kinds(many(12, 10.1 / 11))).toEqual([]);
	expect(kinds(many(12, 0.1, () => ({ outcome: 'not-home' })))).toEqual([]);
	// Those that came long before and after are none of it.
	expect(kinds([...many(5, 20, () => ({}), -200), ...many(14, 0.5), ...many(3, 20, () => ({}), 100)])).toEqual([
		['fast', 14]
	]);
});

test('three visits at night are asked about, from nine in the evening until five; two are a promise kept late', () => {
	const at = (time: string) => visit(0, { endedAt: new Date(`2026-07-14T${time}:00+07:00`), outcome: 'not-now' });
	expect(kinds(['21:00', '22:30', '04:59'].map(at))).toEqual([['night', 3]]);
	expect(kinds(['21:00', '22:30'].map(at))).toEqual([]);
	expect(kinds(['20:59', '22:30', '21:10'].map(at))).toEqual([]);
	expect(kinds(['05:00', '22:30', '21:10'].map(at))).toEqual([]);
});

test('ten doors in a row with the same result are asked about; nine, an odd one between, or nothing shown, are not', () => {
	const shown = (n: number) => ({ shown: n === 5 ? 'e-id:self' : 'e-id:guided' });
	const same = () => ({ shown: 'e-id:guided' });
	expect(kinds(many(10, 12, same))).toEqual([['same', 10]]);
	expect(kinds(many(9, 12, same))).toEqual([]);
	expect(kinds(many(14, 12, shown))).toEqual([]);
	expect(kinds(many(14, 12))).toEqual([]);
	// Nobody home between two of them breaks no row: what was answered is compared.
	expect(kinds([...many(5, 12, same), visit(61, { outcome: 'not-home' }), ...many(5, 12, same, 70)])).toEqual([
		['same', 10]
	]);
});

test('a whole lane of eight that is empty within ten minutes is asked about; not a part of it, a short one, a slow walk or where one opened', () => {
	const empty =
		(lane = 7, laneDoors = 8) =>
		() => ({ outcome: 'not-home' as const, lane, laneDoors });
	expect(kinds(many(8, 1, empty()))).toEqual([['nobody-home', 8]]);
	expect(kinds(many(8, 1, empty(7, 9)))).toEqual([]);
	expect(kinds(many(7, 1, empty(7, 7)))).toEqual([]);
	expect(kinds(many(8, 10.1 / 7, empty()))).toEqual([]);
	expect(kinds([...many(8, 1, empty()), visit(9, { lane: 7, laneDoors: 8 })])).toEqual([]);
	// The same door twice is one door.
	expect(kinds(many(8, 1, (n) => ({ ...empty()(), household: n === 0 ? 'h' : n === 1 ? 'h' : `x${n}` })))).toEqual([]);
	expect(kinds(many(8, 1, () => ({ outcome: 'not-home', lane: null })))).toEqual([]);
});

test('twenty doors in a row where nobody needs anything are asked about; nineteen, or a need between, are not', () => {
	expect(kinds(many(20, 12, () => ({ needs: false })))).toEqual([['no-needs', 20]]);
	expect(kinds(many(19, 12, () => ({ needs: false })))).toEqual([]);
	expect(kinds(many(24, 12, (n) => ({ needs: n === 12 })))).toEqual([]);
});

test('what was found says when it began and how long it took, in whatever order visits came, and each limit is of one kind', () => {
	const found = findPatterns(many(12, 0.5).toReversed());
	expect(found).toMatchObject([{ kind: 'fast', from: new Date(NINE), minutes: 6 }]);
	expect(new Set(found[0]!.households).size).toBe(12);
	expect(Object.keys(limits)).toEqual([...patternKinds]);
	expect(findPatterns([])).toEqual([]);
});

test('a question is asked, answered, then decided', () => {
	expect(stateOf({ answeredAt: null, verdict: null })).toBe('asked');
	expect(stateOf({ answeredAt: new Date(), verdict: null })).toBe('answered');
	expect(stateOf({ answeredAt: null, verdict: 'not-counted' })).toBe('not-counted');
	expect(stateOf({ answeredAt: new Date(), verdict: 'stands' })).toBe('stands');
});
