/* The steps of the gate, under Node 24. `check.mjs lint` runs only the steps of that name. */
import { compileWords, ensureBuilt, runTool } from './build.mjs';
import { inCheckout, inRoot } from './files.mjs';
import { launch } from './launch.mjs';
import { say, Stop, tell } from './say.mjs';

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

const walls = () => {
	const folders = ['src', 'sandbox', 'seed', 'tests', 'bench'].filter((folder) => inCheckout(folder));
	return runTool('dependency-cruiser/bin/dependency-cruiser.mjs', folders);
};

/** `needs`: any one of these files; while none exists the step is skipped, and says so. */
const steps = [
	{
		name: 'format',
		needs: ['.prettierrc', '.prettierrc.json', 'prettier.config.js'],
		run: tool('prettier/bin/prettier.cjs', '--check', '.')
	},
	{ name: 'types', needs: ['vite.config.ts'], run: types },
	{ name: 'lint', needs: ['eslint.config.js'], run: tool('eslint/bin/eslint.js', '.', '--max-warnings', '0') },
	{
		name: 'walls',
		needs: ['.dependency-cruiser.js', '.dependency-cruiser.cjs'],
		run: walls
	},
	{ name: 'words', needs: ['project.inlang'], run: script('tools/words-check.mjs') },
	{ name: 'map', needs: ['tools/map.mjs'], run: () => launch(process.execPath, [inRoot('tools/map.mjs'), '--check']) },
	{ name: 'tests', needs: ['tools/test.mjs'], run: script('tools/test.mjs') },
	{ name: 'build', needs: ['vite.config.ts'], run: async () => (await ensureBuilt(), 0) },
	{ name: 'budgets', needs: ['tools/budgets.mjs'], run: script('tools/budgets.mjs') }
];

async function runStep({ name, needs, run }) {
	if (!needs.some((file) => inCheckout(file))) return say(`– ${name}: bỏ qua, chưa có ${needs[0]} (skipped)`);
	say(`▶ ${name}`);
	const begun = performance.now();
	const code = await run();
	const seconds = ((performance.now() - begun) / 1000).toFixed(1);
	if (code !== 0) throw new Stop(1, `${name}: không đạt (${seconds} s).`, `${name}: failed.`);
	say(`✓ ${name} (${seconds} s)`);
}

await tell(async () => {
	const wanted = process.argv.slice(2);
	for (const step of steps) if (wanted.length === 0 || wanted.includes(step.name)) await runStep(step);
	say('', 'Đạt tất cả (all green).');
	process.exit(0);
});
