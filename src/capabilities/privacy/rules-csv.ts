/** A cell that a spreadsheet would run as a formula is written as plain text: an apostrophe stands before it. */
const harmless = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);

/** Rows as a table that a spreadsheet opens with Vietnamese letters: a byte order mark, commas, quotes where needed. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
	'\uFEFF' +
	rows
		.map((row) =>
			row
				.map(harmless)
				.map((cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
				.join(',')
		)
		.join('\r\n') +
	'\r\n';
