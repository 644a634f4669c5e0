import { byFours, checkedDigits, readChecked } from '#kernel/check-digit.ts';

/**
 * Mã hồ sơ: agency – date of receipt – serial of the day (TT 01/2018; samples of Thanh Hóa). Two shapes are met since the
 * two-tier reform, so both are taken: `000.16.43.H56-260714-0019` and `H56.16.43-260714-0019`.
 */
const OFFICIAL = /^(\d{3}\.\d{2}\.\d{2}\.H\d{2}|H\d{2}\.\d{2}\.\d{2})-(\d{6})-\d{4,}$/;

type CodeFault = 'code-shape' | 'code-date' | 'code-early' | 'code-late' | 'code-elsewhere';

/** What a code is held against: days as `yyyy-mm-dd`, and the centre's own identifier (its `H..` is the province: H56 is Thanh Hóa). */
type CodeExpected = { notBefore: string | null; today: string; agency: string };

/** What is wrong with an official code; null when nothing is. Another place's (`code-elsewhere`) is unusual, not impossible: a person may say that it is right. */
export function faultOfOfficialCode(code: string, expected: CodeExpected): CodeFault | null {
	const parts = OFFICIAL.exec(code);
	if (!parts) return 'code-shape';
	const day = dayOfCode(parts[2]!);
	if (day === null) return 'code-date';
	if (expected.notBefore !== null && day < expected.notBefore) return 'code-early';
	if (day > expected.today) return 'code-late';
	return placeOf(parts[1]!) === placeOf(expected.agency) ? null : 'code-elsewhere';
}

/** Province, agency and unit of an identifier in either shape: `000.16.43.H56` and `H56.16.43` are one place. */
const placeOf = (agency: string): string => {
	const parts = agency.split('.');
	return [parts.find((part) => part.startsWith('H')), ...parts.filter((part) => /^\d{2}$/.test(part))].join('.');
};

function dayOfCode(yymmdd: string): string | null {
	const day = `20${yymmdd.slice(0, 2)}-${yymmdd.slice(2, 4)}-${yymmdd.slice(4, 6)}`;
	const time = Date.parse(`${day}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) ? day : null;
}

/** Typed or pasted with spaces and in small letters, it is still the same code. */
export const tidyOfficialCode = (typed: string): string => typed.replace(/\s+/g, '').toUpperCase();

const SLIP_DIGITS = 11;

/** Our own slip code: eleven digits out of derived bytes, and a check digit. Twelve digits are read over a telephone. */
export const slipCodeFrom = (bytes: Uint8Array): string => checkedDigits(bytes, SLIP_DIGITS);

/** Twelve digits with a right check digit, however they were grouped; null otherwise. */
export const readSlipCode = (typed: string): string | null => readChecked(typed, SLIP_DIGITS + 1);

export const groupSlipCode = byFours;
