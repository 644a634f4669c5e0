/* Draws docs/map.md from arrows.js; with --check it only says whether the page is true. */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { rooms } from '../arrows.js';

/** What a room is, in the first sentence over its declaration. */
function saidOf(room) {
	const file = `src/capabilities/${room}/room.server.ts`;
	const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
	return /\/\*\* ([^.]+)\.[^*]*\*\/\nexport const/.exec(text)?.[1] ?? '';
}

const isDoors = (file) => /= (command|query)\(/.test(readFileSync(file, 'utf8'));
const isSql = (file) => /\/sql[a-z-]*\.server\.ts$/.test(file);
const isHouse = (file) => /\/(room|listens|asks|renew|clearings|port|keeps)(\.server)?\.ts$/.test(file);
const isServer = (file) => file.endsWith('.server.ts') && !isSql(file) && !isHouse(file);

/** Every file of a room is of one kind, the first that fits. */
const kinds = [
	['doors', (file) => isServer(file) && isDoors(file)],
	['shared by doors', isServer],
	['rules', (file) => /\/rules-?[a-z-]*\.ts$/.test(file)],
	['shapes', (file) => /\/(inputs|inputs-[a-z]+|answers|forms|staged|form|catalogue|need|asks)\.ts$/.test(file)],
	['to the house', isHouse],
	['SQL', isSql],
	['on screen', (file) => file.includes('/ui/')],
	['more', () => true]
];
const kindOf = (file) => kinds.find(([, is]) => is(file))[0];

const list = (room, kind) =>
	globSync(`src/capabilities/${room}/**/*.{ts,svelte}`)
		.filter((file) => !file.endsWith('.test.ts') && kindOf(file) === kind)
		.map((file) =>
			file
				.split('/')
				.at(-1)
				.replace(/\.(server\.ts|ts|svelte)$/, '')
		)
		.sort();

const arrow = ([room, uses]) => (uses.length ? uses.map((used) => `  ${room} --> ${used}`).join('\n') : `  ${room}`);

const page = `# The map of the house

Drawn from \`arrows.js\` by \`node gate/map.mjs\`; the gate checks that it is true. An arrow points to what is used.

\`\`\`
kernel  ←  platform  ←  capabilities  ←  adapters  ←  program  ←  web  ←  routes (pages, API)
(pure)     (database,    (one room per    (portal,     (wires all)
            dispatch,     capability)      e-ID)
            worker, log)                               sandbox/: stand-ins for the outside; never imports src
\`\`\`

\`\`\`mermaid
flowchart BT
${Object.entries(rooms).map(arrow).join('\n')}
\`\`\`

A request reads top to bottom in five files: the page (\`src/routes/…/+page.server.ts\`: one line a form) → its door (\`<verb-noun>.server.ts\`: who may, what goes in and comes out, what is done) → the rules and what doors share → \`sql.server.ts\` → whoever hears the journal (\`listens.server.ts\`). \`room.server.ts\` is all that the house knows of a room: \`src/program/rooms.ts\` reads it and nothing else.

${Object.entries(rooms)
	.map(
		([room]) =>
			`## ${room}\n\n${saidOf(room)}\n\n${kinds
				.map(([name]) => [name, list(room, name)])
				.filter(([, files]) => files.length)
				.map(([name, files]) => `- ${name}: ${files.map((file) => `\`${file}\``).join(', ')}`)
				.join('\n')}`
	)
	.join('\n\n')}
`;

const path = 'docs/map.md';
if (process.argv.includes('--check')) {
	const same = existsSync(path) && readFileSync(path, 'utf8') === page;
	if (!same) process.stderr.write('docs/map.md is not true any more: run node gate/map.mjs\n');
	process.exit(same ? 0 : 1);
}
writeFileSync(path, page);
