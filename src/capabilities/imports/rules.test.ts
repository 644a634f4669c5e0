import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#kernel/day.ts';
import { readBirth, readUntil } from '#capabilities/residents/rules-birth.ts';
import { readGender, readGroups, readName, readNumber, readPhone, readRelation } from './rules-cells.ts';
import { readRow } from './rules-row.ts';
import { guessMapping, mappingFault } from './rules-columns.ts';
import { findHeader } from './rules-header.ts';

const TODAY = '2026-07-14';

test.each([
	['14/03/1950', '1950-03-14', null],
	['14-3-1950', '1950-03-14', null],
	['14.3.1950', '1950-03-14', null],
	['1950-03-14', '1950-03-14', null],
	['03/14/1950', '1950-03-14', 'birth-turned'],
	['ngày 3 tháng 5 năm 1950', '1950-05-03', null],
	['18336', '1950-03-14', 'birth-serial'],
	['1950', 1950, null],
	['03/1950', 1950, 'birth-year-only'],
	['31/02/1950', 1950, 'birth-year-only'],
	['14/3/50', null, 'birth-unreadable'],
	['không rõ', null, 'birth-unreadable'],
	['14/03/2090', null, 'birth-future'],
	['1850', null, 'birth-early'],
	['', null, null]
])('a birth written “%s” is read as %s (%s)', (cell, is, reason) => {
	const read = readBirth(cell, TODAY);
	expect([read.value?.date ?? read.value?.year ?? null, read.reason]).toEqual([is, reason]);
});

test('every day of a century is read back however a commune writes it', () => {
	const day = fc.integer({ min: 0, max: 36_000 }).map((n) => addDays('1905-01-01', n));
	fc.assert(
		fc.property(day, (date) => {
			const [y, m, d] = date.split('-').map(Number) as [number, number, number];
			for (const written of [`${d}/${m}/${y}`, `${d}-${m}-${y}`, date, `ngày ${d} tháng ${m} năm ${y}`])
				expect([written, readBirth(written, TODAY).value?.date]).toEqual([written, date]);
		})
	);
});

test.each([
	['097150004127', '097150004127', null],
	['0971 5000 4127', '097150004127', null],
	["'097150004127", '097150004127', null],
	['38150004127', '038150004127', 'number-zero'],
	['1150004127', '001150004127', 'number-zero'],
	['38050004127', null, 'number-short'],
	['38151004127', null, 'number-short'],
	['97150004127', null, 'number-short'],
	['09715000412', null, 'number-short'],
	['0900000318', null, 'number-short'],
	['171234567', null, 'number-old'],
	['9.7150004127E+10', null, 'number-rounded'],
	['09715', null, 'number-unreadable'],
	['', null, null]
])('a number written “%s” is read as %s (%s)', (cell, value, reason) => {
	expect(readNumber(cell, { birthYear: 1950, gender: 'female' })).toEqual({ value, reason });
});

test('zeros are set back only where a year of birth says that the number is theirs', () => {
	const unborn = { birthYear: null, gender: 'female' } as const;
	expect(readNumber('38150004127', unborn)).toEqual({ value: null, reason: 'number-short' });
	expect(readNumber('38150004127', { birthYear: 1950, gender: null }).value).toBe('038150004127');
});

test.each([
	['0900000318', '0900000318', null],
	['090.000.0318', '0900000318', null],
	['+84 90 000 0318', '0900000318', null],
	['900000318', '0900000318', 'phone-zero'],
	['0900000318; 0900000319', '0900000318', 'phone-first'],
	['gọi con', null, 'phone-unreadable'],
	['', null, null]
])('a telephone written “%s” is read as %s (%s)', (cell, value, reason) => {
	expect(readPhone(cell)).toEqual({ value, reason });
});

test.each([
	["Nông Thị H'Linh", "Nông Thị H'Linh", null],
	['Pơ', 'Pơ', null],
	['SƯƠNG THỊ SỚM', 'Sương Thị Sớm', 'name-capitals'],
	['  Sương   Thị  Sớm ', 'Sương Thị Sớm', null],
	['12', null, 'name-letters'],
	['', null, 'name-missing']
])('a name written “%s” is kept as %s (%s)', (cell, value, reason) => {
	expect(readName(cell)).toEqual({ value, reason });
});

