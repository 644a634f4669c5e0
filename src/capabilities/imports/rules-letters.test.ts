import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSyllable } from '#kernel/vietnamese.ts';
import { asTcvn3, asVni, misread } from '#tests/support/old-letters.ts';
import { isName, lettersIn, lettersOf, readLetters, turned } from './rules-letters.ts';
import { findHeader } from './rules-header.ts';
import { readName } from './rules-cells.ts';

const NAMES = [
	'Sương Thị Sớm',
	'Thông Văn Già',
	'Nguyễn Quỳnh Hương',
	'Đặng Xuân Trường',
	'Huỳnh Thuỷ Tiên',
	'Lê Uyển Nhi',
	'Trần Quốc Khánh',
	'Phạm Thị Ngoãn',
	'Võ Ngọc Bích',
	'Đỗ Yến Oanh',
	'Giàng A Chứ',
	'Lý Quý Mùi',
	'Khuất Duy Tiến',
	'Hoàng Thị Nghĩa'
];

test.each([
	['tcvn3', 'S­¬ng ThÞ Sím', 'Sương Thị Sớm'],
	['tcvn3', 'NguyÔn V¨n §øc', 'Nguyễn Văn Đức'],
	['tcvn3', 'NGUYÔN THÞ HåNG', 'NGUYỄN THỊ HỒNG'],
	['tcvn3', 'Lª', 'Lê'],
	['vni', 'Söông Thò Sôùm', 'Sương Thị Sớm'],
	['vni', 'Nguyeãn Vaên Ñöùc', 'Nguyễn Văn Đức'],
	['vni', 'NGUYEÃN THÒ HOÀNG', 'NGUYỄN THỊ HỒNG'],
	['vni', 'Huyønh Thuûy Tieân', 'Huỳnh Thủy Tiên'],
	['utf8', 'Nguyá»…n VÄƒn Ä\u0090á»©c', 'Nguyễn Văn Đức']
] as const)('%s “%s” is read as %s', (kind, text, read) => {
	expect(readLetters(kind, text)).toBe(read);
});

test.each([
	['tcvn3', asTcvn3],
	['vni', asVni],
	['utf8', misread]
] as const)('a column in %s is recognised, turned whole, and left as it is when somebody says so', (is, write) => {
	const column = NAMES.map(write);
	const letters = lettersOf(column);
	expect(letters).toEqual({ is, mixed: false });
	expect(column.map((cell) => turned(cell, letters!).text)).toEqual(NAMES);
	expect(column.map((cell) => turned(cell, { ...letters!, left: true }).text)).toEqual(column);
});

test('Unicode columns, plain ones, dates and numbers are nobody’s old letters', () => {
	expect(lettersOf(NAMES)).toBeNull();
	expect(lettersOf(['Hoà', 'Hoè', 'Thuý', 'Tó', 'Cẩn', "H'Bia Niê", 'Y Bhăm Êban', 'Kpă Klơng', 'Müller'])).toBeNull();
	expect(lettersIn([['Nguyen Van An', '1/2/1950', '038150000001', '']])).toEqual({});
});

test('a mixed column: what is sure is turned, what is Unicode stays, what reads both ways is asked', () => {
	const column = [...NAMES.slice(0, 7), ...NAMES.slice(7).map(asTcvn3), 'Bé Tó', 'S?m'];
	const letters = lettersOf(column)!;
	expect(letters).toEqual({ is: 'tcvn3', mixed: true });
	const read = column.map((cell) => turned(cell, letters));
	expect(read.slice(0, 14).map(({ text }) => text)).toEqual(NAMES);
	expect(read[14]).toEqual({ text: 'Bé Tó', turned: false, both: true });
	// One letter that no old font had, and the others are Unicode too.
	expect(turned('thôn Bến Gió', letters).text).toBe('thôn Bến Gió');
	expect(lettersOf(['thôn Bến Gió', 'thôn Bến Gió', ...NAMES.map(asTcvn3)])).toEqual({ is: 'tcvn3', mixed: true });
	expect(readName(read[15]!.text)).toEqual({ value: 'S?m', reason: 'name-odd' });
});

test.each([
	'Nguyen Van An',
	"H'Bia Niê",
	'Y Bhăm Êban',
	'Kpă Klơng',
	'Siu Blŏ',
	'A Lăng Nhót',
	'Giàng A Chứ',
	'Müller Øye',
	...NAMES
])('“%s” is a name', (name) => expect(isName(name)).toBe(true));
test.each([
	'NguyÔn V¨n An',
	'Nguyeãn Vaên An',
	'Nguyá»…n An',
	'Nguy?n An',
	'Sớm 2',
	'Sương_Thị',
	'S­¬ng',
	'An (con)',
	'Ñinh Thị',
	'Nguyễnn'
])('“%s” is none: somebody is asked', (name) =>
	expect([isName(name), readName(name).reason]).toEqual([false, 'name-odd'])
);

test('whatever is written in old letters and read back is what it was', () => {
	const syllable = fc.constantFrom(...NAMES.flatMap((name) => name.split(' ')));
	fc.assert(
		fc.property(fc.array(syllable, { minLength: 1, maxLength: 5 }), (words) => {
			const name = words.join(' ');
			expect(
				[asTcvn3, asVni, misread].map((write, n) => readLetters((['tcvn3', 'vni', 'utf8'] as const)[n]!, write(name)))
			).toEqual([name, name, name]);
		})
	);
});

test('a header in old letters is read in the letters in which it says most', () => {
	const header = ['Số CCCD', 'Họ và tên', 'Giới tính', 'Năm sinh', 'Thôn', 'Mã hộ'];
	for (const write of [asTcvn3, asVni, misread]) expect(findHeader([header.map(write)])?.header).toEqual(header);
});

test('syllables: closed ones are sharp or heavy, two tones are none', () => {
	for (const word of ['Nghiêng', 'quýt', 'Khuya', 'giếng', 'gì', 'ngoằn', 'Ỷ', 'Uyên', 'thuở'])
		expect([word, isSyllable(word)]).toEqual([word, true]);
	for (const word of ['Lôc', 'Nguyễnn', 'zâ', 'âu\u0301\u0300', 'đđa', ''])
		expect([word, isSyllable(word)]).toEqual([word, false]);
});
