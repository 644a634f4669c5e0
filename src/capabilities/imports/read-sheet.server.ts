import { inflateRawSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { delimiterOf } from '#kernel/delimiter.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Sheet } from './rules-sheets.ts';
import { lettersIn } from './rules-letters.ts';

const MOST_ROWS = 60_000;
const MOST_COLUMNS = 60;
const MOST_CELL = 400;

/**
 * Reads the sheets of a workbook, or a CSV in UTF-8, UTF-16 or old letters: dates as `yyyy-mm-dd`, the empty lines at the end gone. Refuses what is neither (`sheet-kind`), what unpacks to
 * more than it should (`sheet-bomb`), what cannot be read (`sheet-broken`), and more than 60,000 rows (`sheet-long`).
 */
export async function readSheets(bytes: Buffer): Promise<Sheet[]> {
	refuseOthers(bytes);
	const sheets = (isZip(bytes) ? await fromXlsx(bytes) : fromCsv(bytes)).map(({ rows, ...sheet }) => ({
		...sheet,
		rows: rows.slice(0, rows.findLastIndex((row) => row.some((cell) => cell !== '')) + 1)
	}));
	const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
	if (rows === 0) throw new Refusal('sheet-empty');
	if (rows > MOST_ROWS) throw new Refusal('sheet-long', { most: MOST_ROWS });
	return sheets.filter((sheet) => sheet.rows.length > 0);
}

const isZip = (bytes: Buffer): boolean => bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]));

const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const named = (bytes: Buffer, stream: string): boolean => bytes.includes(Buffer.from(stream, 'utf16le'));

/** Sheets that somebody can read and we cannot, each with what to do: `sheet-locked`, `sheet-old-excel`, `sheet-open-document`, `sheet-web`. */
function refuseOthers(bytes: Buffer): void {
	if (bytes.subarray(0, 8).equals(OLE)) {
		if (named(bytes, 'EncryptedPackage')) throw new Refusal('sheet-locked');
		throw new Refusal(named(bytes, 'Workbook') || named(bytes, 'Book') ? 'sheet-old-excel' : 'sheet-kind');
	}
	if (isZip(bytes) && bytes.subarray(0, 200).includes('opendocument.spreadsheet'))
		throw new Refusal('sheet-open-document');
	if (/^(\uFEFF)?\s*<(!doctype|html|table|\?xml|meta)/i.test(bytes.subarray(0, 200).toString('utf8')))
		throw new Refusal('sheet-web');
}

const asText = (cell: unknown): string => {
	if (cell === null || cell === undefined) return '';
	if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
	return String(cell).normalize('NFC').trim().slice(0, MOST_CELL);
};

async function fromXlsx(bytes: Buffer): Promise<Sheet[]> {
	checkZip(bytes);
	const book = await readXlsx(bytes, { maxRows: MOST_ROWS + 1 }).catch(() => {
		throw new Refusal('sheet-broken');
	});
	return book.sheets.map(({ name, rows: cells, merges = [], hidden = false, veryHidden = false }) => {
		const rows = cells.map((row) => row.slice(0, MOST_COLUMNS).map(asText));
		for (const merged of merges) fillDown(rows, merged);
		return { name, hidden: hidden || veryHidden, rows };
	});
}

/** Cells that stand as one over several rows say the same in each of them. */
function fillDown(rows: string[][], at: { startRow: number; startCol: number; endRow: number; endCol: number }): void {
	const said = rows[at.startRow]?.[at.startCol] ?? '';
	if (said !== '') for (const row of rows.slice(at.startRow + 1, at.endRow + 1)) row[at.startCol] ||= said;
}

function fromCsv(bytes: Buffer): Sheet[] {
	const { text, old } = decoded(bytes);
	if (/[\0\u0001-\u0008]/.test(text.slice(0, 4000))) throw new Refusal('sheet-kind');
	const rows = cellsOf(text).map((row) => row.slice(0, MOST_COLUMNS).map(asText));
	// Bytes of an old code page are believed only where whole columns say which letters they are.
	if (old && Object.keys(lettersIn(rows)).length === 0) throw new Refusal('sheet-encoding');
	return [{ name: '', hidden: false, rows }];
}

function cellsOf(text: string): string[][] {
	try {
		return parse(text, {
			bom: true,
			delimiter: delimiterOf(text),
			relax_column_count: true,
			relax_quotes: true,
			max_record_size: 40_000
		}) as string[][];
	} catch {
		throw new Refusal('sheet-broken');
	}
}

/** Excel's "Unicode text" is UTF-16; everything else has to be UTF-8, or bytes as old fonts (TCVN3, VNI) had them: `old`. */
function decoded(bytes: Buffer): { text: string; old: boolean } {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: bytes.subarray(2).toString('utf16le'), old: false };
	try {
		return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), old: false };
	} catch {
		return { text: new TextDecoder('windows-1252').decode(bytes), old: true };
	}
}

const MOST_ENTRIES = 200;
const MOST_UNPACKED = 150_000_000;

/**
 * Walks the central directory and unpacks every entry with a cap, before any library sees the file: a bomb lies about its sizes
 * or holds far more than a list of people can need.
 */
function checkZip(bytes: Buffer): void {
	const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
	if (end < 0 || end + 22 > bytes.length) throw new Refusal('sheet-broken');
	const entries = bytes.readUInt16LE(end + 10);
	let at = bytes.readUInt32LE(end + 16);
	if (entries > MOST_ENTRIES || at === 0xffffffff) throw new Refusal('sheet-bomb');
	let total = 0;
	for (let n = 0; n < entries; n++) {
		const entry = entryAt(bytes, at);
		total += entry.unpacked;
		if (total > MOST_UNPACKED) throw new Refusal('sheet-bomb');
		unpack(bytes, entry);
		at = entry.next;
	}
}

type Entry = { method: number; packed: number; unpacked: number; local: number; next: number };

function entryAt(bytes: Buffer, at: number): Entry {
	if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw new Refusal('sheet-broken');
	const named = bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
	return {
		method: bytes.readUInt16LE(at + 10),
		packed: bytes.readUInt32LE(at + 20),
		unpacked: bytes.readUInt32LE(at + 24),
		local: bytes.readUInt32LE(at + 42),
		next: at + 46 + named
	};
}

function unpack(bytes: Buffer, { method, packed, unpacked, local }: Entry): void {
	if (method === 0 || packed === 0) return;
	if (method !== 8 || local + 30 > bytes.length) throw new Refusal('sheet-broken');
	const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
	try {
		inflateRawSync(bytes.subarray(from, from + packed), { maxOutputLength: Math.max(1, unpacked) });
	} catch (fault) {
		throw new Refusal((fault as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'sheet-bomb' : 'sheet-broken');
	}
}
