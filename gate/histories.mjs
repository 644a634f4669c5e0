/*
 * node gate/histories.mjs COUNT [SEED] [PROCESSES]: so many histories of thirty phones against throwaway databases, side by side.
 * Each that fails names the seed that plays it again. Whoever stops it is told which seeds are done, and with which it goes on.
 */
import { spawn } from 'node:child_process';
import { compileWords } from '../house/lib/build.mjs';
import { inRoot } from '../house/lib/files.mjs';
import { say, tell } from '../house/lib/say.mjs';
import { cleaningUp, throwawayDatabase } from './throwaway.mjs';

const [count = 100, seed = 1, processes = 2] = process.argv.slice(2).map(Number);

/** As many as a process takes at a time. */
const MANY = 25;
const begun = Date.now();
/** The first seed that nobody has taken, parts that are under way or ended without telling, and what came of the others. */
const run = { next: seed, open: new Set(), ran: 0, failed: [], sums: {} };

function take() {
	if (run.next >= seed + count) return null;
	const part = { from: run.next, many: Math.min(MANY, seed + count - run.next) };
	run.next += part.many;
	run.open.add(part);
	return part;
}

function note(part, { failed, ...sums }) {
	run.open.delete(part);
	run.ran += part.many;
	run.failed.push(...failed);
	for (const [name, n] of Object.entries(sums)) run.sums[name] = (run.sums[name] ?? 0) + n;
	const minutes = ((Date.now() - begun) / 60_000).toFixed(1);
	say(`${run.ran} of ${count} after ${minutes} min`, ...failed);
}

/** A process with a database that is nobody else's takes part after part, until none is left or it ends. */
async function oneProcess() {
	const database = await throwawayDatabase();
	const child = spawn(process.execPath, [inRoot('tests/support/field-run-cli.ts')], {
		env: { ...process.env, ...database.env },
		stdio: ['ignore', 'inherit', 'inherit', 'ipc']
	});
	let part = null;
	child.on('message', (told) => {
		if (part) note(part, told);
		part = take();
		if (part) child.send(part);
		else child.disconnect();
	});
	const ended = new Promise((resolve) => child.on('exit', resolve));
	const end = async () => {
		child.kill('SIGKILL');
		await ended;
		await database.end();
	};
	await cleaningUp(end, () => ended);
}

function summary() {
	const sums = Object.entries(run.sums).map(([name, n]) => `${n} ${name}`);
	say('', ...run.failed, '', `${run.ran} histories from seed ${seed}: ${sums.join(', ')}`);
	// What was begun and did not end is begun again.
	const next = Math.min(run.next, ...[...run.open].map(({ from }) => from));
	const more = seed + count - next;
	if (more > 0) say(`Goes on with: node gate/histories.mjs ${more} ${next} ${processes}`);
	say(`${run.failed.length} histories failed, ${Math.round((Date.now() - begun) / 1000)} s`);
}

await tell(async () => {
	await compileWords();
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, summary);
	await Promise.all(Array.from({ length: processes }, oneProcess));
	summary();
	process.exit(run.failed.length > 0 || run.ran < count ? 1 : 0);
});
