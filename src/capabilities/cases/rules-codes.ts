import { checkDigit, checks } from '#kernel/check-digit.ts';

/**
 * Mã hồ sơ: agency – date of receipt – serial of the day (TT 01/2018; samples of Thanh Hóa). Two shapes are met since the
 * two-tier reform, so both are taken: `000.16.43.H56-260714-0019` and `H56.16.43-260714-0019`.
 */
const OFFICIAL = /^(?:\d{3}\.\d{2}\.\d{2}\.H\d{2}|H\d{2}\.\d{2}\.\d{2})-(\d{6})-\d{4,}$/;

export type CodeFault = 'code-shape' | 'code-date' | 'code-early';

/** What is wrong with an official code that was typed for a case received on `notBefore` (`yyyy-mm-dd`); null when nothing is. */
export function faultOfOfficialCode(code: string, notBefore: string | null): CodeFault | null {
	const parts = OFFICIAL.exec(code);
	if (!parts) return 'code-shape';
	const day = dayOfCode(parts[1]!);
	if (day === null) return 'code-date';
	return notBefore !== null && day < notBefore ? 'code-early' : null;
}

function dayOfCode(yymmdd: string): string | null {
	const day = `20${yymmdd.slice(0, 2)}-${yymmdd.slice(2, 4)}-${yymmdd.slice(4, 6)}`;
	const time = Date.parse(`${day}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) ? day : null;
}

/** Typed or pasted with spaces and in small letters, it is still the same code. */
export const tidyOfficialCode = (typed: string): string => typed.replace(/\s+/g, '').toUpperCase();

const MODULUS = 10n ** 11n;

/** Our own slip code: eleven digits out of derived bytes, and a check digit. Twelve digits are read over a telephone. */
export function slipCodeFrom(bytes: Uint8Array): string {
	const number = bytes.slice(0, 16).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
	const digits = String(number % MODULUS).padStart(11, '0');
	return digits + checkDigit(digits);
}

/** Twelve digits with a right check digit, however they were grouped; null otherwise. */
export function readSlipCode(typed: string): string | null {
	const digits = typed.replace(/[\s.\-–]/g, '');
	return digits.length === 12 && checks(digits) ? digits : null;
}

export const groupSlipCode = (code: string): string => code.replace(/(\d{4})(?=\d)/g, '$1 ');
