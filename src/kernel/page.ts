/** One page of a list, how many lines the list has in all, and how many follow this page. */
export type Page<T> = { rows: T[]; whole: number; more: number };

/** The same of a list that goes on after one of its lines: `next` is the key of the last one here, where more follow. */
export type Turn<T> = Page<T> & { next: string | null };

/** The page of a list that is nobody's. */
export const noPage = (): Page<never> => ({ rows: [], whole: 0, more: 0 });

/** How many of a list follow one of its pages. */
export const moreAfter = (whole: number, page: number, rows: number): number => Math.max(0, whole - (page + 1) * rows);
