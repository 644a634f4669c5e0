import type { Spoken } from '#capabilities/learning/frame-shape.ts';

// What every text has to keep to that people learn from, whichever room it stands in.

export type Text = { where: string; text: string };

const languages = ['vi', 'en', 'hi'] as const;

export const inEach = (where: string, said: Spoken): Text[] =>
	languages.map((locale) => ({ where: `${where} ${locale}`, text: said[locale] }));

const words = (text: string): number => text.split(/\s+/).length;

/** Texts of more words than somebody can hear at once. Hindi counts its words otherwise and is read by its Vietnamese. */
export const longerThan = (most: number, texts: readonly Text[]): Text[] =>
	texts.filter(({ text, where }) => !where.endsWith(' hi') && words(text) > most);

const official = /dichvucong\.gov\.vn|156\/5656|\b115\b|\b1900\b/g;
const address = /https?:|www\.|[\w-]+\.(com|vn|net|org|info|top|xyz|apk)\b/i;
const number = /\d{5,}|\d{3}[ .]\d{3}[ .]\d{3,4}/;
const brand = /vietcombank|agribank|techcombank|shopee|lazada|momo|zalopay|anydesk|teamviewer/i;

/** Texts that a scam could be made of: an address, a number, a name of a shop or bank, but for the official ones that people have to know. */
export const usableForScams = (texts: readonly Text[]): Text[] =>
	texts.filter(({ text }) => {
		const told = text.replace(official, '');
		return address.test(told) || number.test(told.replace(/(\d{1,3}\.)+000/g, '')) || brand.test(told);
	});

const unkind = /(?<!\p{L})(sai rồi|ngu|dại dột|lẩm cẩm|dễ bị lừa)(?!\p{L})|wrong!|stupid|gullible/iu;

/** Texts that call somebody wrong, stupid or fooled. */
export const unkindOf = (texts: readonly Text[]): Text[] => texts.filter(({ text }) => unkind.test(text));

const english = /\b(OTP|online|app|link|click|shop|ship|file|scan)\b/i;

/** Vietnamese texts with English words in them. */
export const halfEnglish = (texts: readonly Text[]): Text[] =>
	texts.filter(({ where, text }) => where.endsWith(' vi') && english.test(text));
