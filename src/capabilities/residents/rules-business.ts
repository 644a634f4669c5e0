/** What a business may be, as its paper says it. */
export const businessKinds = ['household', 'company', 'cooperative', 'other'] as const;
export type BusinessKind = (typeof businessKinds)[number];

/** Its number as it stands on its paper: digits, parted by dashes where the paper parts them. No source says more of its shape, so nothing more is asked of it. */
export const tidyNumber = (typed: string): string =>
	typed.replace(/[–—]/g, '-').replace(/[\s.]/g, '').replace(/-+/g, '-');
export const isBusinessNumber = (tidy: string): boolean => /^\d[\d-]{2,28}\d$/.test(tidy);

/** What its number is found by, however it was parted; null where what was typed is no number of one. */
export function numberSought(typed: string): string | null {
	const tidy = tidyNumber(typed);
	return isBusinessNumber(tidy) ? tidy.replace(/-/g, '') : null;
}

/** From the day on which it ended it is none any more. Both days are `yyyy-mm-dd`. */
export const isEnded = (endedOn: string | null, today: string): boolean => endedOn !== null && endedOn <= today;
