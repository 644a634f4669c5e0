/*
 * Proves that a room is one folder: takes the room of docs/a-room.md, puts it into a throwaway copy of this checkout,
 * and holds the copy to what every room is held to. Whatever else such a room had to touch would be a fault of the house.
 */
import {
	copyFileSync,
	globSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	rmSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inRoot, root } from '../house/lib/files.mjs';
import { launch } from '../house/lib/launch.mjs';
import { say, Stop, tell } from '../house/lib/say.mjs';
import { cleaningUp } from './throwaway.mjs';

const example = 'docs/a-room.md';
/** The two files of the house that name every room; what is drawn from them and from the migrations follows by itself. */
const named = ['arrows.js', 'src/program/rooms.ts'];
const drawn = ['db/schema.sql', 'docs/map.md'];
const checks = ['words', 'types', 'lint', 'walls', 'map', 'schema'];
const tests = [
	...['tests/rights', 'tests/looks', 'tests/architecture', 'tests/every-form', 'src/web/nav', 'src/web/paths'],
	...['/everything', '/copy-html', '/notes']
];

/** The files of the example, by path. */
const parts = () =>
	new Map(
		[...readFileSync(inRoot(example), 'utf8').matchAll(/^## `([^`]+)`\n[^]*?^```\w+\n([^]*?)^```$/gm)].map(
			([, path, text]) => [path, text]
		)
	);

const listed = (folder) =>
	execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: folder, encoding: 'utf8' })
		.split('\n')
		.filter(Boolean);

function write(folder, path, text) {
	mkdirSync(dirname(join(folder, path)), { recursive: true });
	writeFileSync(join(folder, path), text);
}

/** Packages are linked one by one: what a tool writes beside them (`$app`, caches) is the copy's own. */
function linkPackages(to) {
	mkdirSync(join(to, 'node_modules'));
	for (const name of readdirSync(inRoot('node_modules')))
		if (!/^\.(?!bin$)|^\$/.test(name)) symlinkSync(inRoot('node_modules', name), join(to, 'node_modules', name));
}

function copyHouse(to) {
	for (const path of listed(root)) {
		mkdirSync(dirname(join(to, path)), { recursive: true });
		copyFileSync(inRoot(path), join(to, path));
	}
	linkPackages(to);
}

/** Each line goes where the lines of the other rooms are. */
function nameRoom(to, room) {
	const arrows = readFileSync(join(to, 'arrows.js'), 'utf8');
	write(to, 'arrows.js', arrows.replace(/\n};/, `,\n${room.get('arrows.js').replace(/,?\n$/, '')}\n};`));
	const [imported, entry] = room.get('src/program/rooms.ts').trimEnd().split('\n');
	const rooms = readFileSync(join(to, 'src/program/rooms.ts'), 'utf8');
	const list = rooms.replace(/(import \{ payments \})/, `${imported}\n$1`).replace(/(\n\tpayments,)/, `\n${entry}$1`);
	write(to, 'src/program/rooms.ts', list);
}

const house = (to) => new Map(listed(to).map((path) => [path, readFileSync(join(to, path), 'utf8')]));

async function must(to, ...args) {
	const code = await launch(process.execPath, args, { cwd: to, leash: true });
	if (code !== 0) throw new Stop(1, `${args.join(' ')}: không đạt.`, `${args.join(' ')}: failed.`);
}

async function prove(to) {
	copyHouse(to);
	execFileSync('git', ['init', '-q'], { cwd: to });
	const before = house(to);
	const room = parts();
	for (const [path, text] of room) if (!named.includes(path)) write(to, path, text);
	nameRoom(to, room);
	await must(to, 'gate/schema.mjs');
	await must(to, 'gate/map.mjs');
	await must(to, 'gate/check-run.mjs', ...checks);
	await must(to, 'gate/test-run.mjs', ...tests);
	const changed = [...house(to)].filter(([path, text]) => before.get(path) !== text).map(([path]) => path);
	return { own: changed.filter((path) => room.has(path) && !named.includes(path)), changed, room };
}

function judge({ own, changed }) {
	const others = changed.filter((path) => !own.includes(path) && !drawn.includes(path));
	say('', `  its own files: ${own.length}`, `  named in: ${others.join(', ')}`, `  drawn anew: ${drawn.join(', ')}`);
	if (others.toSorted().join() !== named.toSorted().join())
		throw new Stop(1, 'Một phòng mới phải chạm tệp khác.', 'A new room had to touch another file of the house.');
}

await tell(async () => {
	const to = mkdtempSync(join(tmpdir(), 'tung-nha-room-'));
	await cleaningUp(
		async () => rmSync(to, { recursive: true, force: true }),
		async () => judge(await prove(to))
	);
	process.exit(0);
});
