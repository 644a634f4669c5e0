import { plain, readWhole } from '#kernel/plain.ts';
import type { Answers } from './form.ts';
import type { Question, Problem } from './answers.ts';
import { ETHNIC_GROUPS } from './forms/ethnic-groups.ts';

type Warning = 'looks-like-secret' | 'year-only' | 'province-unlike';
/** `slots` fill the text of the problem; `part` is the box of a date that it is about. */
type Checked =
	| { value: string; warning?: Warning }
	| { error: Problem; slots?: Record<string, string | number>; part?: 'day' | 'month' | 'year' };

const LONGEST = { 'long-text': 2000, 'person-name': 100 } as const;
/** Unicode NFC and single spaces: the same name typed on two keyboards must be the same text. */
const tidy = (raw: string): string =>
	raw
		.normalize('NFC')
		.replace(/[\p{Z}\t]+/gu, ' ')
		.trim();
const tidyLines = (raw: string): string => raw.split(/\r?\n/).map(tidy).join('\n').trim();

/**
 * Checks one raw answer. Nothing is dropped in silence: either a value as it will be kept, or a code that says what
 * to do. An empty answer to an optional question is the empty value. `today` is `yyyy-mm-dd`; `others` are the answers
 * that a question may have to agree with.
 */
export function checkAnswer(question: Question, raw: string, today: string, others: Answers = {}): Checked {
	const text = question.kind === 'long-text' ? tidyLines(raw) : tidy(raw);
	if (text === '' || /^-+$/.test(text)) return question.required ? { error: 'empty' } : { value: '' };
	const most = question.kind === 'long-text' ? LONGEST['long-text'] : 300;
	if (text.length > most) return { error: 'too-long', slots: { most } };
	const checked = CHECKS[question.kind](text, question, today);
	const later = question.before && others[question.before];
	return later && 'value' in checked && !liesBefore(checked.value, later) ? { error: 'not-before' } : checked;
}

/** No parent is younger than that: a slip of the pen, not a rule of law. */
const YEARS_BEFORE = 10;
const liesBefore = (first: string, later: string): boolean =>
	Number(first.slice(0, 4)) + YEARS_BEFORE <= Number(later.slice(0, 4));

type Check = (text: string, question: Question, today: string) => Checked;
const free: Check = (text) => (looksLikeSecret(text) ? { value: text, warning: 'looks-like-secret' } : { value: text });

const CHECKS: Record<Question['kind'], Check> = {
	text: free,
	'long-text': free,
	place: (text, question, today) => (/\p{L}/u.test(text) ? free(text, question, today) : { error: 'no-letter' }),
	'person-name': personName,
	date: (text, question, today) => date(text, question.partial ?? false, today),
	choice: (text, { choices = [] }) =>
		choices.some(({ value }) => value === text) ? { value: text } : { error: 'not-a-choice' },
	'yes-no': (text) => (text === 'yes' || text === 'no' ? { value: text } : { error: 'not-a-choice' }),
	number: wholeNumber,
	phone,
	'id-number': idNumber,
	'ethnic-group': ethnicGroup
};

