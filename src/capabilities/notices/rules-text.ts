import { plain } from '#kernel/plain.ts';

// What a word that goes out never holds. Whoever imitates one has to put in what ours never have: a way to press, a number to call,
// a wish for money or codes.

/** In the order in which they are said. */
export const textFaults = ['empty', 'long', 'link', 'number', 'asks', 'procedure', 'letters', 'blank'] as const;
export type TextFault = (typeof textFaults)[number];

const LINK = /(?:https?:|www\.|[\p{L}\d-][.。]\p{L}{2,}|\s[.。]\p{L}|[([]\s*\.\s*[)\]]|[/\\]{2}|@)/iu;
/** An address whose dot is spelled, or stands apart: it is typed in as it is read. */
const SPELLED =
	/(?:\.\s*|(?:^|[\s([])(?:chấm|dot|डॉट)[\s)\]]+)(?:com|vn|net|org|gov|info|top|xyz|shop|site|online|cc|ly|कॉम)(?![\p{L}\p{M}])|a còng/iu;
/** Five digits or more in a row, however they are parted: a telephone, a personal number, an account, a code of somebody. */
const NUMBER = /\p{Nd}(?:[^\p{L}\p{Nd}]*\p{Nd}){4,}/u;
/** Neither Vietnamese nor English nor Hindi: letters that look like ours and are others. */
const STRANGE = /[^\p{Script=Latin}\p{Script=Devanagari}\p{Script=Common}\p{Script=Inherited}]/u;
/** Signs that nobody sees; two of them are part of how Hindi is written. */
const UNSEEN = /\p{Cf}/gu;
const ASKS =
	/\b(?:chuyen khoan|nop tien|gui tien|ma otp|otp|mat khau|ma xac (?:nhan|thuc)|cai (?:dat|ung dung|app)|bam vao|nhan vao|truy cap|so the|tai khoan|send money|transfer|password|install|click|one-time)\b/;
const ASKS_IN_HINDI = /(?:पैसे|रुपये|रुपए|रकम|राशि)\s*(?:भेज|जमा|दें|ट्रांसफ)|ओटीपी|पासवर्ड|लिंक|खाता (?:संख्या|नंबर)/;
const MOST = 300;

/** Nobody's code: of a word that is only shown, reckoned, or tried out. */
export const NO_CODE = '0000';
export const NO_END = '000';

/** The blanks that a text names. */
export const blanksIn = (text: string): string[] => [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name!.trim());

/** A text with what stands in its blanks; one that nothing stands in stays as it is. */
export const filled = (text: string, says: Readonly<Record<string, string>>): string =>
	text.replace(/\{([^{}]*)\}/g, (whole, name: string) => says[name.trim()] ?? whole);

/** What is wrong with a text, each fault once. `unsaid`: names that must not stand in it (procedures: one may betray an illness). */
export function faultsOf(text: string, known: readonly string[], unsaid: readonly string[]): TextFault[] {
	const bare = text
		.replace(/\{[^{}]*\}/g, ' ')
		.normalize('NFKC')
		.replace(UNSEEN, '');
	const said = plain(bare);
	const is: Record<TextFault, boolean> = {
		empty: text.trim() === '',
		long: text.length > MOST,
		link: LINK.test(bare) || SPELLED.test(bare),
		number: NUMBER.test(bare),
		asks: ASKS.test(said) || ASKS_IN_HINDI.test(bare),
		procedure: unsaid.some((name) => name.length > 3 && said.includes(plain(name))),
		letters: STRANGE.test(bare),
		blank: blanksIn(text).some((name) => !known.includes(name)) || /[{}]/.test(bare)
	};
	return textFaults.filter((fault) => is[fault]);
}

/** Longer sentences are hard to hear to their end. */
export const MOST_WORDS = 12;

/** The first sentence with more words than are easily heard: which it is, and how many it has. */
export function longSentence(text: string): { which: number; words: number } | null {
	const counts = text.split(/[.!?।:]+/).map((one) => one.split(/\s+/).filter(Boolean).length);
	const which = counts.findIndex((words) => words > MOST_WORDS);
	return which < 0 ? null : { which: which + 1, words: counts[which]! };
}
