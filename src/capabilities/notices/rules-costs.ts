import type { Channel } from './answers.ts';

/** What a centre pays for each part of a word, by what carries it; nothing where nobody has said it. And what it gives a month. */
export type Costs = {
	sms: number | null;
	smsSecond: number | null;
	zalo: number | null;
	/** Its postage. */
	letter: number | null;
	budget: number | null;
	/** Texts go without their marks. */
	unmarked: boolean;
};

export const NO_COSTS: Costs = { sms: null, smsSecond: null, zalo: null, letter: null, budget: null, unmarked: false };

/** Which price is that of which way; no other way has one. */
const PRICED: Partial<Record<Channel, 'sms' | 'smsSecond' | 'zalo' | 'letter'>> = {
	sms: 'sms',
	'sms-2': 'smsSecond',
	zalo: 'zalo',
	letter: 'letter'
};

/** Ways by which a text goes over the air: it may go without its marks. */
export const TEXTED: readonly Channel[] = ['sms', 'sms-2'];

/** Đồng for one part; null where a way has no price, or nobody has set it. */
export function priceOf(costs: Costs, channel: Channel): number | null {
	const priced = PRICED[channel];
	return priced ? costs[priced] : null;
}

/** Whether a word of so many đồng may still go: one that has to be heard always may. */
export const fits = ({ budget }: Pick<Costs, 'budget'>, spent: number, price: number): boolean =>
	price === 0 || budget === null || spent + price <= budget;

/** Everything that a page has seen of them, in one line. */
export const costsSeen = ({ sms, smsSecond, zalo, letter, budget, unmarked }: Costs): string =>
	[sms, smsSecond, zalo, letter, budget, unmarked].map((one) => one ?? '-').join('|');
