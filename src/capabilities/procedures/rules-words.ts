/**
 * Words without what people leave out or mistype: diacritics, capitals, the keys that Telex should have swallowed.
 * Only the Latin combining marks go (U+0300–U+036F): Devanagari vowel signs carry meaning.
 */
export const fold = (text: string): string =>
	text
		.normalize('NFD')
		.replace(/[\u0300-\u036f]/g, '')
		.replace(/[đĐ]/g, 'd')
		.toLowerCase();

/** The words of a text, folded. */
export const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{M}\p{N}]+(?:\.\d+)*/gu) ?? [];

/**
 * What a word typed with Telex or VNI, but with the keyboard off, was meant to be: "giaays" → "giay",
 * "trowj" → "tro", "gia6y1" → "giay". The same word where nothing of the kind is in it.
 */
export function untyped(word: string): string {
	if (!/^[a-z][a-z0-9]*$/.test(word)) return word;
	const plain = word
		.replace(/(?<=[a-z])[1-9]/g, '')
		.replace(/dd/g, 'd')
		.replace(/([aeo])(?=\1)/g, '')
		.replace(/w/g, '')
		.replace(/(?<=[aeiouy][a-z]*)[sfrxj](?=[a-z]*$)/g, (key, at: number, whole: string) =>
			/[aeiouy]/.test(whole.slice(0, at)) ? '' : key
		);
	return plain.length >= 2 ? plain : word;
}

/**
 * What was typed without diacritics, in the right spelling of a phrase that holds those words in that order:
 * "can cuoc" in "đổi căn cước" is "căn cước". As typed, where it holds them not.
 */
export function spelledAs(typed: string, phrase: string): string {
	const wanted = wordsOf(typed);
	const spelled = phrase.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
	const folded = spelled.map(fold);
	const at = folded.findIndex((_, start) => wanted.every((word, more) => folded[start + more] === word));
	return at < 0 || wanted.length === 0 ? typed : spelled.slice(at, at + wanted.length).join(' ');
}

/**
 * Slips of the finger between two words (insert, leave out, replace, swap neighbours), or `most + 1` as soon as it is
 * more than `most`.
 */
export function slips(a: string, b: string, most: number): number {
	if (Math.abs(a.length - b.length) > most) return most + 1;
	let before: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i++) {
		const now = [i];
		for (let j = 1; j <= b.length; j++) {
			const same = a[i - 1] === b[j - 1] ? 0 : 1;
			let cost = Math.min(last[j]! + 1, now[j - 1]! + 1, last[j - 1]! + same);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
			now.push(cost);
		}
		if (Math.min(...now) > most) return most + 1;
		[before, last] = [last, now];
	}
	return last[b.length]!;
}
