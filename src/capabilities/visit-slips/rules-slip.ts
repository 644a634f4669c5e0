import { checkDigit, checks } from '#kernel/check-digit.ts';

/** The number of a paper as it is printed and typed: four digits or more, and one that tells a slip of the hand. */
export const numberWords = (number: number): string => {
	const digits = String(number).padStart(4, '0');
	return digits + checkDigit(digits);
};

/** The number that somebody typed; null where it is none. */
export function readNumber(typed: string): number | null {
	const digits = typed.replace(/\D/g, '');
	return digits.length >= 5 && digits.length <= 9 && checks(digits) ? Number(digits.slice(0, -1)) : null;
}

const MODULUS = 10n ** 7n;

/** The code of a paper: seven digits out of derived bytes and a check digit, short enough to read to somebody by telephone. */
export function codeFrom(bytes: Uint8Array): string {
	const number = bytes.slice(0, 16).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
	const digits = String(number % MODULUS).padStart(7, '0');
	return digits + checkDigit(digits);
}

/** Eight digits with a right check digit, however they were parted; null otherwise. */
export function readCode(typed: string): string | null {
	const digits = typed.replace(/[\s.\-–]/g, '');
	return digits.length === 8 && checks(digits) ? digits : null;
}

export const groupCode = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;

export const asks = ['see', 'erase'] as const;
export type Asked = (typeof asks)[number];
