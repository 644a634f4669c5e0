import { addDays } from '#kernel/day.ts';
import type { TargetGroup } from './catalogue.ts';
import type { Channel, Fee } from './answers.ts';

type Found = { amount: number; basis: string };

/**
 * What is to be paid for a file. `count` is copies or cases; for a price by the page, `pages` is the pages of one
 * copy. `since` is the day (`yyyy-mm-dd`) from which a term that waives the fee runs. `ofCommune` is the price of one unit that
 * the commune's officer found where the catalogue knows none, `entered` what was found for this file alone, each with the text it
 * rests on.
 */
export type FeeAsked = {
	channel: Channel;
	/** The day of receipt (`yyyy-mm-dd`). */
	day: string;
	groups: readonly TargetGroup[];
	count: number;
	pages?: number;
	since?: string | undefined;
	ofCommune?: Found | null;
	entered?: Found;
};
type FeeLine = {
	what: 'unit' | 'found' | 'waived' | 'entered';
	count: number;
	each: number;
	amount: number;
	basis: string | null;
};
export type FeeAnswer =
	| { known: true; lines: FeeLine[]; total: number; waivedFor: TargetGroup | 'in-time' | null }
	| { known: false; reason: 'unknown' | 'unsure' | 'not-a-count'; hint: number | null };

/** The price of one unit by this way on this day; null is unknown. By post it is filed as at the desk. */
export function priceOf(fee: Fee, channel: Channel, day: string): number | null {
	const open = fee.windows?.find((window) => window.channel === channel && day <= window.to);
	if (open) return open.amount;
	return channel === 'online' ? fee.online : fee.direct;
}

const isAmount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
/** Whether it is filed within the term that the fee text names; a term of nobody's birth is none. */
const isInTime = ({ waivedWithin: term }: Fee, { since, day }: FeeAsked): boolean =>
	term !== undefined && since?.length === 10 && day >= since && day <= addDays(since, term.days);
const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 1;

/** Đồng for one copy of some pages, by steps and cap. */
function copyPrice(fee: Fee, each: number, pages: number): number {
	const steps = fee.steps ?? [{ from: 1, each }];
	let amount = 0;
	for (const [at, step] of steps.entries()) {
		const until = (steps[at + 1]?.from ?? pages + 1) - 1;
		amount += Math.max(0, Math.min(pages, until) - step.from + 1) * step.each;
	}
	return Math.min(amount, fee.cap ?? Infinity);
}

/**
 * The fee with its lines, or why it cannot be said. Unknown is never nought: a waiver needs no price, but without
 * price or waiver an officer enters the amount and its basis, once for the commune. A price of low confidence is only a hint for them.
 * Basis of the waivers and of the nought online: the fee text of each procedure, NQ 12/2025/NQ-HĐND Thanh Hóa.
 */
export function feeOf(fee: Fee, asked: FeeAsked): FeeAnswer {
	const { count, pages = 1, entered } = asked;
	if (!isCount(count) || !isCount(pages)) return { known: false, reason: 'not-a-count', hint: null };
	if (entered) return byOfficer(entered);
	const price = priceOf(fee, asked.channel, asked.day);
	const waivedFor =
		asked.groups.find((group) => fee.waived?.includes(group)) ?? (isInTime(fee, asked) ? 'in-time' : null);
	if (waivedFor) {
		const line: FeeLine = { what: 'waived', count, each: 0, amount: 0, basis: fee.note ?? fee.basis };
		return { known: true, lines: [line], total: 0, waivedFor };
	}
	const found = asked.ofCommune ?? null;
	if (!isSure(fee, asked))
		return found ? byUnit('found', count, found.amount, found.basis) : { known: false, ...whyNot(price) };
	return byUnit('unit', count, fee.unit === 'page' ? copyPrice(fee, price!, pages) : price!, fee.basis);
}

/** Whether the catalogue says what one unit costs by this way, and is sure of it. */
export const isSure = (fee: Fee, { channel, day }: Pick<FeeAsked, 'channel' | 'day'>): boolean =>
	priceOf(fee, channel, day) !== null && fee.confidence[channel === 'online' ? 'online' : 'direct'] !== 'low';

const whyNot = (price: number | null): { reason: 'unknown' | 'unsure'; hint: number | null } => ({
	reason: price === null ? 'unknown' : 'unsure',
	hint: price
});

function byUnit(what: 'unit' | 'found', count: number, each: number, basis: string | null): FeeAnswer {
	const total = each * count;
	if (!isAmount(total)) return { known: false, reason: 'not-a-count', hint: null };
	return { known: true, lines: [{ what, count, each, amount: total, basis }], total, waivedFor: null };
}

/** The officer's amount is for the whole file; without a basis it is not taken. */
function byOfficer(entered: Found): FeeAnswer {
	const basis = entered.basis.trim();
	if (!isAmount(entered.amount) || basis === '') return { known: false, reason: 'unknown', hint: null };
	const line: FeeLine = { what: 'entered', count: 1, each: entered.amount, amount: entered.amount, basis };
	return { known: true, lines: [line], total: entered.amount, waivedFor: null };
}
