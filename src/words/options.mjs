import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Where words lie: the common ones, and those of every room that has some. A new room’s are found here and listed nowhere. */
const folders = ['src/words/common', ...globSync('src/capabilities/*/words').sort()];

const project = './project.inlang';
const settings = {
	$schema: 'https://inlang.com/schema/project-settings',
	baseLocale: 'vi',
	locales: ['vi', 'en', 'hi'],
	modules: ['./node_modules/@inlang/plugin-message-format/dist/index.js'],
	'plugin.inlang.messageFormat': { pathPattern: folders.map((folder) => `./${folder}/{locale}.json`) }
};

/** Ends where a word stands twice: Paraglide, told the same word by two rooms, turns for ever. */
function eachOnce() {
	const where = new Map();
	const visit = ({ $schema: _, ...words }, before, file) => {
		for (const [key, value] of Object.entries(words)) {
			const name = before + key;
			const isGroup = typeof value === 'object' && !Array.isArray(value) && !('match' in value);
			if (isGroup) visit(value, `${name}.`, file);
			else if (where.has(name)) throw new Error(`${name}: a word of ${where.get(name)} and of ${file}`);
			else where.set(name, file);
		}
	};
	for (const folder of folders) {
		const file = `${folder}/${settings.baseLocale}.json`;
		visit(JSON.parse(readFileSync(file, 'utf8')), '', file);
	}
}
eachOnce();

/** Inlang reads its settings from a file: it is made here, and only when it says something else. */
function writeSettings() {
	const [file, text] = [`${project}/settings.json`, `${JSON.stringify(settings, null, '\t')}\n`];
	if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
	mkdirSync(project, { recursive: true });
	writeFileSync(file, text);
}
writeSettings();

/**
 * How words are compiled, once for Vite and for plain Node (`compile.mjs`): the language is
 * the cookie `lang`, else Vietnamese. One module per language keeps the file count low.
 * @type {import('@inlang/paraglide-js').CompilerOptions}
 */
export const wordsOptions = {
	project,
	outdir: './src/words/generated',
	strategy: ['cookie', 'baseLocale'],
	cookieName: 'lang',
	outputStructure: 'locale-modules'
};
