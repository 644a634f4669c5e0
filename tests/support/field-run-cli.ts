import postgres from 'postgres';
import { historiesHere } from './field-run.ts';

// One of the processes of `gate/histories.mjs`, with a database of its own: it plays the histories that it is given, and tells what
// came of them.

const owner = postgres(process.env['TEST_DATABASE_OWNER_URL']!, { max: 1, onnotice: () => {} });
const runHere = await historiesHere();
process.on('disconnect', () => process.exit(0));
process.on('message', ({ from, many }: { from: number; many: number }) => {
	void runHere(many, from).then(async (ran) => {
		// What was undone lies in the tables until somebody sweeps.
		await owner`vacuum`;
		process.send!(ran);
	});
});
process.send!('ready');
