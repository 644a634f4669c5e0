/** Papers that run out and of which the register notes until when. */
export const papers = ['id-card', 'health-insurance'] as const;
export type Paper = (typeof papers)[number];

/** Days that can stand on a paper: no chip card or insurance ended before, and none is given for longer. */
const FIRST_UNTIL = '2000-01-01';
const MOST_YEARS = 50;
export const isUntil = (day: string, today: string): boolean =>
	day >= FIRST_UNTIL && day <= `${Number(today.slice(0, 4)) + MOST_YEARS}-12-31`;
