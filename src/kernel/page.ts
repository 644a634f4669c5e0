/** A page of a list that is known whole, and how many follow it. */
export function pageOf<T>(all: readonly T[], page: number, rows: number): { rows: T[]; whole: number; more: number } {
	const shown = all.slice(page * rows, (page + 1) * rows);
	return { rows: shown, whole: all.length, more: moreAfter(all.length, page, rows) };
}

/** How many of a list follow one of its pages. */
export const moreAfter = (whole: number, page: number, rows: number): number => Math.max(0, whole - (page + 1) * rows);
