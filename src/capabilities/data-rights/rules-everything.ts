import type { Count } from './answers.ts';
import type { Everything, Kept } from '#kernel/kept.ts';

/** How a sealed value reads once it is open: `phone_sealed` is `phone`. */
export const openName = (column: string): string => column.replace(/_?sealed$/, '') || 'why';

/** How much is kept of them, table by table: rows, cells with words, and how many of those are sealed under their key. */
export function counted(all: Everything, kept: Readonly<Record<string, Kept>>): Record<string, Count> {
	const filled = (value: unknown): boolean =>
		value !== null && value !== undefined && value !== false && value !== '\\x';
	return Object.fromEntries(
		Object.entries(all).map(([table, rows]) => {
			const { words = [], sealed = {} } = kept[table] ?? {};
			const cells = rows.flatMap((row) => words.filter((column) => filled(row[column])));
			return [table, { rows: rows.length, words: cells.length, sealed: cells.filter((one) => one in sealed).length }];
		})
	);
}
