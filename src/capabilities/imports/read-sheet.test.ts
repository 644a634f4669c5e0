import { deflateRawSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { refusalOf } from '#tests/support/scene.ts';
import { readSheet } from './read-sheet.server.ts';

const xlsx = async (rows: (string | number | Date | null)[][]): Promise<Buffer> =>
	Buffer.from(await writeXlsx({ sheets: [{ name: 'Nhân khẩu', rows }] }));

test('a workbook: numbers, dates and names with marks set apart come as text', async () => {
	const bytes = await xlsx([
		['Họ và tên', 'Ngày sinh', 'CCCD'],
		['Sương Thị Sớm'.normalize('NFD'), new Date(Date.UTC(1950, 2, 14)), 97150004127],
		['Thông Văn Già', '1948', null],
		[null, null, null]
	]);
	expect(await readSheet(bytes)).toEqual({
		name: 'Nhân khẩu',
		rows: [
			['Họ và tên', 'Ngày sinh', 'CCCD'],
			['Sương Thị Sớm', '1950-03-14', '97150004127'],
			['Thông Văn Già', '1948', '']
		]
	});
});

test('text with commas, semicolons or tabs, in UTF-8 with or without a mark, or UTF-16 as Excel writes it', async () => {
	const text = (mark: string): string => `Họ và tên${mark}Năm sinh\r\n"Sương ${mark} Sớm"${mark}1950\r\n`;
	for (const mark of [',', ';', '\t'])
		for (const bytes of [
			Buffer.from(text(mark)),
			Buffer.from(`\uFEFF${text(mark)}`),
			Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text(mark), 'utf16le')])
		])
			expect((await readSheet(bytes)).rows).toEqual([
				['Họ và tên', 'Năm sinh'],
				[`Sương ${mark} Sớm`.trim(), '1950']
			]);
});

/** A zip of one entry whose directory says `claimed` bytes. */
function zip(content: Buffer, claimed: number): Buffer {
	const packed = deflateRawSync(content);
	const name = Buffer.from('xl/workbook.xml');
	const local = Buffer.alloc(30);
	local.writeUInt32LE(0x04034b50, 0);
	local.writeUInt16LE(8, 8);
	local.writeUInt32LE(packed.length, 18);
	local.writeUInt32LE(claimed, 22);
	local.writeUInt16LE(name.length, 26);
	const entry = Buffer.alloc(46);
	entry.writeUInt32LE(0x02014b50, 0);
	entry.writeUInt16LE(8, 10);
	entry.writeUInt32LE(packed.length, 20);
	entry.writeUInt32LE(claimed, 24);
	entry.writeUInt16LE(name.length, 28);
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(1, 8);
	end.writeUInt16LE(1, 10);
	end.writeUInt32LE(46 + name.length, 12);
	end.writeUInt32LE(30 + name.length + packed.length, 16);
	return Buffer.concat([local, name, packed, entry, name, end]);
}

test('what is no list of people is refused, and a bomb before anything is unpacked', async () => {
	const refused = (bytes: Buffer) => refusalOf(readSheet(bytes));
	expect(await refused(zip(Buffer.alloc(2_000_000), 1000))).toBe('sheet-bomb');
	expect(await refused(zip(Buffer.alloc(100), 400_000_000))).toBe('sheet-bomb');
	expect(await refused(zip(Buffer.from('<x/>'), 4))).toBe('sheet-broken');
	expect(await refused((await xlsx([['a', 'b']])).subarray(0, 400))).toBe('sheet-broken');
	expect(await refused(Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 1, 2]))).toBe('sheet-kind');
	expect(await refused(Buffer.from('H\xf4 s\xe1', 'latin1'))).toBe('sheet-encoding');
	expect(await refused(Buffer.from('\n\n ,\n'))).toBe('sheet-empty');
	expect(await refused(Buffer.from('a\n'.repeat(60_001)))).toBe('sheet-long');
});
