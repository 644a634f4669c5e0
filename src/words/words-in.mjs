import { globSync, readFileSync } from 'node:fs';

/**
 * Every word of a language by `room.word`, as the rooms write them.
 * @param {'vi' | 'en' | 'hi'} locale
 * @returns {Map<string, string>}
 */
export function wordsIn(locale) {
	const files = [`src/words/common/${locale}.json`, ...globSync(`src/capabilities/*/words/${locale}.json`)];
	const rooms = files.flatMap((file) => Object.entries(JSON.parse(readFileSync(file, 'utf8'))));
	return new Map(
		rooms
			.filter(([room]) => room !== '$schema')
			.flatMap(([room, words]) => Object.entries(words).map(([word, text]) => [`${room}.${word}`, text]))
	);
}
