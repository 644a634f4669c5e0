import { plain } from './plain.ts';

const words = (list: readonly string[]): string => list.map(plain).join('|');

/** What a code or password of somebody is called, without diacritics. */
const NAMES = words([
	...[
		'otp',
		'mật khẩu',
		'mật mã',
		'mã pin',
		'pin',
		'mã xác thực',
		'mã xác nhận',
		'mã kích hoạt',
		'mã 6 số',
		'mã sáu số'
	],
	...['passcode', 'password', 'passwd', 'pass', 'pwd', 'mk', 'mkhau', 'one time code', 'ओटीपी', 'पासवर्ड', 'पासकोड']
]);
/** Nothing stands between the name and what it is. */
const NAMED_CLOSE = new RegExp(`(?:^| )(?:${NAMES})\\d{4,}(?= |$)`);
/** Between the name and what it is: "là", "is", and a few other words. */
const NAMED_DIGITS = new RegExp(`(?:^| )(?:${NAMES})(?: [^ ]*){0,5}? (?=[^ ]*\\d)[^ ]{3,}(?= |$)`);
const NAMED_SPACED = new RegExp(`(?:^| )(?:${NAMES})(?: \\p{L}+){0,2}(?: \\d{1,4}){2,}(?= |$)`, 'u');
/** Whose it is, or what it opens, may stand between the name and "là". */
const WHOSE =
	'cua|vneid|zalo|facebook|gmail|dien|thoai|may|tai|khoan|ngan|hang|dich|vu|cong|mang|wifi|bac|toi|chau|con|minh|em|ong|ba|bo|me|my|your|for';
const NAMED_WORD = new RegExp(
	`(?:^| )(?:${NAMES})(?: (?:${WHOSE})){0,5} (?:la|is) (?!gi(?: |$)|nao(?: |$)|what|sao(?: |$)|the nao)[^ ]+`
);
const NAMED_SIGN = new RegExp(`(?:^|[^\\p{L}])(?:${NAMES})\\s*[:=]\\s*\\S`, 'u');
/** Six digits that stand alone: no part of a longer number, a date, an amount or a code. */
const LONE_CODE = /(?<![\p{L}\d]|\d[.,/\- ])\d{6}(?![\p{L}\d]|[.,/\- ]\d)(?!\s*(?:đ|đồng|dong|vnd|vnđ)(?![\p{L}\d]))/iu;

/** The same in two halves, or digit by digit, as it is read from a telephone. Thousands and longer numbers are none. */
const HALVED_CODE =
	/(?<![\p{L}\d]|\d[.,/\- ])(?:\d{3}[ -](?!000)\d{3}|\d(?:[ -]\d){5})(?![\p{L}\d]|[.,/\- ]\d)(?!\s*(?:đ|đồng|dong|vnd|vnđ)(?![\p{L}\d]))/iu;

/** As it is read: wide and Indian digits are digits, and what nobody sees between them is nothing. */
export const seen = (text: string): string =>
	text
		.normalize('NFKC')
		.replace(/[\u200B-\u200F\u2060\uFEFF\u00AD]/g, '')
		.replace(/\p{Nd}/gu, digitOf);
function digitOf(sign: string): string {
	const at = sign.codePointAt(0)!;
	let value = 0;
	while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(at - value - 1))) value++;
	return String(value);
}

const loose = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();

/**
 * Whether somebody has typed a one-time code, a password or a passcode: a name of one with what it is beside it, or six
 * digits alone. Asking for help with a forgotten password is none. Who reads such a text keeps it nowhere.
 */
export function looksLikeSecret(typed: string): boolean {
	const text = seen(typed);
	const said = plain(text);
	return (
		LONE_CODE.test(text) ||
		HALVED_CODE.test(text) ||
		NAMED_CLOSE.test(said) ||
		NAMED_DIGITS.test(said) ||
		NAMED_SPACED.test(said) ||
		NAMED_WORD.test(said) ||
		NAMED_SIGN.test(loose(text))
	);
}
