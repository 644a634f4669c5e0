/* Draws docs/map.md from arrows.js; with --check it only says whether the page is true. */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { rooms } from '../arrows.js';

const say = {
	places: 'province, commune, centre; hours, days off',
	access: 'staff, devices, roles, sign-in, the door, e-ID',
	residents: 'people of a commune, households, twins, who stands for whom',
	imports: 'a commune’s sheets: mapped, checked, taken whole, taken back',
	privacy: 'consent by purpose and text, requests about data, a copy of everything, erasure, keeping times, who looked',
	procedures: 'the catalogue: finder, fees, forms as data',
	assistance: 'needs and what becomes of them, the assisted session, whose the keyboard is, encounters',
	readiness: 'what stands before an e-ID, the next door, the police’s days',
	cases: 'a hồ sơ from first question to result; the portal',
	payments: 'fee lines, VietQR, cash, bank, what does not match',
	counter: 'numbers, desks, calling, the hall, honest waits',
	satisfaction: 'a right to rate, once, that no helper holds',
	insights: 'what a leader sees; each figure opens what it counts'
};

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
			`## ${room}\n\n${say[room] ?? ''}\n\n${kinds
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
