import postgres from 'postgres';
import { runManyHistories } from './field-run.ts';

// One of the processes of `gate/histories.mjs`, with a database of its own: so many histories from a seed on, and what came of them as
// the last line.

const [count, from] = process.argv.slice(2).map(Number) as [number, number];
const owner = postgres(process.env['TEST_DATABASE_OWNER_URL']!, { max: 1, onnotice: () => {} });
const ran = await runManyHistories(count, from, async (done, { failed, said }) => {
	process.stderr.write(
		`${from}: ${done} of ${count}, ${said} operations, ${failed.length} failed ${failed.slice(-3).join(' | ')}\n`
	);
	// What was undone lies in the tables until somebody sweeps.
	await owner`vacuum`;
});
process.stdout.write(`${JSON.stringify(ran)}\n`);
process.exit(0);
