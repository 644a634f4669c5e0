import type { Balance, Match } from './answers.ts';

type Line = { amount: number };
type Paid = { amount: number };

export function balanceOf(lines: readonly Line[] | null, payments: readonly Paid[]): Balance {
	const paid = payments.reduce((sum, one) => sum + one.amount, 0);
	if (lines === null) return { state: 'unknown', total: 0, paid, left: 0 };
	const total = lines.reduce((sum, one) => sum + one.amount, 0);
	const left = total - paid;
	return {
		state: left < 0 ? 'over' : left > 0 ? 'due' : total === 0 ? 'nothing-due' : 'paid',
		total,
		paid,
		left: Math.max(0, left)
	};
}

/**
 * A fee may be entered by hand where the catalogue knows none, and put right until money came; what the commune found (`found`) too, for
 * it may have been found wrongly. `enteredBy` is null on lines that nobody entered for this file.
 */
export const isFeeOpen = (
	lines: readonly { enteredBy: string | null; what?: string }[],
	payments: readonly Paid[]
): boolean => payments.length === 0 && lines.every(({ enteredBy, what }) => enteredBy !== null || what === 'found');

type Transfer = { amount: number; account: string; currency: string; type: 'credit' | 'debit' };

const digitsOf = (account: string): string => account.replace(/[\s.-]/g, '');

/**
 * What a transfer is for us: what is owed or a part of it, a second time, more than is owed, or a case we do not know. Only đồng
 * that came in, to the account that the bill named, count. A part counts as what it is: the payer reads at once what is left.
 */
export function matchTransfer(
	{ amount, account, currency, type }: Transfer,
	found: Balance | null,
	ours: string | null
): Match {
	if (type !== 'credit') return 'outgoing';
	if (found === null) return 'unknown';
	if (currency !== 'VND') return 'other-currency';
	if (ours === null || digitsOf(account) !== digitsOf(ours)) return 'other-account';
	if (found.left === 0) return 'twice';
	return amount <= found.left ? 'matched' : 'wrong-amount';
}

/** The slip code inside a transfer's message, however the bank grouped it or wrapped it in words; null when there is none. */
export function slipCodeIn(purpose: string): string | null {
	const found = /TN[\s.]*((?:\d[\s.]*){12})(?!\d)/i.exec(purpose);
	return found ? found[1]!.replace(/\D/g, '') : null;
}

/** What the payer's bank shows: ASCII, short, readable aloud. */
export const purposeOf = (slipCode: string): string => `TN ${slipCode.replace(/(\d{4})(?=\d)/g, '$1 ')}`;
