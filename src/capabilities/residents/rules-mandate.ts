/** How long somebody may follow and pay for another, in days; null until it is taken back. */
export const DAYS_OF = { month: 30, year: 365, open: null } as const;
export type Until = keyof typeof DAYS_OF;
export const untils = Object.keys(DAYS_OF) as [Until, ...Until[]];

/** A mandate that stands today, as one of its two people sees it. `day`: its last, or null. */
export type MandateOf = {
	id: string;
	direction: 'given' | 'held';
	otherId: string;
	otherName: string | null;
	since: string;
	until: string | null;
};
