/** Words as people type them without a Vietnamese keyboard: no diacritics, đ → d, lower case, single spaces. */
export const plain = (text: string): string =>
	text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/đ/gi, 'd')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();

/** A name as it is kept: NFC, single spaces. Apostrophes, hyphens and one-word names are names. */
export const tidyName = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();

/** A whole number as it is written: `16000`, `16.000`, `16 000`. `1.5` is none: dots stand between groups of three. NaN when it is not one. */
export const readWhole = (text: string): number => {
	const tidy = text.trim();
	return /^(\d+|\d{1,3}([. ]\d{3})+)$/.test(tidy) ? Number(tidy.replace(/[. ]/g, '')) : Number.NaN;
};

/**
 * Words with their marks, wherever these are set: `Hòa` and `Hoà` are one word, `Hưng` and `Hùng` are two. Each word is its plain
 * letters and then its marks in order.
 */
export const toned = (text: string): string =>
	text
		.normalize('NFD')
		.toLowerCase()
		.split(/[^\p{L}\p{M}\p{N}]+/u)
		.filter((word) => word !== '')
		.map(
			(word) =>
				plain(word) +
				[...word.replace(/đ/g, '\u0335').matchAll(/[\p{M}\u0335]/gu)]
					.map(([mark]) => mark)
					.toSorted()
					.join('')
		)
		.join(' ');

/** Words without the signs that turn the direction of a line: they would turn what stands beside them on a page. */
export const oneWay = (text: string): string => text.replace(/[\u202A-\u202E\u2066-\u2069]/g, '');
