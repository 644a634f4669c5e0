import { plain, tidyName } from '#kernel/plain.ts';
import { doubts } from '#capabilities/residents/rules-id-number.ts';
import { isName } from './rules-letters.ts';
import type { Read } from '#capabilities/residents/rules-birth.ts';
import type { Relation } from '#capabilities/residents/inputs.ts';
import type { Disability, Group } from '#capabilities/residents/rules-groups.ts';
import type { Belonging } from '#capabilities/residents/answers.ts';

// How single cells of real spreadsheets are read. Each answers what it understood and, as a reason, what it had to mend or give up.

const clear = <T>(value: T): Read<T> => ({ value, reason: null });
const nothing = { value: null, reason: null } as const;
const lost = (reason: string): Read<never> => ({ value: null, reason });

type Born = { birthYear: number | null; gender: 'male' | 'female' | null };

/**
 * Twelve digits. Excel eats the zeros in front of a number: one, or two of Hà Nội and its neighbours; they are set back where province,
 * century, sex and year then all say what the row says. Of 16 digits it keeps 15; nine are those of the old card.
 */
export function readNumber(cell: string, born: Born): Read<string> {
	const text = cell.replace(/[\s.'`-]/g, '');
	if (text === '') return nothing;
	if (/^\d{12}$/.test(text)) return clear(text);
	if (/^\d{10,11}$/.test(text)) return withZeros(text, born);
	if (/^\d{9}$/.test(text)) return lost('number-old');
	return lost(/e\+?\d+$/i.test(text) ? 'number-rounded' : 'number-unreadable');
}

function withZeros(text: string, born: Born): Read<string> {
	const whole = text.padStart(12, '0');
	const sure = !text.startsWith('0') && born.birthYear !== null && doubts(whole, born).length === 0;
	return sure ? { value: whole, reason: 'number-zero' } : lost('number-short');
}

/** A telephone of Viet Nam as it is dialled within it. Two in one cell: the first. */
export function readPhone(cell: string): Read<string> {
	const [first = '', more] = cell.split(/[;,/]| - /);
	const digits = first.replace(/[\s.()'`-]/g, '').replace(/^\+?84(?=\d{9,10}$)/, '0');
	if (digits === '') return nothing;
	const reason = more?.trim() ? 'phone-first' : null;
	if (/^0\d{9,10}$/.test(digits)) return { value: digits, reason };
	if (/^[35789]\d{8}$/.test(digits)) return { value: `0${digits}`, reason: 'phone-zero' };
	return lost('phone-unreadable');
}

export function readGender(cell: string): Read<'male' | 'female'> {
	const text = plain(cell);
	if (text === '') return nothing;
	if (['nam', 'm', 'male', 'trai', '1'].includes(text)) return clear('male');
	if (['nu', 'f', 'female', 'gai', '0', '2'].includes(text)) return clear('female');
	return lost('gender-unreadable');
}

const MARK = /^(x|v|✓|✔|\+|1|co)$/iu;
const NONE = /^(0|-|khong)?$/iu;

/** Of two columns, one for each sex, the one with anything in it: whose it is says the sex, and what is in it the birth, where it is no mark. */
export function readSexes(male: string, female: string): Read<'male' | 'female'> & { birth: string } {
	const said = (
		[
			['male', male],
			['female', female]
		] as const
	).filter(([, cell]) => !NONE.test(cell) && plain(cell) !== 'khong');
	const births = [...new Set(said.map(([, cell]) => (MARK.test(cell) ? '' : cell)).filter(Boolean))];
	const birth = births.length === 1 ? births[0]! : '';
	if (said.length === 2) return { ...lost('sex-both'), birth };
	return { ...(said[0] ? clear(said[0][0]) : nothing), birth };
}

/** Names are kept as they are: one word, apostrophes and hyphens are names. All capitals are set back; a number is none; what is spelt as no name is, somebody is asked about. */
export function readName(cell: string): Read<string> {
	const text = tidyName(cell).slice(0, 120);
	if (text === '') return lost('name-missing');
	if (!/\p{L}.*\p{L}|^\p{L}$/u.test(text)) return lost('name-letters');
	if (!isName(text)) return { value: text, reason: 'name-odd' };
	if (text.length > 3 && text === text.toLocaleUpperCase('vi') && /\p{L}{2}/u.test(text))
		return {
			value: text
				.toLocaleLowerCase('vi')
				.replace(/(^|[\s\-'’])(\p{L})/gu, (_, gap: string, letter: string) => gap + letter.toLocaleUpperCase('vi')),
			reason: 'name-capitals'
		};
	return clear(text);
}

const RELATIONS: readonly [RegExp, Relation][] = [
	[/^(chu ho|ch)$/, 'head'],
	[/^(vo|chong)$/, 'spouse'],
	[/^(con|con trai|con gai|con nuoi|con dau|con re|con de)$/, 'child'],
	[/^(bo|me|cha|bo de|me de|bo chong|me chong|bo vo|me vo)$/, 'parent'],
	[/^(chau|chau noi|chau ngoai|chau trai|chau gai)$/, 'grandchild'],
	[/^(ong|ba|ong noi|ba noi|ong ngoai|ba ngoai)$/, 'grandparent'],
	[/^(anh|chi|em|anh trai|chi gai|em trai|em gai|anh ruot|chi ruot|em ruot)$/, 'sibling']
];

export function readRelation(cell: string): Read<Relation> {
	const text = plain(cell);
	if (text === '') return nothing;
	const found = RELATIONS.find(([words]) => words.test(text));
	return found ? clear(found[1]) : { value: 'other', reason: null };
}

const GROUPS: readonly [RegExp, Group, Disability | null][] = [
	[/\bho can ngheo\b|\bcan ngheo\b|\bhcn\b/, 'HCN', null],
	[/\bho ngheo\b|\bhn\b/, 'HN', null],
	[/\bkhuyet tat\b.*\b(nhin|mat|mu)\b|\bkhiem thi\b/, 'NKT', 'sight'],
	[/\bkhuyet tat\b.*\b(nghe|noi|cam|diec)\b|\bkhiem thinh\b/, 'NKT', 'hearing-speech'],
	[/\bkhuyet tat\b.*\bvan dong\b/, 'NKT', 'motor'],
	[/\bkhuyet tat\b|\bnkt\b|\btan tat\b/, 'NKT', null],
	[/\bthuong binh\b|\bliet si\b|\bbenh binh\b|\bnguoi co cong\b|\bncc\b|\bme viet nam anh hung\b/, 'NCC', null],
	[/\bcao tuoi\b|\bnct\b/, 'NCT', null],
	[/\btro cap xa hoi\b|\bbao tro\b|\bbtxh\b/, 'BTXH', null],
	[/\bmo coi\b|\bhoan canh dac biet\b/, 'TEMC', null],
	[/\bdon than\b/, 'DT', null],
	[/\bmang thai\b/, 'PNMT', null],
	[/\bhiem ngheo\b|\bnam tai cho\b|\bnam lien\b/, 'BHN', null],
	[/\bkhong biet chu\b/, 'KBC', null]
];

/** The groups that a note names. "hộ cận nghèo" is not "hộ nghèo": what was read is taken out before the next is looked for. */
export function readGroups(cell: string): Belonging[] {
	let rest = plain(cell);
	const found = new Map<Group, Belonging>();
	for (const [words, group, disability] of GROUPS) {
		if (!words.test(rest)) continue;
		rest = rest.replace(words, ' ');
		if (!found.has(group)) found.set(group, { group, disability });
	}
	return [...found.values()];
}
