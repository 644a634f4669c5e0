/* The steps of the gate, under Node 24. `check.mjs lint` runs only the steps of that name; what only runs when asked for by name says so. */
import { compileWords, ensureBuilt, runTool } from '../house/lib/build.mjs';
import { inRoot } from '../house/lib/files.mjs';
import { launch } from '../house/lib/launch.mjs';
import { say, Stop, tell } from '../house/lib/say.mjs';

const script = (file) => () => launch(process.execPath, [inRoot(file)], { leash: true });
const tool =
	(file, ...args) =>
	() =>
		runTool(file, args);

async function types() {
	await compileWords();
	const synced = await runTool('@sveltejs/kit/svelte-kit.js', ['sync']);
	return (
		synced ||
		runTool('svelte-check/bin/svelte-check', [
			'--tsconfig',
			'./tsconfig.json',
			'--fail-on-warnings',
			'--output',
			'human'
		])
	);
}

const checkPage = (file) => launch(process.execPath, [inRoot(file), '--check']);
const walls = tool('dependency-cruiser/bin/dependency-cruiser.mjs', 'src', 'sandbox', 'seed', 'tests', 'bench');

const steps = [
	{ name: 'format', run: tool('prettier/bin/prettier.cjs', '--check', '.') },
	{ name: 'types', run: types },
	{ name: 'lint', run: tool('eslint/bin/eslint.js', '.', '--max-warnings', '0') },
	{ name: 'walls', run: walls },
	{ name: 'words', run: script('gate/words-check.mjs') },
	{ name: 'figures', run: () => launch(process.execPath, [inRoot('gate/figures.mjs'), '--check'], { leash: true }) },
	{ name: 'map', run: async () => (await checkPage('gate/map.mjs')) || checkPage('gate/asvs.mjs') },
	{ name: 'schema', run: () => launch(process.execPath, [inRoot('gate/schema.mjs'), '--check'], { leash: true }) },
	{ name: 'tests', run: script('gate/test.mjs') },
	{ name: 'build', run: async () => (await ensureBuilt(), 0) },
	{ name: 'budgets', run: script('gate/budgets.mjs') },
	{ name: 'tiny-room', run: script('gate/tiny-room.mjs'), asked: true }
];

async function runStep({ name, run }) {
	say(`▶ ${name}`);
	const begun = performance.now();
	const code = await run();
	const seconds = ((performance.now() - begun) / 1000).toFixed(1);
	if (code !== 0) throw new Stop(1, `${name}: không đạt (${seconds} s).`, `${name}: failed.`);
	say(`✓ ${name} (${seconds} s)`);
}

await tell(async () => {
	const wanted = process.argv.slice(2);
	const now = steps.filter(({ name, asked }) => wanted.includes(name) || (wanted.length === 0 && !asked));
	for (const step of now) await runStep(step);
	say('', 'Đạt tất cả (all green).');
	process.exit(0);
});
