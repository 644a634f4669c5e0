import { guessMapping } from './rules-columns.ts';
import { lettersKinds, readLetters } from './rules-letters.ts';

/** The header of a sheet in letters of today; its rows stand after `end`. */
export type Header = { end: number; header: string[] };

const MOST_ABOVE = 20;
const fieldsIn = (header: readonly string[]): number => Object.keys(guessMapping(header)).length;

/** A row of headings in whichever letters tell most of them. */
const heading = (row: readonly string[]): string[] =>
	[[...row], ...lettersKinds.map((kind) => row.map((cell) => readLetters(kind, cell)))].reduce((best, next) =>
		fieldsIn(next) > fieldsIn(best) ? next : best
	);

/** Headings under headings: at least two, none with a digit, none under the name, and one where the row above has nothing. */
function isUnder(row: readonly string[], header: readonly string[]): boolean {
	const said = row.flatMap((cell, column) => (cell !== '' && cell !== header[column] ? [column] : []));
	const name = Object.entries(guessMapping(header)).flatMap(([field, column]) =>
		field.includes('name') ? [column] : []
	);
	return (
		said.length >= 2 &&
		said.some((column) => (header[column] ?? '') === '') &&
		said.every((column) => row[column]!.length <= 30 && !/\d/.test(row[column]!) && !name.includes(column))
	);
}

/** Two rows of headings as one: what stands over several columns is said of each. */
function together(header: readonly string[], under: readonly string[]): string[] {
	let over = '';
	return Array.from({ length: Math.max(header.length, under.length) }, (_, column) => {
		const [top, own] = [header[column] ?? '', under[column] ?? ''];
		over = top === '' && own !== '' ? over : top;
		return own === '' || own === top ? top : `${over} ${own}`.trim();
	});
}

/** "(1) (2) (3)" or "A B 1 2" below the headings. */
const isCounting = (row: readonly string[]): boolean => {
	const said = row.filter((cell) => cell !== '');
	return said.length >= 3 && said.every((cell) => /^\(?(\d{1,2}|[A-Z])\)?$/.test(cell));
};

/** The first row within twenty in which a column for the name and another can be guessed, with one below that says more; null when none is. */
export function findHeader(rows: readonly (readonly string[])[]): Header | null {
	for (const [at, row] of rows.slice(0, MOST_ABOVE).entries()) {
		const top = heading(row);
		const guess = guessMapping(top);
		const named = guess.name !== undefined || guess['given-name'] !== undefined;
		const more = fieldsIn(top) > Object.keys(guess).filter((field) => field.includes('name')).length;
		const under = heading(rows[at + 1] ?? []);
		const two = isUnder(under, top);
		if (!named || !(more || two)) continue;
		const end = two ? at + 1 : at;
		return { end: isCounting(rows[end + 1] ?? []) ? end + 1 : end, header: two ? together(top, under) : top };
	}
	return null;
}
