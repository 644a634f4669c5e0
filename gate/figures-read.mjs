/* The source of a checkout as the figures need it: files, their lines, their scripts parsed. */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

const roots = ['src', 'seed', 'tests', 'bench', 'house', 'gate', 'tools', 'sandbox'];
const skipped = /(^|\/)(node_modules|generated|build)\/|\.d\.ts$/;

/** A component's scripts, on the lines where they stand. */
function scriptOf(text) {
	let kept = '';
	let from = 0;
	for (const found of text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)) {
		const begin = found.index + found[0].indexOf('>') + 1;
		kept += text.slice(from, begin).replace(/[^\n]/g, '') + found[1];
		from = begin + found[1].length;
	}
	return kept;
}

export const isTest = (name) => /\.test\.(ts|mjs)$|^tests\//.test(name);

/** @returns every source file: its name, text, lines and parsed script; `inside` says whether it is among the roots */
export function readSources(folder) {
	const names = [
		...roots.flatMap((root) => globSync(`${root}/**/*.{ts,js,mjs,svelte}`, { cwd: folder })),
		...globSync('*.{ts,js,mjs}', { cwd: folder })
	];
	return names
		.map((name) => name.replaceAll('\\', '/'))
		.filter((name) => !skipped.test(name) && statSync(join(folder, name)).isFile())
		.toSorted()
		.map((name) => {
			const text = readFileSync(join(folder, name), 'utf8');
			const script = name.endsWith('.svelte') ? scriptOf(text) : text;
			const tree = ts.createSourceFile(name, script, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
			return { name, text, tree, lines: text.replace(/\n$/, '').split('\n'), inside: name.includes('/') };
		});
}

/** The file that an import means, or null for a package; `#name/` as package.json says. */
export function resolverOf(folder, known) {
	const { imports = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const stars = Object.entries(imports).filter(([from]) => from.endsWith('*'));
	const whole = (from, said) => {
		if (said.startsWith('.')) return normalize(join(dirname(from), said));
		if (imports[said]) return normalize(imports[said]);
		const star = stars.find(([alias]) => said.startsWith(alias.slice(0, -1)));
		return star ? normalize(star[1].replace('*', said.slice(star[0].length - 1))) : null;
	};
	return (from, said) => {
		const path = whole(from, said)?.replaceAll('\\', '/');
		return path && [path, `${path}.ts`, path.replace(/\.js$/, '.ts')].find((one) => known.has(one));
	};
}

export const has = (folder, name) => existsSync(join(folder, name));
