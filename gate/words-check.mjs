/*
 * Words of all rooms in all languages. Paraglide shows Vietnamese where a translation is missing and a wrong plugin path
 * leaves everything out, both without a fault: so the gate counts for itself.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { inRoot } from '../house/lib/files.mjs';

const languages = ['vi', 'en', 'hi'];
const faults = [];
const json = (path) => JSON.parse(readFileSync(inRoot(path), 'utf8'));

/** Rooms that have words, and the common ones, as the folder that each pattern of the settings must name. */
function folders() {
	const rooms = existsSync(inRoot('src/capabilities')) ? readdirSync(inRoot('src/capabilities')) : [];
	const all = rooms.map((room) => ({ name: room, path: `src/capabilities/${room}/words` }));
	return [...all, { name: 'common', path: 'src/words/common' }].filter(({ path }) => existsSync(inRoot(path)));
}

const isGroup = (value) => value !== null && typeof value === 'object' && !Array.isArray(value) && !('match' in value);

function flat(words, before = '') {
	return Object.entries(words)
		.filter(([key]) => key !== '$schema')
		.flatMap(([key, value]) => (isGroup(value) ? flat(value, `${before}${key}.`) : [[before + key, value]]));
}

/** The places to fill in; for words with variants, those of the variants' texts. */
function slots(value) {
	const text = JSON.stringify(Array.isArray(value) ? value.map(({ match }) => match) : value);
	return [...new Set([...text.matchAll(/(?<!\\)\{(\w+)\}/g)].map(([, name]) => name))].sort().join();
}

function isEmpty(value) {
	return typeof value === 'string' && value.trim() === '';
}

function checkKey({ name }, key, words, seen) {
	// A refusal or error stands with the room that alone knows it, else with the common ones.
	const homes = ['refusal.', 'error.', ...(name === 'common' ? ['common.', 'platform.'] : [`${name}.`])];
	if (!homes.some((home) => key.startsWith(home))) faults.push(`${name}: ${key} is not under its room's name`);
	if (seen.has(key)) faults.push(`${key}: in ${seen.get(key)} and in ${name}`);
	seen.set(key, name);
	for (const language of languages) {
		const value = words[language].get(key);
		if (value === undefined || isEmpty(value)) faults.push(`${name} ${language}: missing ${key}`);
		else if (words.vi.has(key) && slots(value) !== slots(words.vi.get(key)))
			faults.push(
				`${name} ${language}: ${key} has other slots (${slots(value)}) than vi (${slots(words.vi.get(key))})`
			);
	}
}

function checkFolder(folder, seen) {
	const missing = languages.filter((language) => !existsSync(inRoot(folder.path, `${language}.json`)));
	for (const language of missing) faults.push(`${folder.name}: no ${language}.json`);
	if (missing.length) return;
	const words = Object.fromEntries(
		languages.map((language) => [language, new Map(flat(json(`${folder.path}/${language}.json`)))])
	);
	for (const key of new Set(languages.flatMap((language) => [...words[language].keys()])))
		checkKey(folder, key, words, seen);
}

const all = folders();
const seen = new Map();
for (const folder of all) checkFolder(folder, seen);
for (const fault of faults) console.error(fault);
console.log(`${seen.size} words, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
