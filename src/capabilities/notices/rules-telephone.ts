/** A telephone as the register keeps it (`0…`), as an operator dials it. */
export const dialled = (phone: string): string => phone.replace(/\D/g, '').replace(/^0/, '+84');

/** Its last three digits as somebody types them; null for anything else. */
export function readEnd(typed: string): string | null {
	const digits = typed.replace(/\D/g, '');
	return digits.length >= 3 ? digits.slice(-3) : null;
}

/** The four digits of a word however they are parted; null for anything else. */
export function readCode(typed: string): string | null {
	const digits = typed.replace(/[\s.\-–]/g, '');
	return /^\d{4}$/.test(digits) ? digits : null;
}
