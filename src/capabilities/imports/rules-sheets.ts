import { plain } from '#kernel/plain.ts';
import { findHamlet, type HamletKnown } from '#capabilities/places/rules-hamlets.ts';
import { guessMapping } from './rules-columns.ts';
import { findHeader } from './rules-header.ts';

// The worksheets of a workbook: a commune often keeps one for each hamlet.

/** A worksheet as text: every cell a string. */
export type Sheet = { name: string; hidden: boolean; rows: string[][] };

/**
 * A worksheet of an import. Its row r (from 1) is row `before + r` of the import. `fits`: it is headed like the others; `taken`: it is
 * read, of which a hidden one is not unless somebody says so.
 */
export type SheetPart = { name: string; hidden: boolean; before: number; rows: number; fits: boolean; taken: boolean };

export type Laid = { header: string[]; parts: SheetPart[]; rows: { n: number; cells: string[] }[]; restarts: number[] };

type Listed = Sheet & { header: string[]; end: number };

const listed = (sheet: Sheet): Listed | null => {
	const found = findHeader(sheet.rows);
	return found && { ...sheet, ...found };
};

/** Where each column of one header stands in another; null where a column that tells something is missing there. */
function alignment(header: readonly string[], other: readonly string[]): number[] | null {
	const there = other.map(plain);
	const at = header.map((heading, n) => (there[n] === plain(heading) ? n : there.indexOf(plain(heading))));
	return Object.values(guessMapping(header)).some((column) => at[column]! < 0) ? null : at;
}

/** Lays the lists of a workbook after one another under the header of the longest that shows. Null where no sheet is a list. */
export function layTogether(sheets: readonly Sheet[]): Laid | null {
	const lists = sheets.flatMap((sheet) => listed(sheet) ?? []);
	const main = lists.toSorted((a, b) => Number(a.hidden) - Number(b.hidden) || b.rows.length - a.rows.length)[0];
	if (!main) return null;
	const laid: Laid = { header: main.header, parts: [], rows: [], restarts: [] };
	let before = 0;
	for (const { name, hidden, header, end, rows } of lists) {
		const at = alignment(main.header, header);
		const own = rows
			.map((cells, n) => ({ n: before + n + 1, cells: at ? at.map((column) => cells[column] ?? '') : cells }))
			.slice(end + 1)
			.filter(({ cells }) => cells.some((cell) => cell !== ''));
		laid.parts.push({ name, hidden, before, rows: own.length, fits: at !== null, taken: at !== null && !hidden });
		if (at) for (const one of own) laid.rows.push(one);
		before += rows.length;
	}
	return { ...laid, restarts: restartsIn(laid) };
}

/** Columns of small numbers that more than one worksheet has: each counts its own. */
function restartsIn({ header, parts, rows }: Laid): number[] {
	if (parts.length < 2) return [];
	return header.flatMap((_, column) => {
		const seen = new Map<string, number>();
		let again = false;
		for (const { n, cells } of rows) {
			const cell = cells[column]!;
			if (!/^\d{0,4}$/.test(cell)) return [];
			if (cell === '') continue;
			const part = parts.findLastIndex(({ before }) => n > before);
			again ||= (seen.get(cell) ?? part) !== part;
			seen.set(cell, part);
		}
		return again ? [column] : [];
	});
}

/** How many rows the taken worksheets have. */
export const takenRows = (parts: readonly SheetPart[]): number =>
	parts.reduce((sum, { taken, rows }) => sum + (taken ? rows : 0), 0);

/** The worksheet in which a row of the import stands. */
export const partOf = (parts: readonly SheetPart[], n: number): SheetPart | undefined =>
	parts.findLast(({ before }) => n > before);

export const isTaken = (parts: readonly SheetPart[], n: number): boolean => partOf(parts, n)?.taken ?? true;

/** The hamlet that a worksheet is named after: one of the list, or what is called one. */
export const hamletOf = (name: string, hamlets: readonly HamletKnown[]): string | null =>
	findHamlet(name, hamlets)?.name ??
	(/^(thon|ban|xom|khu|lang|tdp|to dan pho|khu pho|to \d)/.test(plain(name)) ? name : null);
