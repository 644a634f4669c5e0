/* Draws docs/map.md from arrows.js; with --check it only says whether the page is true. */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { rooms } from '../arrows.js';

/** What a room is, in the first sentence over its declaration. */
function saidOf(room) {
	const file = `src/capabilities/${room}/room.server.ts`;
	const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
	return /\/\*\* ([^.]+)\.[^*]*\*\/\nexport const/.exec(text)?.[1] ?? '';
}

const kinds = [
	['commands and queries', (file) => file.endsWith('.server.ts') && !/\/(sql|listens)/.test(file)],
	['rules', (file) => /\/rules-?[a-z-]*\.ts$/.test(file)],
	['SQL', (file) => /\/sql[a-z-]*\.server\.ts$/.test(file)],
	['looks', (file) => file.endsWith('.svelte')]
];

const list = (room, is) =>
	globSync(`src/capabilities/${room}/**/*.{ts,svelte}`)
		.filter((file) => !file.endsWith('.test.ts') && is(file))
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

A request reads top to bottom: \`src/routes/…/+page.server.ts\` → a command of a room → its \`sql.server.ts\` → the journal, and from there whoever listens (\`listens.server.ts\`).

${Object.entries(rooms)
	.map(
		([room]) =>
			`## ${room}\n\n${saidOf(room)}\n\n${kinds
				.map(([name, is]) => [name, list(room, is)])
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
