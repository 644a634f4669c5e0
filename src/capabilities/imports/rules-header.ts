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

/** The first row within twenty in which a column for the name and another can be guessed; null when none is. */
export function findHeader(rows: readonly (readonly string[])[]): Header | null {
	for (const [end, row] of rows.slice(0, MOST_ABOVE).entries()) {
		const header = heading(row);
		const guess = guessMapping(header);
		const named = guess.name !== undefined || guess['given-name'] !== undefined;
		if (named && fieldsIn(header) > Object.keys(guess).filter((field) => field.includes('name')).length)
			return { end, header };
	}
	return null;
}
