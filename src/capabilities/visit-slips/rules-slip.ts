import { byFours, checkDigit, checkedDigits, checks, readChecked } from '#kernel/check-digit.ts';

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

const CODE_DIGITS = 7;

/** The code of a paper: seven digits out of derived bytes and a check digit, short enough to read to somebody by telephone. */
export const codeFrom = (bytes: Uint8Array): string => checkedDigits(bytes, CODE_DIGITS);

/** Eight digits with a right check digit, however they were parted; null otherwise. */
export const readCode = (typed: string): string | null => readChecked(typed, CODE_DIGITS + 1);

export const groupCode = byFours;

export const asks = ['see', 'erase'] as const;
export type Asked = (typeof asks)[number];
