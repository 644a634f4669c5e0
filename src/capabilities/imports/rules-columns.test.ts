import { expect, test } from 'vitest';
import { guessMapping, mappingFault, nameIn } from './rules-columns.ts';
import { findHeader } from './rules-header.ts';
import { readRow } from './rules-row.ts';

const TODAY = '2026-07-14';
const rows = [
	['1', 'Sương Thị', 'Sớm', '1950'],
	['2', 'Thông Văn', 'Già', '1948']
];

test.each([
	['Họ', 'Tên'],
	['Họ và tên đệm', 'Tên'],
	['Họ và chữ đệm', 'Tên'],
	['HỌ LÓT', 'TÊN'],
	['Họ và tên', '']
])('a name under “%s” and “%s” is joined unasked', (family, given) => {
	const mapping = guessMapping(['STT', family, given, 'Năm sinh'], rows);
	expect(mapping).toEqual({ 'family-name': 1, 'given-name': 2, 'birth-year': 3 });
	expect(nameIn(rows[0]!, mapping)).toBe('Sương Thị Sớm');
	expect(readRow(rows[1]!, { mapping, hamlets: [], today: TODAY }).person?.name).toBe('Thông Văn Già');
});

test('family, middle and given name are joined in that order, however they stand', () => {
	const mapping = guessMapping(['Tên', 'Họ', 'Tên đệm', 'Năm sinh']);
	expect(mapping).toEqual({ 'family-name': 1, 'middle-name': 2, 'given-name': 0, 'birth-year': 3 });
	expect(nameIn(['Sớm', 'Sương', 'Thị'], mapping)).toBe('Sương Thị Sớm');
});

test('a whole name beside is taken whole, and a column without a heading that says something else is no given name', () => {
	expect(guessMapping(['Họ và tên', 'Họ', 'Tên', 'Năm sinh'], rows)).toEqual({ name: 0, 'birth-year': 3 });
	expect(guessMapping(['Họ và tên', '', 'Năm sinh'], [['Sương Thị Sớm', '', '1950']])).toEqual({
		name: 0,
		'birth-year': 2
	});
	expect(guessMapping(['Họ và tên', '', 'Năm sinh'], [['Sương Thị Sớm', 'x 12', '1950']]).name).toBe(0);
	expect(guessMapping(['Mã hộ', 'Tên', 'Năm sinh'])).toEqual({ book: 0, name: 1, 'birth-year': 2 });
	expect(guessMapping(['Số sổ hộ khẩu', 'Tên', 'Năm sinh'])).toEqual({ book: 0, name: 1, 'birth-year': 2 });
});

test('half of a name is no mapping, chosen or remembered', () => {
	const header = ['Họ và tên đệm', 'Tên', 'Năm sinh'];
	expect(mappingFault({ 'family-name': 0, 'birth-year': 2 }, header)).toBe('import-name-half');
	expect(mappingFault({ 'given-name': 1, 'birth-year': 2 }, header)).toBe('import-name-half');
	expect(mappingFault({ name: 0, 'birth-year': 2 }, header)).toBe('import-name-half');
	expect(mappingFault({ name: 0, 'given-name': 1, 'birth-year': 2 }, header)).toBe('import-name-ways');
	expect(mappingFault({ 'family-name': 0, 'given-name': 1, 'birth-year': 2 }, header)).toBeNull();
	// Somebody heads whole names so: nothing else here is a name.
	expect(mappingFault({ name: 0, 'birth-year': 1 }, ['Họ và tên đệm', 'Năm sinh'])).toBeNull();
});

test('a row that has half of a name is asked about', () => {
	const mapping = { 'family-name': 0, 'given-name': 1, 'birth-year': 2 };
	expect(readRow(['Sương Thị', '', '1950'], { mapping, hamlets: [], today: TODAY })).toMatchObject({
		person: { name: 'Sương Thị' },
		reasons: ['name-half']
	});
	expect(readRow(['', '', '1950'], { mapping, hamlets: [], today: TODAY })).toMatchObject({
		person: null,
		reasons: ['name-missing']
	});
});

test.each([
	[
		[
			['Họ và tên', 'Năm sinh', '', 'CCCD'],
			['', 'Nam', 'Nữ', '']
		],
		['Họ và tên', 'Năm sinh Nam', 'Năm sinh Nữ', 'CCCD']
	],
	[
		[
			['Họ và tên', 'Năm sinh', '', 'CCCD'],
			['Họ và tên', 'Nam', 'Nữ', 'CCCD'],
			['1', '2', '3', '4']
		],
		['Họ và tên', 'Năm sinh Nam', 'Năm sinh Nữ', 'CCCD']
	],
	[[['Họ và tên', 'Nam', 'Nữ', 'CCCD']], ['Họ và tên', 'Nam', 'Nữ', 'CCCD']]
])('years of birth under Nam and Nữ: %j', (rows, header) => {
	const found = findHeader([...rows, ['Mây Thị Trôi', '', '1960', '']])!;
	expect(found).toEqual({ end: rows.length - 1, header });
	const mapping = guessMapping(found.header);
	expect(mapping).toEqual({ name: 0, male: 1, female: 2, number: 3 });
	const read = (...cells: string[]) => {
		const { person, reasons } = readRow(['Mây Thị Trôi', ...cells, '038160000001'], {
			mapping,
			hamlets: [],
			today: TODAY
		});
		return [person?.birthDate ?? person?.birthYear, person?.gender, reasons.filter((one) => !one.startsWith('doubt'))];
	};
	expect(read('', '1960')).toEqual([1960, 'female', []]);
	expect(read('14/3/1960', '')).toEqual(['1960-03-14', 'male', []]);
	expect(read('x', '')).toEqual([null, 'male', []]);
	expect(read('1960', '1961')).toEqual([null, null, ['sex-both']]);
	expect(read('1960', 'x')).toEqual([1960, null, ['sex-both']]);
	expect(read('0', '1960')).toEqual([1960, 'female', []]);
});

test('a year is no man, and one sex alone is no pair', () => {
	expect(guessMapping(['Họ và tên', 'Năm', 'Giới tính'])).toEqual({ name: 0, gender: 2 });
	expect(mappingFault({ name: 0, male: 1 })).toBe('import-one-sex');
	expect(findHeader([['Họ và tên', 'Thôn', 'Năm sinh'], ['Thôn Bến Gió'], ['Mây', 'a', '1960']])?.end).toBe(0);
});
