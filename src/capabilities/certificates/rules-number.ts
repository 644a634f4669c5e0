import { byFours, checkedDigits, readChecked } from '#kernel/check-digit.ts';

const DIGITS = 8;
/** Tells a certificate from a slip of the house, on paper and read aloud. */
const LETTER = 'L';

/** Eight digits out of derived bytes and a check digit: of a hundred million nobody finds one by trying. */
export const numberFrom = (bytes: Uint8Array): string => checkedDigits(bytes, DIGITS);

/** As it is printed and read aloud. */
export const numberWords = (number: string): string => `${LETTER} ${byFours(number)}`;

/** Nine digits with a right check digit, with or without the letter, however they were parted; null otherwise. */
export const readNumber = (typed: string): string | null => readChecked(typed.trim().replace(/^L/i, ''), DIGITS + 1);
