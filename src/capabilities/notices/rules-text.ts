import { plain } from '#kernel/plain.ts';

// What a word that goes out never holds. Whoever imitates one has to put in what ours never have: a way to press, a number to call,
// a wish for money or codes.

export type TextFault = 'link' | 'number' | 'asks' | 'procedure' | 'blank' | 'long' | 'empty';

const LINK =
	/(?:https?:|www\.|\b[a-z0-9-]+\.(?:com|vn|net|org|info|io|me|ly|top|xyz|app|shop|site|online|link|click|cc)\b|[/\\]{2}|\S@\S)/i;
/** Five digits or more in a row, however they are parted: a telephone, a personal number, an account, a code of somebody. */
const NUMBER = /\d(?:[\s.\-–()]?\d){4,}/;
const ASKS =
	/\b(?:chuyen khoan|nop tien|gui tien|ma otp|otp|mat khau|ma xac (?:nhan|thuc)|cai (?:dat|ung dung|app)|bam vao|nhan vao|truy cap|so the|tai khoan|send money|transfer|password|install|click|one-time)\b/;
const MOST = 300;

/** The blanks that a text names. */
export const blanksIn = (text: string): string[] => [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name!.trim());

/** What is wrong with a text, each fault once. `unsaid`: names that must not stand in it (procedures: one may betray an illness). */
export function faultsOf(text: string, known: readonly string[], unsaid: readonly string[]): TextFault[] {
	const bare = text.replace(/\{[^{}]*\}/g, ' ');
	const said = plain(bare);
	const faults: [TextFault, boolean][] = [
		['empty', text.trim() === ''],
		['long', text.length > MOST],
		['link', LINK.test(bare)],
		['number', NUMBER.test(bare)],
		['asks', ASKS.test(said)],
		['procedure', unsaid.some((name) => name.length > 3 && said.includes(plain(name)))],
		['blank', blanksIn(text).some((name) => !known.includes(name)) || /[{}]/.test(bare)]
	];
	return faults.flatMap(([fault, is]) => (is ? [fault] : []));
}
