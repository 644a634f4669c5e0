/*
 * The figures of the house, for any checkout: `node gate/figures.mjs [folder]`. `--list` names each place besides;
 * `--check` fails where a value is exported that nobody imports.
 */
import { resolve } from 'node:path';
import ts from 'typescript';
import { unusedExports } from './figures-exports.mjs';
import { isTest, readSources } from './figures-read.mjs';
import { roomsNamed } from './figures-rooms.mjs';
import { samePlaces } from './figures-same.mjs';

const out = (line = '') => process.stdout.write(`${line}\n`);
const [list, check] = ['--list', '--check'].map((flag) => process.argv.includes(flag));
const folder = resolve(process.argv.slice(2).find((word) => !word.startsWith('--')) ?? '.');
const sources = readSources(folder);
const code = sources.filter(({ name }) => /^src\/.*\.(ts|svelte)$/.test(name) && !isTest(name));

const at = (numbers, share) => numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) * share)] ?? 0;
const spread = (numbers) =>
	`median ${at(numbers, 0.5)}, p95 ${at(numbers, 0.95)}, most ${Math.max(0, ...numbers)} (${numbers.length})`;

const isNamed = (node) => node.name || ts.isVariableDeclaration(node.parent) || ts.isPropertyAssignment(node.parent);

function functionLines({ tree }, named) {
	const lengths = [];
	const visit = (node) => {
		if (ts.isFunctionLike(node) && node.body && (!named || isNamed(node))) {
			const [from, to] = [node.getStart(tree), node.end].map((pos) => tree.getLineAndCharacterOfPosition(pos).line);
			lengths.push(to - from + 1);
		}
		ts.forEachChild(node, visit);
	};
	visit(tree);
	return lengths;
}

const climbs = ({ text }) => text.match(/(?:from|import\()\s*'(?:\.\.\/){2,}[^']*'/g) ?? [];
const casts = ({ text }) => text.match(/\bas unknown as\b/g) ?? [];
const count = (files, of) => files.reduce((sum, file) => sum + of(file).length, 0);

/** One figure, and with --list where it stands. */
function tell(what, number, places = []) {
	out(`${String(number).padStart(8)}  ${what}`);
	if (list) for (const place of places) out(`            ${place}`);
}

const unused = unusedExports(sources, folder);
const shown = (one) => `${one.file}: ${one.name}`;
const [types, values] = [unused.filter(({ type }) => type), unused.filter(({ type }) => !type)];

if (check) {
	for (const one of values) out(shown(one));
	out(`${values.length} exported values that nobody imports`);
	process.exit(values.length > 0 ? 1 : 0);
}

out(`file lines      ${spread(code.map(({ lines }) => lines.length))}`);
out(`function lines  ${spread(code.flatMap((file) => functionLines(file, false)))}`);
out(`  with a name   ${spread(code.flatMap((file) => functionLines(file, true)))}`);
out();
tell('values exported that nobody imports', values.length, values.map(shown));
tell('types exported that nobody imports', types.length, types.map(shown));
const long = code.filter(({ name, lines }) => name.endsWith('+page.server.ts') && lines.length > 40);
tell(
	'+page.server.ts over 40 lines',
	long.length,
	long.map(({ name, lines }) => `${lines.length} ${name}`)
);
const cast = code.filter((file) => casts(file).length > 0);
tell(
	'“as unknown as” in src',
	count(code, casts),
	cast.map(({ name }) => name)
);
tell('“as unknown as” elsewhere', count(sources, casts) - count(code, casts));
const climbing = sources.filter((file) => climbs(file).length > 0);
tell(
	'imports that climb two folders or more',
	count(sources, climbs),
	climbing.map(({ name }) => name)
);
const loose = sources.filter(({ name }) => /^src\/[^/]+$/.test(name));
tell(
	'loose source files in src',
	loose.length,
	loose.map(({ name }) => name)
);
const same = samePlaces(code);
tell(
	'pairs of places that share six lines or more',
	same.length,
	same.map(({ a, b, lines }) => `${lines}: ${a} and ${b}`)
);
const rooms = roomsNamed(sources, folder);
const all = (of) => [...new Set(rooms.flatMap(of))];
tell(
	'files outside a room that name its doors',
	all(({ doors }) => doors).length,
	all(({ doors }) => doors)
);
tell(
	'files outside a room that name its tables',
	all(({ tables }) => tables).length,
	all(({ tables }) => tables)
);
tell(
	'files outside a room that name it, median',
	at(
		rooms.map(({ named }) => named.length),
		0.5
	)
);
for (const { room, named, doors, tables } of rooms)
	tell(`  ${room} (doors ${doors.length}, tables ${tables.length})`, named.length, named);
