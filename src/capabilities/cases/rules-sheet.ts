/** How a photo that was taken at a door stands among the papers of its case. */
export const sheetOf = (page: number): string => `sheet-${page}`;
/** It shows what was signed: it is no part of what it signs, and is not filed. */
export const isSheet = (paper: string): boolean => /^sheet-\d$/.test(paper);

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Eight signs of a content's hash (hex), in fours, as somebody copies them beside their signature: forty bits in Crockford's base 32,
 * which has no letter that looks like a digit. Another word is another number.
 */
export function checkNumber(hash: string): string {
	const bits = BigInt(`0x${hash.slice(0, 10)}`);
	const signs = Array.from({ length: 8 }, (_, n) => SIGNS[Number((bits >> BigInt(35 - 5 * n)) & 31n)]!);
	return `${signs.slice(0, 4).join('')} ${signs.slice(4).join('')}`;
}
