// npm run bench -- submit | page | counter | start | search | twins | signin | import | sync-push | sync-first | plan | notices | items | classes | tickets | doors | years: figures as ratios to a baseline of the same run; goals, not tests.

const benches = [
	'submit',
	'page',
	'counter',
	'start',
	'search',
	'twins',
	'signin',
	'import',
	'sync-push',
	'sync-first',
	'plan',
	'notices',
	'items',
	'tickets',
	'doors',
	'years',
	'classes'
] as const;
const name = benches.find((one) => one === process.argv[2]);
if (!name) {
	console.log(`npm run bench -- ${benches.join(' | ')}`);
	process.exit(2);
}
const { run } = (await import(`./${name}.ts`)) as { run: () => Promise<void> };
await run();
process.exit(0);
