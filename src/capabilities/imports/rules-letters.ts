import { isMinorityWord, isSyllable } from '#kernel/vietnamese.ts';

// Letters of before Unicode, and letters that were read wrong on their way: told by what Vietnamese can look like, and set right.

export const lettersKinds = ['tcvn3', 'vni', 'utf8'] as const;
/** `tcvn3`: ABC, fonts .VnTime…; `vni`: fonts VNI-…; `utf8`: right letters that a program has read byte by byte. */
type LettersKind = (typeof lettersKinds)[number];

/** What a column is written in. `mixed`: other cells of it are Unicode already. `left`: somebody said that it stays as it is. */
export type ColumnLetters = { is: LettersKind; mixed: boolean; left?: boolean };
/** By the number of the column. */
export type Letters = Record<string, ColumnLetters>;

const pairs = (from: string, to: string): [string, string][] => [...from].map((one, n) => [one, [...to][n]!]);

const TCVN3 = new Map(
	pairs(
		'¡¢£¤¥¦§¨©ª«¬\u00AD®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ',
		'ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ'
	)
);

/** A letter alone, and a letter followed by the sign that stands for its marks. */
const VNI_ALONE = new Map(pairs('íìæóòôöîñ', 'íìỉĩịơưỵđ'));
const VNI_SIGNED = new Map(
	[
		['aùøûõïêéèúüëâáàåãä', 'áàảãạăắằẳẵặâấầẩẫậ'],
		['eùøûõïâáàåãä', 'éèẻẽẹêếềểễệ'],
		['oùøûõïâáàåãä', 'óòỏõọôốồổỗộ'],
		['uùøûõï', 'úùủũụ'],
		['yùøûõ', 'ýỳỷỹ'],
		['ôùøûõï', 'ớờởỡợ'],
		['öùøûõï', 'ứừửữự']
	].flatMap(([signs, marked]) =>
		pairs(signs!.slice(1), marked!).map(([sign, letter]): [string, string] => [signs![0]! + sign, letter])
	)
);

const isPlain = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

/** As a letter was: a capital stays one. */
const cased = (was: string, letter: string): string =>
	was === was.toLocaleLowerCase('vi') ? letter : letter.toLocaleUpperCase('vi');

function fromVni(text: string): string {
	let read = '';
	for (let at = 0; at < text.length; at++) {
		const [one, two] = [text[at]!, text.slice(at, at + 2)];
		const signed = VNI_SIGNED.get(two.toLocaleLowerCase('vi'));
		const alone = VNI_ALONE.get(one.toLocaleLowerCase('vi'));
		read += signed ? cased(one, signed) : alone ? cased(one, alone) : one;
		if (signed) at++;
	}
	return read;
}

/** A capital font of TCVN3 shows small letters as capitals: where every plain letter is one, and two stand in a word with marks, all are. */
function fromTcvn3(text: string): string {
	const read = [...text].map((one) => TCVN3.get(one) ?? one).join('');
	const capitals = text.split(' ').some((word) => !isPlain(word) && /[A-Z].*[A-Z]/.test(word));
	return capitals && /^[^a-z]*$/.test(text) ? read.toLocaleUpperCase('vi') : read;
}

const BYTE_OF = new Map(
	Array.from({ length: 256 }, (_, n) => [new TextDecoder('windows-1252').decode(Uint8Array.of(n)), n] as const)
);

function fromUtf8(text: string): string {
	const bytes = [...text].map((one) => BYTE_OF.get(one));
	if (bytes.includes(undefined)) return text;
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes as number[]));
	} catch {
		return text;
	}
}

const READ: Record<LettersKind, (text: string) => string> = { tcvn3: fromTcvn3, vni: fromVni, utf8: fromUtf8 };
export const readLetters = (kind: LettersKind, text: string): string => READ[kind](text).normalize('NFC');

/** Letters that no font of one byte had, like "ế": whatever has one is Unicode already. */
const isUnicode = (kind: LettersKind, text: string): boolean => kind !== 'utf8' && /[^\x00-\xff]/.test(text);

/** The words of a text that have more than plain letters, without what stands around them. */
const wordsIn = (text: string): string[] =>
	text
		.split(/[ \t\n,;:/()"\-–.\d]+/)
		.map((word) => word.replace(/^['’]+|['’]+$/g, ''))
		.filter((word) => !isPlain(word));

/** Whether every word of a text that has marks is spelt as Vietnamese. */
const fits = (text: string): boolean => wordsIn(text).every(isSyllable);

/** What a column of texts is written in, where not in Unicode throughout; null where there is nothing to ask. */
export function lettersOf(cells: readonly string[]): ColumnLetters | null {
	const marked = cells.filter((cell) => !isPlain(cell));
	const known = new Map<string, boolean>();
	const fitting = (text: string): boolean => {
		if (!known.has(text)) known.set(text, fits(text));
		return known.get(text)!;
	};
	const found = lettersKinds.map((is) => {
		const seen = marked.map((cell) => [fitting(cell), !isUnicode(is, cell) && fitting(readLetters(is, cell))] as const);
		return {
			is,
			sure: seen.filter(([now, then]) => !now && then).length,
			other: seen.filter(([now, then]) => now && !then).length
		};
	});
	const best = found.toSorted((a, b) => b.sure - a.sure)[0]!;
	if (best.sure === 0 || (best.sure < 3 && best.sure * 2 < marked.length)) return null;
	return { is: best.is, mixed: best.other > 0 };
}

/** The columns of a sheet that are not in Unicode throughout. */
export function lettersIn(rows: readonly (readonly string[])[]): Letters {
	const columns = Math.max(0, ...rows.slice(0, 1000).map((row) => row.length));
	const found = Array.from({ length: columns }, (_, column) => lettersOf(rows.map((row) => row[column] ?? '')));
	return Object.fromEntries(found.flatMap((one, column) => (one ? [[String(column), one] as const] : [])));
}

type Turned = { text: string; turned: boolean; both: boolean };

/**
 * A cell in the letters of today. Where only some cells of a column are of before, one that reads as Vietnamese either way stays as it
 * is and is said to be `both`.
 */
export function turned(cell: string, letters: ColumnLetters | undefined): Turned {
	const asIs = { text: cell, turned: false, both: false };
	if (!letters || letters.left || isPlain(cell) || isUnicode(letters.is, cell)) return asIs;
	const read = readLetters(letters.is, cell);
	if (read === cell) return asIs;
	if (!letters.mixed) return { text: read, turned: true, both: false };
	if (!fits(cell)) return fits(read) ? { text: read, turned: true, both: false } : asIs;
	return { ...asIs, both: fits(read) };
}

/** Whether a name is spelt as names are: Vietnamese, of a minority, or of abroad. Letters of before, digits and signs are no name. */
export const isName = (name: string): boolean =>
	/^[\p{L}\p{M}'’. -]+$/u.test(name) && name.split(/[ -]+/).every((word) => isNameWord(word.replace(/\.$/, '')));

function isNameWord(word: string): boolean {
	if (isPlain(word) || isSyllable(word)) return true;
	if (/\p{Ll}\p{Lu}/u.test(word.replace(/['’]\p{Lu}/gu, '')) || !/^[\p{Script=Latin}\p{M}'’.]+$/u.test(word))
		return false;
	if (lettersKinds.some((kind) => isSyllable(readLetters(kind, word)))) return false;
	return isMinorityWord(word) || word.replace(VIETNAMESE, '') !== '';
}

/** The letters that Vietnamese has: what is left of a word without them is of another language. */
const VIETNAMESE = /[a-zàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ'’.]/giu;
