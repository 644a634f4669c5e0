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
