import * as v from 'valibot';
import { oneWay, plain } from '#kernel/plain.ts';
import { looksLikeSecret, seen } from '#kernel/secret.ts';

// An account or a card of somebody is no business of whoever helps them: it is refused as a code is, and kept nowhere.

/** What an account or a card is called, without diacritics. */
const NAMED =
	/(?:^| )(?:so tai khoan|tai khoan|stk|tk|so the|the atm|the ngan hang|account|iban|card number|खाता|खाता नंबर)(?: \p{L}+){0,5} \d(?: ?\d){5,}(?= |$)/u;
/** Nine to nineteen digits, in groups or not. */
const LONG = /(?<![\p{L}\d.,/-])\d(?:[ .-]?\d){8,18}(?![\d/]|[.,-]\d)/gu;
/** A telephone, a personal number (twelve digits from a nought), money, and dates are none. */
const TELEPHONE = /^(?:0\d{9,10}|84\d{9}|0\d{11})$/;
const MONEY = /^\s*(?:đ|đồng|dong|vnd|vnđ)(?![\p{L}\d])/iu;
const DATES = /\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b/g;

/** Whether somebody has typed the number of an account or of a card: by its name, or digits that are nothing else. */
export function looksLikeAccount(typed: string): boolean {
	const text = seen(typed).replace(DATES, '·');
	if (NAMED.test(plain(text))) return true;
	return [...text.matchAll(LONG)].some(
		({ 0: found, index }) => !TELEPHONE.test(found.replace(/\D/g, '')) && !MONEY.test(text.slice(index + found.length))
	);
}

/** Plain words of a ticket (`plainWords`): without a code, a password or an account. The phone of the field carries this with the one page that asks for it. */
export const ticketWords = (most: number) =>
	v.pipe(
		v.string(),
		v.transform(oneWay),
		v.trim(),
		v.maxLength(most, 'too-long'),
		v.check((text) => !looksLikeSecret(text) && !looksLikeAccount(text), 'secret-typed')
	);

/** The same where nothing need be said. */
export const ticketWordsOrNone = (most: number) =>
	v.nullable(
		v.pipe(
			ticketWords(most),
			v.transform((text) => text || null)
		)
	);
