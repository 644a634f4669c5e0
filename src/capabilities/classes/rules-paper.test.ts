import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf, readLine } from './rules-paper.ts';

const person = (id: string, name: string, birthYear: number | null = 1950, hamlet: string | null = 'thôn Cầu Mưa') => ({
	...{ id, name, birthYear, hamlet }
});
const line = (said: string) => linesOf(said)[0]!;

test('a sheet is read as people write it: numbered, with a year, with a hamlet after a comma', () => {
	expect(linesOf('1. Sương Thị Sớm 1950, Cầu Mưa\n\n2) Thông Văn Già\r\n---\n')).toEqual([
		{ said: 'Sương Thị Sớm 1950, Cầu Mưa', name: 'Sương Thị Sớm', year: 1950, hamlet: 'Cầu Mưa' },
		{ said: 'Thông Văn Già', name: 'Thông Văn Già', year: null, hamlet: null }
	]);
});

test('one is meant only where exactly one bears the whole name and nothing that was written speaks against it', () => {
	const som = person('a', 'Sương Thị Sớm');
	const other = person('b', 'Sương Thị Sơm', 1960, 'thôn Bến Gió');
	const read = (said: string, found = [som, other]) => {
		const { reading, people } = readLine(line(said), found);
		return [reading, ...people.map(({ id }) => id)];
	};
	expect(read('Sương Thị Sớm')).toEqual(['one', 'a']);
	expect(read('suong thi som')).toEqual(['several', 'a', 'b']);
	expect(read('suong thi som 1960')).toEqual(['one', 'b']);
	expect(read('suong thi som, Cầu Mưa')).toEqual(['one', 'a']);
	expect(read('Sương Thị Sớm 1960')).toEqual(['like', 'a', 'b']);
	expect(read('Sương Sớm')).toEqual(['like', 'a', 'b']);
	expect(read('Sương Thị Sớm', [])).toEqual(['nobody']);
});

test('whatever is found, nobody is taken for the one that is meant while another fits as well, and nothing typed is lost', () =>
	fc.assert(
		fc.property(
			fc.array(
				fc.record({
					name: fc.constantFrom('Lau Mây', 'Lau May', 'Lau Gió'),
					birthYear: fc.constantFrom(1950, 1960, null)
				}),
				{ maxLength: 6 }
			),
			fc.constantFrom('Lau Mây', 'lau may', 'Lau Gió 1950', 'Lau May 1960'),
			(some, said) => {
				const found = some.map((one, n) => person(String(n), one.name, one.birthYear));
				const { reading, people } = readLine(line(said), found);
				expect(line(said).said).toBe(said);
				if (reading === 'one') {
					const twin = found.filter(
						({ id, name, birthYear }) =>
							id !== people[0]!.id && name === people[0]!.name && birthYear === people[0]!.birthYear
					);
					expect(twin).toEqual([]);
				}
				if (reading === 'nobody') expect(found).toEqual([]);
				else expect(people.length).toBeGreaterThan(0);
			}
		)
	));
