/*
 * node gate/histories.mjs COUNT [SEED] [PROCESSES]: so many histories of thirty phones against a throwaway database, side by side.
 * Each that fails names the seed that plays it again.
 */
import { spawn } from 'node:child_process';
import { compileWords } from '../house/lib/build.mjs';
import { inRoot } from '../house/lib/files.mjs';
import { say, tell } from '../house/lib/say.mjs';
import { cleaningUp, throwawayDatabase } from './throwaway.mjs';

const [count = 100, seed = 1, processes = 2] = process.argv.slice(2).map(Number);

/** What one process says at its end; null where it ended without. */
const part = (env, from, many) =>
	new Promise((resolve) => {
		const child = spawn(process.execPath, [inRoot('tests/support/field-run-cli.ts'), String(many), String(from)], {
			env,
			stdio: ['ignore', 'pipe', 'inherit']
		});
		let out = '';
		child.stdout.on('data', (text) => (out += text));
		child.on('close', () => {
			const last = out.trim().split('\n').at(-1);
			resolve(last?.startsWith('{') ? JSON.parse(last) : null);
		});
	});

/** So many histories of a seed, in a database that is nobody else's. */
async function run(from, many) {
	const database = await throwawayDatabase();
	return cleaningUp(database.end, () => part({ ...process.env, ...database.env }, from, many));
}

await tell(async () => {
	await compileWords();
	const each = Math.ceil(count / processes);
	const begun = Date.now();
	const ran = await Promise.all(
		Array.from({ length: processes }, (_, n) => run(seed + n * each, Math.min(each, count - n * each)))
	);
	const failed = ran.flatMap((one) => one?.failed ?? ['a process ended before it had told']);
	const sum = (name) => ran.reduce((all, one) => all + (one?.[name] ?? 0), 0);
	say('', ...failed);
	say(
		'',
		`${count} histories from seed ${seed}, ${sum('said')} operations; ${sum('perished')} went down with a phone or an erasure`
	);
	say('', `${failed.length} histories failed, ${Math.round((Date.now() - begun) / 1000)} s`);
	process.exit(failed.length > 0 ? 1 : 0);
});
