import type { PictoName } from '#design/drawings.ts';
import type { Matter, Priority } from '../rules-matters.ts';

/** Four pictures a page, what most people come for first; more is the next page, never a scroll. */
export const MATTER_PAGES: readonly (readonly Matter[])[] = [
	['civil-status', 'certification', 'allowance', 'land'],
	['residence', 'id-card', 'health-insurance', 'business'],
	['phone', 'shopping', 'scam', 'question']
];

/** What may be claimed by picture; `urgent` is a person's decision and stands on no page. */
export const CLAIM_PAGES: readonly (readonly { priority: Exclude<Priority, 'urgent'>; picture: PictoName }[])[] = [
	[
		{ priority: 'elder', picture: 'elder' },
		{ priority: 'disability', picture: 'wheelchair' },
		{ priority: 'pregnant-child', picture: 'mother-child' },
		{ priority: 'merit', picture: 'medal' }
	],
	[{ priority: 'far', picture: 'house' }]
];

/** A page number out of an address, within the pages there are. */
export const pageOf = (given: string | null, pages: number): number =>
	Math.min(pages, Math.max(1, Math.trunc(Number(given)) || 1));
