/*
 * Counts docs/asvs.md into its own table; with --check it says whether the table is true. Either way every test that a line names
 * has to be there, and every “name” to stand in one of them; and no requirement of level 1 or 2 is left out (253 in 5.0.0).
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';

const [path, check] = ['docs/asvs.md', process.argv.includes('--check')];
const page = readFileSync(path, 'utf8');
const asked = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7];
const states = ['met', 'no test', 'missing', 'n/a'];
const tests = globSync('{src,tests,house}/**/*.test.ts').map((file) => [`/${file}`, readFileSync(file, 'utf8')]);
const lines = [...page.matchAll(/^\| ((\d+)\.\d+\.\d+) +\|[^|]*\| ([^|]*?) +\|(.*)\|$/gm)];

function faultsOf([, number, , state, how]) {
	const named = [...how.matchAll(/`([\w./-]+\.test\.ts)`/g)].map(([, name]) => `/${name}`);
	const said = [...how.matchAll(/“([^”]+)”/g)].map(([, words]) => words);
	const texts = tests.filter(([file]) => named.some((name) => file.endsWith(name))).map(([, text]) => text);
	const faults = named.filter((name) => !tests.some(([file]) => file.endsWith(name))).map((name) => `no ${name}`);
	faults.push(
		...said.filter((words) => !texts.some((text) => text.includes(words))).map((words) => `nothing says “${words}”`)
	);
	if (!states.includes(state)) faults.push(`“${state}” is no state`);
	if (state === 'met' && named.length === 0 && !how.includes('gate step')) faults.push('met by no test');
	return faults.map((fault) => `${number}: ${fault}`);
}

const count = (v, state) => lines.filter(([, , one, is]) => (!v || +one === v) && is === state).length;
const row = (title, v) => `| ${[title, ...states.map((state) => count(v, state))].join(' | ')} |\n`;
const chapters = [...page.matchAll(/^## (V(\d+) .*)$/gm)].map(([, title, v]) => row(title, +v));
const whole = page.replace(/(\| --- .*\n)[\s\S]*?(\n<!-- counted -->)/, `$1${chapters.join('')}${row('All', 0)}$2`);
const faults = lines.flatMap(faultsOf);
for (const [at, n] of asked.entries())
	if (new Set(lines.filter(([, , v]) => +v === at + 1).map(([, one]) => one)).size !== n)
		faults.push(`V${at + 1} is not ${n} lines`);
if (lines.length !== 253) faults.push('a number stands twice');
if (check && whole !== page) faults.push('the table is not true any more: run node gate/asvs.mjs');
if (!check) writeFileSync(path, whole);
process.stderr.write(faults.map((fault) => `${path} ${fault}\n`).join(''));
process.exit(faults.length ? 1 : 0);
