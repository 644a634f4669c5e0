import * as v from 'valibot';
import { oneWay, plain } from '#kernel/plain.ts';
import { looksLikeSecret, seen } from '#kernel/secret.ts';

// An account or a card of somebody is no business of whoever helps them: it is refused as a code is, and kept nowhere.

const NAMES = [
	...['so tai khoan', 'tai khoan', 'stk', 'tk', 'so the', 'the atm', 'the ngan hang', 'the'],
	...['account', 'iban', 'card number', 'card', 'खाता', 'खाता नंबर', 'कार्ड']
].map(plain);
/** What an account or a card is called, without diacritics, and its digits, a few words after it or none. */
const NAMED = new RegExp(`(?:^| )(?:${NAMES.join('|')})(?: \\p{L}+){0,5} ?\\d(?: ?\\d){5,}(?= |$)`, 'u');
/** Nine to nineteen digits, in groups or not, whatever stands beside them. */
const LONG = /(?<!\d|\d[.,/_-])\d(?:[\s._/-]{0,2}\d){8,18}(?!\d)/gu;
/** A telephone and a personal number (twelve digits from a nought) are none, and no money is. */
const TELEPHONE = /^(?:0\d{9,10}|84\d{9}|0\d{11})$/;
const MONEY = /^\s*(?:đ|đồng|dong|vnd|vnđ)(?![\p{L}\d])/iu;
const AMOUNT = /^(?:\d{1,12}|\d{1,3}(?:[ .]\d{3})+)$/;
/** Dates, codes of files and of requests hold digits that are of nobody. */
const CODES = [
	/\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b/g,
	/\b(?:\d{3}\.\d{2}\.\d{2}\.)?H\d{2}-\d{6}-\d{4}\b/gi,
	/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi
] as const;

/** Whether somebody has typed the number of an account or of a card: by its name, or digits that are nothing else. */
export function looksLikeAccount(typed: string): boolean {
	const text = CODES.reduce((rest, code) => rest.replace(code, '·'), seen(typed));
	if (NAMED.test(plain(text))) return true;
	return [...text.matchAll(LONG)].some(({ 0: found, index }) => {
		const isMoney = MONEY.test(text.slice(index + found.length)) && AMOUNT.test(found);
		return !isMoney && !TELEPHONE.test(found.replace(/\D/g, ''));
	});
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