test.each([
	['01/12/2030', '2030-12-01', null],
	['2030-12-01', '2030-12-01', null],
	['47818', '2030-12-01', null],
	['Không thời hạn', null, null],
	['', null, null],
	['2030', null, 'until-unreadable'],
	['31/02/2030', null, 'until-unreadable'],
	['1/1/1950', null, 'until-unreadable'],
	['1/1/2200', null, 'until-unreadable']
])('the last day of a paper written “%s” is read as %s (%s)', (cell, value, reason) => {
	expect(readUntil(cell, TODAY)).toEqual({ value, reason });
});

test('genders, relations and groups in the words of communes', () => {
	expect(['Nam', 'nữ', 'NỮ', 'M', 'x'].map((cell) => readGender(cell).value)).toEqual([
		'male',
		'female',
		'female',
		'male',
		null
	]);
	expect(['Chủ hộ', 'Vợ', 'con dâu', 'Cháu nội', 'bà ngoại', 'ở nhờ'].map((cell) => readRelation(cell).value)).toEqual([
		'head',
		'spouse',
		'child',
		'grandchild',
		'grandparent',
		'other'
	]);
	expect(readGroups('Hộ cận nghèo; người khuyết tật (nghe, nói)')).toEqual([
		{ group: 'HCN', disability: null },
		{ group: 'NKT', disability: 'hearing-speech' }
	]);
	expect(readGroups('hộ nghèo')).toEqual([{ group: 'HN', disability: null }]);
	expect(readGroups('không')).toEqual([]);
});

test('headings are guessed, each column once, the fuller one first', () => {
	const header = [
		'STT',
		'Mã hộ',
		'Họ và tên',
		'Ngày, tháng, năm sinh',
		'Giới tính',
		'Số CCCD',
		'QH với chủ hộ',
		'Thôn',
		'SĐT',
		'Dân tộc',
		'Diện'
	];
	expect(guessMapping(header)).toEqual({
		book: 1,
		name: 2,
		birth: 3,
		gender: 4,
		number: 5,
		relation: 6,
		hamlet: 7,
		phone: 8,
		ethnic: 9,
		groups: 10
	});
	expect(findHeader([['UBND XÃ QUẢNG BÌNH'], ['Danh sách nhân khẩu'], [], header])).toEqual({ end: 3, header });
	expect(findHeader([['a', 'b']])).toBeNull();
	expect(mappingFault({ birth: 1 })).toBe('import-no-name');
	expect(mappingFault({ name: 0 })).toBe('import-no-birth');
	expect(mappingFault({ name: 0, birth: 0 })).toBe('import-column-twice');
	expect(mappingFault({ name: 0, number: 1 })).toBeNull();
});

const mapping = { name: 0, birth: 1, gender: 2, number: 3, hamlet: 4 };
const hamlets = [
	{ id: 1, name: 'thôn Bến Gió' },
	{ id: 2, name: 'thôn 3' }
];

test('a row says what was mended, and why it is not taken', () => {
	const read = (...cells: string[]) => readRow(cells, { mapping, hamlets, today: TODAY });
	expect(read('SƯƠNG THỊ SỚM', '1950', 'Nữ', '097150004127', 'Bến Gió')).toMatchObject({
		person: {
			name: 'Sương Thị Sớm',
			birthYear: 1950,
			birthDate: null,
			number: '097150004127',
			hamlet: 'thôn Bến Gió',
			hamletId: 1
		},
		reasons: ['name-capitals', 'doubt-province-unknown']
	});
	expect(read('Sương Thị Sớm', '1951', 'Nam', '097150004127', 'Thôn 9').reasons).toEqual([
		'hamlet-unknown',
		'doubt-province-unknown',
		'doubt-birth-year-differs',
		'doubt-gender-differs'
	]);
	expect(read('', '1950')).toEqual({ person: null, reasons: ['name-missing'] });
	expect(read('Sương Thị Sớm', 'x')).toEqual({ person: null, reasons: ['birth-unreadable', 'birth-missing'] });
});

test('no cell, however broken, ends the reading of a row', () => {
	fc.assert(
		fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 8 }), (cells) => {
			const { person, reasons } = readRow(cells, { mapping, hamlets, today: TODAY });
			expect(person !== null || reasons.length > 0).toBe(true);
		})
	);
});