/** One-word names and names with apostrophe, hyphen or dot exist among the Thái, Mường and Mông; digits do not. */
function personName(text: string): Checked {
	if (text.length > LONGEST['person-name']) return { error: 'too-long', slots: { most: LONGEST['person-name'] } };
	if (!/^[\p{L}\p{M}'’‘ʼ.\- ]+$/u.test(text) || !/\p{L}/u.test(text)) return { error: 'name-signs' };
	return { value: text };
}

function wholeNumber(text: string, { min = 0, max = 1_000_000_000 }: Question): Checked {
	const value = readWhole(text);
	if (Number.isNaN(value)) return { error: 'not-a-number' };
	if (value < min) return { error: 'too-small', slots: { min } };
	return value > max ? { error: 'too-large', slots: { max } } : { value: String(value) };
}

/** Mobile `0(3|5|7|8|9)` and eight digits, a landline of ten or eleven; kept with its leading 0. */
function phone(text: string): Checked {
	const digits = text.replace(/[ .()-]/g, '').replace(/^\+?84(?=\d{9,10}$)/, '0');
	return /^0([35789]\d{8}|2\d{8,9})$/.test(digits) ? { value: digits } : { error: 'phone-digits' };
}

/** Typed with or without accents, hyphens and apostrophes it is kept as the register writes it. */
function ethnicGroup(text: string): Checked {
	const typed = letters(text);
	const found = ETHNIC_GROUPS.find((names) => names.some((name) => letters(name) === typed));
	return found ? { value: found[0] } : { error: 'no-such-group' };
}
const letters = (name: string): string => plain(name).replaceAll(' ', '');

/** Twelve digits; the province part of old numbers stays valid after mergers, so an odd one only warns. */
function idNumber(text: string): Checked {
	const digits = text.replace(/[ .]/g, '');
	if (!/^\d{12}$/.test(digits)) return { error: 'id-digits', slots: { have: digits.replace(/\D/g, '').length } };
	const province = Number(digits.slice(0, 3));
	return province >= 1 && province <= 96 ? { value: digits } : { value: digits, warning: 'province-unlike' };
}

/** Takes `yyyy`, `yyyy-mm`, `yyyy-mm-dd` and, as it is written by hand, `dd/mm/yyyy`, `mm/yyyy`. */
function date(text: string, partial: boolean, today: string): Checked {
	const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
	const hand = /^(?:(?:(\d{1,2})[ ./-])?(\d{1,2})[ ./-])?(\d{4})$/.exec(text);
	// A day and a year without the month between them.
	if (/^\d{1,2}\/\/\d{4}$/.test(text)) return { error: 'month', part: 'month' };
	if (!iso && !hand) return { error: 'year', part: 'year' };
	const [year, month, day] = (iso ? [iso[1], iso[2], iso[3]] : [hand![3], hand![2], hand![1]]).map((n) =>
		n ? Number(n) : null
	);
	if (year! < 1900 || year! > Number(today.slice(0, 4)))
		return { error: year! < 1900 ? 'year-early' : 'in-future', part: 'year' };
	if (month === null)
		return partial ? { value: String(year), warning: 'year-only' } : { error: 'month', part: 'month' };
	if (month! < 1 || month! > 12) return { error: 'month', part: 'month' };
	const yearMonth = `${year}-${String(month).padStart(2, '0')}`;
	if (day === null) return partial ? kept(yearMonth, today) : { error: 'day', part: 'day' };
	const last = new Date(Date.UTC(year!, month!, 0)).getUTCDate();
	if (day! < 1 || day! > 31) return { error: 'day', part: 'day' };
	if (day! > last) return { error: 'no-such-day', slots: { month: month!, last }, part: 'day' };
	return kept(`${yearMonth}-${String(day).padStart(2, '0')}`, today);
}

const kept = (value: string, today: string): Checked =>
	value > today.slice(0, value.length) ? { error: 'in-future' } : { value };

/**
 * A six-digit code (or a word) just after "OTP", "mã", "mật khẩu": somebody is typing a secret that nobody may ask
 * for. Long numbers elsewhere in remarks (a file code, an account) are fine.
 */
export const looksLikeSecret = (text: string): boolean =>
	/\b(otp|password|passcode|pin|mat khau|mk|ma(?: (?:otp|xac nhan|xac thuc|6 so|sau so|pin))?)\b[ :=–-]*(?:la|is)?[ :=–-]*\d{4,8}\b(?![.\d])/.test(
		text
			.normalize('NFD')
			.replace(/[\u0300-\u036f]/g, '')
			.replace(/[đĐ]/g, 'd')
			.toLowerCase()
			.replace(/(\d) (?=\d{3}\b)/g, '$1')
	) ||
	/(mat khau|password)\b[ :=–-]*(la|is|:|=) *\S+/.test(
		text
			.normalize('NFD')
			.replace(/[\u0300-\u036f]/g, '')
			.toLowerCase()
	);
