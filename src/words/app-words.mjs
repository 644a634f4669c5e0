import { globSync, readFileSync } from 'node:fs';

/** The app on a phone carries the words that it says, and no other: the whole house has four thousand in each language. */
const ID = 'virtual:app-words';
/** Its own pages, and the one that every page of a browser falls back to. */
const APP = ['src/routes/ra-ngo/**/*.{ts,svelte}', 'src/routes/+error.svelte'];
const locales = ['vi', 'en', 'hi'];

/** The keys that a folder says, as it writes them: `m['field.today']`. */
const saidIn = (patterns) => [
	...new Set(
		patterns
			.flatMap((pattern) => globSync(pattern))
			.flatMap((file) =>
				[...readFileSync(file, 'utf8').matchAll(/\bm\[\s*'([a-z-]+\.[a-z0-9-]+)'\s*\]/g)].map(([, key]) => key)
			)
	)
];

/** Every word of a language, by `room.word`. */
function wordsIn(locale) {
	const files = [`src/words/common/${locale}.json`, ...globSync(`src/capabilities/*/words/${locale}.json`)];
	const rooms = files.flatMap((file) => Object.entries(JSON.parse(readFileSync(file, 'utf8'))));
	return new Map(
		rooms.flatMap(([room, words]) => Object.entries(words).map(([word, text]) => [`${room}.${word}`, text]))
	);
}

/** A module whose `m` is as that of `#words`, of the app's words alone. Ends the build where one is missing. */
export function appWords() {
	return {
		name: 'app-words',
		resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
		load(id) {
			if (id !== `\0${ID}`) return undefined;
			const all = locales.map(wordsIn);
			const table = saidIn(APP).map((key) => {
				const texts = all.map((words) => words.get(key));
				if (texts.some((text) => typeof text !== 'string')) this.error(`${key}: not a plain word of every language`);
				return [key, texts];
			});
			return `
				import { getLocale } from '#words/runtime.js';
				const locales = ${JSON.stringify(locales)};
				const table = ${JSON.stringify(table)};
				const say = (texts) => (given = {}) =>
					texts[locales.indexOf(getLocale())].replace(/\\{(\\w+)\\}/g, (_, name) => String(given[name]));
				export const m = Object.fromEntries(table.map(([key, texts]) => [key, say(texts)]));
			`;
		}
	};
}
