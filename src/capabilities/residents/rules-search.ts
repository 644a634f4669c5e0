import { plain } from '#kernel/plain.ts';

/**
 * What somebody may have meant by the words they typed. A search goes through these steps and stops at the first that finds
 * anybody: every word as it stands; some words among those of the house; unknown words mistyped by one letter; all words but one.
 */
/** `nearest`: the words by which those found are put in order. */
export type Step = { words: string[][]; butOne: boolean; nearest: string };

/** Words by which people are called, and no part of their name. */
const CALLED = new Set(
	'ong ba bac co chu chi anh em chau con vo chong me bo cha nha cu ho dau re o cua voi'.split(' ')
);

/** Letters that Vietnamese is typed with, without their marks. */
const LETTERS = [...'abcdeghiklmnopqrstuvxy'];

/** What a typing tool left in a word when it was off: Telex tones and doubled letters, VNI digits. */
function withoutTyping(word: string): string[] {
	const telex = word
		.replace(/(.)[sfrxj]$/, '$1')
		.replace(/(.)\1+/g, '$1')
		.replace(/w/g, '');
	const inner = word.replace(/[sfrxj](?=[a-z]*$)/g, (letter, at: number) => (at === 0 ? letter : ''));
	const vni = word.replace(/(?<=[a-z])[0-9]/g, '');
	return [...new Set([telex, inner.replace(/(.)\1+/g, '$1').replace(/w/g, ''), vni])].filter(
		(one) => one !== word && one.length > 0
	);
}

/** Every word that is one slip away: a letter too many, too few, another, or two that changed places. */
function slips(word: string): string[] {
	if (word.length < 3 || /\d/.test(word)) return [];
	const at = Array.from({ length: word.length + 1 }, (_, n) => [word.slice(0, n), word.slice(n)] as const);
	return [
		...at.flatMap(([a, b]) => (b ? [a + b.slice(1)] : [])),
		...at.flatMap(([a, b]) => (b.length > 1 ? [a + b[1]! + b[0]! + b.slice(2)] : [])),
		...at.flatMap(([a, b]) => LETTERS.flatMap((letter) => [a + letter + b, ...(b ? [a + letter + b.slice(1)] : [])]))
	];
}

/** As many words of a search are looked for. */
const MOST_WORDS = 8;
/** As many people are answered: the nearest. `find_people` keeps to it. */
export const MOST_FOUND = 8;

/** The steps of a search for `said`; none when it says too little to look for. A date or a year counts as its year. */
export function searchSteps(said: string): Step[] {
	const typed = plain(said.replace(/\b\d{1,2}[/.-]\d{1,2}[/.-]((?:19|20)\d{2})\b/g, ' $1 ')).split(' ');
	const words = [...new Set(typed.filter((word) => word.length > 0))].slice(0, MOST_WORDS);
	if (words.join('').length < 2) return [];
	const names = words.filter((word) => !CALLED.has(word));
	const meant = names.length > 0 ? names : words;
	// "bền con bà sớm": whom is asked for is said before whose they are.
	const spoken = said.trim().split(/\s+/);
	const called = spoken.findIndex((word) => CALLED.has(plain(word)));
	const whom = called > 0 ? spoken.slice(0, called).join(' ') : said;
	const read = (word: string): string[] => [word, ...withoutTyping(word)];
	return [
		{ words: words.map(read), butOne: false, nearest: said },
		{ words: meant.map((word) => [word, `+${word}`, ...withoutTyping(word)]), butOne: false, nearest: whom },
		{ words: meant.map((word) => [...read(word), ...slips(word)]), butOne: false, nearest: said },
		...(meant.length > 1 ? [{ words: meant.map(read), butOne: true, nearest: said }] : [])
	];
}
