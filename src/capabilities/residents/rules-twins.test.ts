import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareTwins, LIKELY, POSSIBLE, slips, twinReasons, type Compared } from './rules-twins.ts';

const somebody: Compared = {
	id: 'a',
	name: 'Sương Thị Sớm',
	birthYear: 1950,
	birthDate: '1950-03-14',
	gender: 'female',
	hamlet: 'thôn Bến Gió',
	number: '097150004127',
	phone: '0900000318',
	household: 'h1'
};
const beside = (other: Partial<Compared>, frequency = 5) =>
	compareTwins(somebody, { ...somebody, id: 'b', number: null, household: null, ...other }, frequency);

test.each([
	['the same in everything', {}, LIKELY, ['same-name', 'same-birth', 'same-phone', 'same-hamlet']],
	[
		'without marks, from memory',
		{ name: 'Suong Thi Som', phone: null },
		LIKELY,
		['same-name-plain', 'same-birth', 'same-hamlet']
	],
	[
		'family name last',
		{ name: 'Sớm Sương Thị', phone: null, hamlet: null },
		POSSIBLE,
		['same-name-plain', 'same-birth']
	],
	[
		'day and month turned',
		{ birthDate: '1950-04-13', phone: null, hamlet: null, name: 'Sương Thị Sớm' },
		null,
		['same-name', 'birth-differs']
	],
	['one letter', { name: 'Sương Thị Sơn', phone: null }, POSSIBLE, ['name-one-slip', 'same-birth', 'same-hamlet']],
	['only the year is known', { birthDate: null }, LIKELY, ['same-name', 'same-year', 'same-phone', 'same-hamlet']],
	[
		'a digit of the number',
		{ number: '097150004137', phone: null },
		LIKELY,
		['same-name', 'same-birth', 'number-one-slip', 'same-hamlet']
	],
	[
		'a namesake with another number',
		{ number: '097150999999', phone: null },
		null,
		['same-name', 'same-birth', 'numbers-differ', 'same-hamlet']
	],
	[
		'a namesake of another age',
		{ birthDate: '1972-01-02', birthYear: 1972, phone: null },
		null,
		['same-name', 'birth-differs', 'same-hamlet']
	],
	['a man', { gender: 'male', phone: null }, null, ['same-name', 'same-birth', 'same-hamlet', 'gender-differs']],
	[
		'twins by birth in one house',
		{ name: 'Sương Thị Sờm', household: 'h1' },
		null,
		['same-name-plain', 'same-birth', 'same-phone', 'same-hamlet', 'siblings']
	]
] as const)('%s', (_, other, from, reasons) => {
	const twins = beside(other as Partial<Compared>);
	expect(twins.reasons).toEqual(reasons);
	if (from === null) expect(twins.score).toBeLessThan(POSSIBLE);
	else expect(twins.score).toBeGreaterThanOrEqual(from);
});

test('a rare name says more than a common one', () => {
	const scores = [2, 10, 40].map(
		(frequency) => beside({ phone: null, hamlet: null, birthDate: null }, frequency).score
	);
	expect(scores).toEqual(scores.toSorted((a, b) => b - a));
	expect(new Set(scores).size).toBe(3);
});

test('who is compared with whom makes no difference, and nobody is unlike themselves', () => {
	const any = fc.record({
		id: fc.constant('x'),
		name: fc.constantFrom('Sương Thị Sớm', 'Suong Thi Som', 'Gió Văn Bền', 'Sương Thị Son'),
		birthYear: fc.constantFrom(1950, 1951, null),
		birthDate: fc.constantFrom('1950-03-14', '1950-04-03', null),
		gender: fc.constantFrom('male' as const, 'female' as const, null),
		hamlet: fc.constantFrom('thôn Bến Gió', 'Thôn Gò Nắng', null),
		number: fc.constantFrom('097150004127', '097150004128', null),
		phone: fc.constantFrom('0900000318', null),
		household: fc.constantFrom('h1', null)
	});
	fc.assert(
		fc.property(any, any, (a, b) => {
			expect(compareTwins(a, b, 5)).toEqual(compareTwins(b, a, 5));
			expect(compareTwins(a, a, 5).score).toBeGreaterThan(0);
		})
	);
	expect(new Set(twinReasons).size).toBe(twinReasons.length);
});

test('one slip is one letter in, out, changed or exchanged with the next; two are two', () => {
	const word = fc.string({ unit: fc.constantFrom(...'aeiounhtg'), minLength: 3, maxLength: 9 });
	fc.assert(
		fc.property(word, fc.nat(8), fc.constantFrom(...'aeiounhtg'), (text, n, letter) => {
			const at = n % text.length;
			expect(slips(text, text)).toBe(0);
			expect(slips(text, text.slice(0, at) + text.slice(at + 1))).toBe(1);
			expect(slips(text, text.slice(0, at) + letter + text.slice(at))).toBe(1);
			expect(slips(text, text.slice(0, at) + letter + text.slice(at + 1))).toBeLessThanOrEqual(1);
			expect(slips(text, `${text}xy`)).toBe(2);
		})
	);
	expect(slips('som', 'smo')).toBe(1);
	expect(slips('som', 'xem')).toBe(2);
});
