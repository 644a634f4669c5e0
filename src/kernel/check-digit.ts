// Damm (2004): a quasigroup of order 10 that finds every single wrong digit and every swap of two neighbours,
// the two slips people make when they read a number over the telephone.
const TABLE = [
	[0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
	[7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
	[4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
	[1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
	[6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
	[3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
	[5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
	[8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
	[9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
	[2, 5, 8, 1, 4, 3, 6, 7, 9, 0]
] as const;

/** The digit to append to a string of digits so that the whole checks. */
export const checkDigit = (digits: string): string =>
	String([...digits].reduce((row, digit) => TABLE[row]![Number(digit)]!, 0));

/** Whether a string of digits ends in its right check digit. */
export const checks = (digits: string): boolean => /^\d{2,}$/.test(digits) && checkDigit(digits) === '0';

/** So many digits out of derived bytes (16 are used), and a check digit: a code that is printed and read over a telephone. */
export function checkedDigits(bytes: Uint8Array, digits: number): string {
	const number = bytes.slice(0, 16).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
	const plain = String(number % 10n ** BigInt(digits)).padStart(digits, '0');
	return plain + checkDigit(plain);
}

/** Digits of this length (with their check digit) however they were parted; null otherwise. */
export function readChecked(typed: string, length: number): string | null {
	const digits = typed.replace(/[\s.\-–]/g, '');
	return digits.length === length && checks(digits) ? digits : null;
}

/** By fours, as they are read aloud. */
export const byFours = (code: string): string => code.replace(/(\d{4})(?=\d)/g, '$1 ');
