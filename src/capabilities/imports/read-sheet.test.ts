import { crc32, deflateRawSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { refusalOf } from '#tests/support/scene.ts';
import { readSheets } from './read-sheet.server.ts';

const xlsx = async (rows: (string | number | Date | null)[][]): Promise<Buffer> =>
	Buffer.from(await writeXlsx({ sheets: [{ name: 'Nhân khẩu', rows }] }));

test('a workbook: numbers, dates and names with marks set apart come as text', async () => {
	const bytes = await xlsx([
		['Họ và tên', 'Ngày sinh', 'CCCD'],
		['Sương Thị Sớm'.normalize('NFD'), new Date(Date.UTC(1950, 2, 14)), 97150004127],
		['Thông Văn Già', '1948', null],
		[null, null, null]
	]);
	expect((await readSheets(bytes))[0]).toEqual({
		name: 'Nhân khẩu',
		hidden: false,
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
			expect((await readSheets(bytes))[0]!.rows).toEqual([
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
	const refused = (bytes: Buffer) => refusalOf(readSheets(bytes));
	expect(await refused(zip(Buffer.alloc(2_000_000), 1000))).toBe('sheet-bomb');
	expect(await refused(zip(Buffer.alloc(100), 400_000_000))).toBe('sheet-bomb');
	expect(await refused(zip(Buffer.from('<x/>'), 4))).toBe('sheet-broken');
	expect(await refused((await xlsx([['a', 'b']])).subarray(0, 400))).toBe('sheet-broken');
	expect(await refused(Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 1, 2]))).toBe('sheet-kind');
	expect(await refused(Buffer.from('H\xf4 s\xe1', 'latin1'))).toBe('sheet-encoding');
	expect(await refused(Buffer.from('\n\n ,\n'))).toBe('sheet-empty');
	expect(await refused(Buffer.from('a\n'.repeat(60_001)))).toBe('sheet-long');
});

/** An OLE container as old Office programs write it: a header, and a directory that names its streams. */
const ole = (...streams: string[]): Buffer =>
	Buffer.concat([
		Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
		Buffer.alloc(504),
		...['Root Entry', ...streams].map((name) =>
			Buffer.concat([Buffer.from(name.padEnd(32, '\0'), 'utf16le'), Buffer.alloc(64)])
		)
	]);

test('a sheet of another kind says which, so that somebody knows what to do', async () => {
	const refused = (bytes: Buffer) => refusalOf(readSheets(bytes));
	expect(await refused(ole('Workbook'))).toBe('sheet-old-excel');
	expect(await refused(ole('Book'))).toBe('sheet-old-excel');
	expect(await refused(ole('EncryptionInfo', 'EncryptedPackage'))).toBe('sheet-locked');
	expect(await refused(ole('WordDocument'))).toBe('sheet-kind');
	expect(await refused(Buffer.from('<html><table><tr><td>Họ tên</td></tr></table></html>'))).toBe('sheet-web');
	expect(await refused(Buffer.from('\uFEFF<?xml version="1.0"?><Workbook/>'))).toBe('sheet-web');
	const ods = Buffer.concat([
		Buffer.from([0x50, 0x4b, 3, 4]),
		Buffer.alloc(26),
		Buffer.from('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')
	]);
	expect(await refused(ods)).toBe('sheet-open-document');
	expect((await readSheets(Buffer.from('Họ tên;Năm sinh\n<a>;1950\n')))[0]!.rows.length).toBe(2);
});

/** A workbook of one sheet, packed by hand: what no library would write. */
function workbook(sheet: string): Buffer {
	const ns = 'http://schemas.openxmlformats.org';
	const rel = (type: string, target: string): string =>
		`<Relationships xmlns="${ns}/package/2006/relationships"><Relationship Id="r" Type="${ns}/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`;
	const files: [string, string][] = [
		['[Content_Types].xml', `<Types xmlns="${ns}/package/2006/content-types"/>`],
		['_rels/.rels', rel('officeDocument', 'xl/workbook.xml')],
		['xl/_rels/workbook.xml.rels', rel('worksheet', 'worksheets/sheet1.xml')],
		[
			'xl/workbook.xml',
			`<workbook xmlns="${ns}/spreadsheetml/2006/main" xmlns:r="${ns}/officeDocument/2006/relationships"><sheets><sheet name="s" sheetId="1" r:id="r"/></sheets></workbook>`
		],
		['xl/worksheets/sheet1.xml', sheet]
	];
	const [locals, entries] = [[] as Buffer[], [] as Buffer[]];
	for (const [path, text] of files) {
		const [name, content] = [Buffer.from(path), Buffer.from(text)];
		const entry = Buffer.alloc(46);
		entry.writeUInt32LE(0x02014b50, 0);
		for (const [at, size] of [
			[16, crc32(content)],
			[20, content.length],
			[24, content.length]
		] as const)
			entry.writeUInt32LE(size, at);
		entry.writeUInt16LE(name.length, 28);
		entry.writeUInt32LE(
			locals.reduce((sum, { length }) => sum + length, 0),
			42
		);
		const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), entry.subarray(6, 32)]);
		entries.push(entry, name);
		locals.push(local, name, content);
	}
	const [body, directory, end] = [Buffer.concat(locals), Buffer.concat(entries), Buffer.alloc(22)];
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(files.length, 10);
	end.writeUInt32LE(directory.length, 12);
	end.writeUInt32LE(body.length, 16);
	return Buffer.concat([body, directory, end]);
}

test('a workbook that names a file of ours, or words that grow, is read as it stands: nothing is fetched, nothing unfolds', async () => {
	const cell = (text: string): string => `<row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row>`;
	const sheet = (doctype: string, text: string): Buffer =>
		workbook(`<?xml version="1.0"?>${doctype}<worksheet><sheetData>${cell(text)}</sheetData></worksheet>`);
	expect((await readSheets(sheet('', 'Sương')))[0]!.rows).toEqual([['Sương']]);
	const outside = sheet(`<!DOCTYPE x [<!ENTITY e SYSTEM "file://${process.cwd()}/package.json">]>`, 'a&e;');
	const grows = sheet(`<!DOCTYPE x [<!ENTITY a "long long"><!ENTITY b "&a;&a;&a;&a;">]>`, 'a&b;');
	for (const bytes of [outside, grows]) {
		const said = await readSheets(bytes).then((sheets) => JSON.stringify(sheets), String);
		expect(said).not.toMatch(/tung-nha|long long/);
	}
});
