import type { NameMatch } from './answers.ts';
import { isDay } from '#kernel/day.ts';
import { oneWay, plain, tidyName } from '#kernel/plain.ts';
import { isIdNumber } from './rules-id-number.ts';

/**
 * The text of the QR on a chip card: number | old number | name | DDMMYYYY | gender | address | date of issue.
 * From a scanner that types through Telex or Unikey, letters arrive mangled ("Suương Thiịj Soớm"): only digits and dates
 * are trusted. The name is shown for comparison and never stored.
 */
export type Card = {
	number: string;
	birthDate: string | null;
	nameAsTyped: string;
	gender: 'male' | 'female' | null;
	address: string;
};

/** Reads what a scanner typed or a guide pasted; null when there is no twelve-digit number in its first field. */
export function readCard(typed: string): Card | null {
	const fields = typed
		.normalize('NFC')
		.split('|')
		.map((field) => field.trim());
	const number = (fields[0] ?? '').replace(/\D/g, '');
	if (!isIdNumber(number)) return null;
	const days = fields.map((field, at) => (at < 2 ? null : readDay(field)));
	const at = days.findIndex((day) => day !== null);
	const [gender = '', address = ''] = at < 0 ? [] : fields.slice(at + 1);
	return {
		...{ number, birthDate: days[at] ?? null, nameAsTyped: fields[2] ?? '' },
		...{ gender: readGender(gender), address: tidyName(oneWay(address)) }
	};
}

/** `Nam`, `Nữ`, as a scanner types it. */
const readGender = (field: string): Card['gender'] =>
	(({ nam: 'male', nu: 'female' }) as const)[skeleton(field)] ?? null;

/** `DDMMYYYY` → `yyyy-mm-dd`; null when it is not a day of the calendar. */
function readDay(field: string): string | null {
	const parts = /^(\d{2})(\d{2})(\d{4})$/.exec(field);
	if (!parts) return null;
	const day = `${parts[3]}-${parts[2]}-${parts[1]}`;
	return isDay(day) ? day : null;
}

/** Letters that a typing tool doubles or appends while it makes accents: Telex s f r x j w, doubled vowels, VNI digits. */
const skeleton = (name: string): string =>
	plain(name)
		.replace(/[sfrxjwz0-9]/g, '')
		.replace(/(.)\1+/g, '$1')
		.replace(/ /g, '');

/** How the name a scanner typed compares with the name in the register. */
export function compareNames(typed: string, known: string): NameMatch {
	if (typed.normalize('NFC') === known.normalize('NFC')) return 'same';
	if (plain(typed) === plain(known)) return 'same-without-accents';
	return near(skeleton(typed), skeleton(known)) ? 'mangled' : 'different';
}

/** Whether one string can be had from the other by few insertions: mangling adds letters, it does not change them. */
function near(a: string, b: string): boolean {
	const [long, short] = a.length >= b.length ? [a, b] : [b, a];
	if (short.length === 0) return false;
	let at = 0;
	for (const letter of long) if (letter === short[at]) at++;
	return (
		at >= short.length - Math.floor(short.length / 8) && long.length - short.length <= Math.max(2, short.length / 2)
	);
}
