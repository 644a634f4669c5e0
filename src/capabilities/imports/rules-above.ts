import { readRelation } from './rules-cells.ts';
import type { HamletKnown } from '#capabilities/places/rules-hamlets.ts';
import { hamletOf, partOf, type SheetPart } from './rules-sheets.ts';
import type { ImportField, Mapping } from './rules-columns.ts';

// Many lists write the number of a household and its hamlet only on the row of its head.

/** What a row takes from elsewhere: from those above it, or from the name of its worksheet; `series` is whose count a household number is of. */
export type Above = { book?: string; hamlet?: string; sheet?: string; series?: string };

const BLANK = 0.3;
const REPEATED = 0.01;

/** Columns that only the first row of several fills: many cells are blank, and hardly one repeats the filled one above it. */
export function sparseIn(rows: readonly (readonly string[])[]): number[] {
	const columns = Math.max(0, ...rows.slice(0, 1000).map((row) => row.length));
	return Array.from({ length: columns }, (_, column) => column).filter((column) => {
		const cells = rows.map((row) => row[column] ?? '');
		const filled = cells.filter((cell) => cell !== '');
		const repeated = cells.filter((cell, n) => cell !== '' && cell === cells[n - 1]).length;
		return cells.length - filled.length >= cells.length * BLANK && repeated <= filled.length * REPEATED;
	});
}

/**
 * What a row takes from the one before it, which may itself have taken it from above. A head begins a household; where every row says
 * its own, a blank is a blank.
 */
export function fromAbove(
	cells: readonly string[],
	before: { cells: readonly string[]; above: Above | null } | null,
	{ mapping, sparse = [] }: { mapping: Mapping; sparse?: readonly number[] }
): Above | null {
	const said = (row: readonly string[], field: ImportField): string => (row[mapping[field] ?? -1] ?? '').trim();
	if (!before || readRelation(said(cells, 'relation')).value === 'head') return null;
	const [book, hamlet] = (['book', 'hamlet'] as const).map(
		(field) => said(before.cells, field) || before.above?.[field] || ''
	) as [string, string];
	const own = said(cells, 'book');
	const fills = own === '' && book !== '' && sparse.includes(mapping.book ?? -1);
	const together = mapping.book === undefined ? mapping.relation !== undefined : fills || (own !== '' && own === book);
	const above = {
		...(fills ? { book } : {}),
		...(together && hamlet !== '' && said(cells, 'hamlet') === '' ? { hamlet } : {})
	};
	return Object.keys(above).length > 0 ? above : null;
}

type Elsewhere = {
	mapping: Mapping;
	sparse?: readonly number[];
	sheets?: readonly SheetPart[];
	restarts?: readonly number[];
	hamlets: readonly HamletKnown[];
};

/** All that a row takes from elsewhere: from those above, the hamlet its worksheet is named after, and whose count its household is of. */
export function takenBy(
	row: { n: number; cells: readonly string[] },
	before: { cells: readonly string[]; above: Above | null } | null,
	how: Elsewhere
): Above | null {
	const above = fromAbove(row.cells, before, how) ?? {};
	const part = partOf(how.sheets ?? [], row.n);
	const said = (row.cells[how.mapping.hamlet ?? -1] ?? '') || above.hamlet;
	const named = part && !said ? hamletOf(part.name, how.hamlets) : null;
	const counts = part && how.mapping.book !== undefined && (how.restarts ?? []).includes(how.mapping.book);
	const all = { ...above, ...(named ? { sheet: named } : {}), ...(counts ? { series: part.name } : {}) };
	return Object.keys(all).length > 0 ? all : null;
}
