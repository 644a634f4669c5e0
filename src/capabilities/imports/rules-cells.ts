import { isDay } from '#kernel/day.ts';
import { plain, tidyName } from '#kernel/plain.ts';
import { isUntil } from '#capabilities/residents/rules-papers.ts';
import type { Relation } from '#capabilities/residents/inputs.ts';
import type { Belonging, Disability, Group } from '#capabilities/residents/rules-groups.ts';

// How single cells of real spreadsheets are read. Each answers what it understood and, as a reason, what it had to mend or give up.

export type Read<T> = { value: T | null; reason: string | null };
const clear = <T>(value: T): Read<T> => ({ value, reason: null });
const nothing = { value: null, reason: null } as const;
const lost = (reason: string): Read<never> => ({ value: null, reason });

const two = (n: number): string => String(n).padStart(2, '0');
const asDay = (y: number, m: number, d: number): string | null => {
	const day = `${y}-${two(m)}-${two(d)}`;
	return isDay(day) ? day : null;
};

/** Days since 1899-12-30, as Excel counts them (its 1900 was a leap year); only whole days of living people's births are taken. */
const SERIAL = { from: 3_654, to: 73_050 };
function fromSerial(n: number): string {
	return new Date(Date.UTC(1899, 11, 30) + n * 86_400_000).toISOString().slice(0, 10);
}

/** `bothWays`: day and month could stand the other way round. */
export type Birth = { year: number; date: string | null; bothWays?: boolean };

/** A birth: `14/03/1950`, `1950-03-14`, `14.3.50` (refused: which century), `1950`, "ngày 3 tháng 5 năm 1950", an Excel serial. */
export function readBirth(cell: string, today: string): Read<Birth> {
	const text = cell.trim();
	if (text === '') return nothing;
	const read = dayIn(text);
	if (!read) return lost('birth-unreadable');
	if (read.value.year < 1900) return lost('birth-early');
	if ((read.value.date ?? `${read.value.year}-01-01`) > today) return lost('birth-future');
	return read;
}

function dayIn(text: string): { value: Birth; reason: string | null } | null {
	const whole = (date: string | null, reason: string | null = null) =>
		date ? { value: { year: Number(date.slice(0, 4)), date }, reason } : null;
	if (/^(18|19|20)\d{2}(\.0)?$/.test(text))
		return { value: { year: Number(text.slice(0, 4)), date: null }, reason: null };
	if (/^\d{4,5}(\.\d+)?$/.test(text)) {
		const n = Math.floor(Number(text));
		return n >= SERIAL.from && n <= SERIAL.to ? whole(fromSerial(n), 'birth-serial') : null;
	}
	const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/.exec(text);
	if (iso) return whole(asDay(Number(iso[1]), Number(iso[2]), Number(iso[3])));
	const parts =
		/^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(text) ??
		/ngay (\d{1,2}) thang (\d{1,2}) nam (\d{4})/.exec(plain(text));
	if (parts) {
		const [a, b, y] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
		if (b > 12) return whole(asDay(y, a, b), 'birth-turned');
		const read = whole(asDay(y, b, a));
		if (!read) return yearAlone(y);
		return a <= 12 && a !== b ? { ...read, value: { ...read.value, bothWays: true } } : read;
	}
	const monthYear = /^(\d{1,2})[-/.](\d{4})$/.exec(text);
	return monthYear ? yearAlone(Number(monthYear[2])) : null;
}
const yearAlone = (year: number) => ({ value: { year, date: null }, reason: 'birth-year-only' });

/** Until when a paper is valid: a whole day. "Không thời hạn" and an empty cell say nothing that runs out. */
export function readUntil(cell: string, today: string): Read<string> {
	const text = cell.trim();
	if (text === '' || /khong (thoi han|xac dinh|han)|vo thoi han|suot doi/.test(plain(text))) return nothing;
	const date = dayIn(text)?.value.date ?? null;
	return date !== null && isUntil(date, today) ? clear(date) : lost('until-unreadable');
}

/** Twelve digits; Excel eats the leading zero of a column of numbers, and of 16 digits it keeps 15. */
export function readNumber(cell: string): Read<string> {
	const text = cell.replace(/[\s.'`-]/g, '');
	if (text === '') return nothing;
	if (/^\d{12}$/.test(text)) return clear(text);
	if (/^\d{11}$/.test(text)) return { value: `0${text}`, reason: 'number-zero' };
	if (/^\d{9}$/.test(text)) return lost('number-old');
	return lost(/e\+?\d+$/i.test(text) ? 'number-rounded' : 'number-unreadable');
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

/** Names are kept as they are: one word, apostrophes and hyphens are names. All capitals are set back; a number is none. */
export function readName(cell: string): Read<string> {
	const text = tidyName(cell).slice(0, 120);
	if (text === '') return lost('name-missing');
	if (!/^[\p{L}\p{M}][\p{L}\p{M}'’.\- ]*$/u.test(text)) return lost('name-letters');
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
