import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Stop } from './say.mjs';

/** The words of a live process' command line; none when it is gone. World-readable, also across users. */
function commandLine(pid) {
	try {
		if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
		return execFileSync('ps', ['-p', `${pid}`, '-o', 'command='], { encoding: 'utf8' })
			.trim()
			.split(' ');
	} catch {
		return [];
	}
}

function isOurServer(pid, folder) {
	const words = commandLine(pid);
	const at = words.indexOf('-D');
	return /postgres(\.exe)?$/.test(words[0] ?? '') && at > 0 && words[at + 1] === folder;
}

/** The server's own record: pid on line 1, state on line 8. */
export function serverRecord(folder) {
	try {
		const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
		return { pid: Number(lines[0]), state: (lines[7] ?? '').trim() };
	} catch {
		return undefined;
	}
}

async function stopServer(pid, folder) {
	for (let round = 0; isOurServer(pid, folder); round++) {
		if (round % 100 === 0) process.kill(pid, round < 300 ? 'SIGINT' : 'SIGQUIT');
		if (round === 600)
			throw new Stop(
				1,
				`PostgreSQL cũ (tiến trình ${pid}) không chịu dừng.`,
				`The earlier PostgreSQL (process ${pid}) will not stop.`
			);
		await wait(50);
	}
}

/**
 * Stops a server that a killed start left on this folder. Call only under the lock of DATA_DIR.
 * A record that remains gets our pid: PostgreSQL takes a record that names its parent for stale, yet still checks the
 * shared memory it names, so that a back end which outlived its server blocks a second one. Never delete the file.
 */
export async function stopLeftoverServer(folder) {
	if (process.platform === 'win32') return;
	const record = serverRecord(folder);
	if (!record) return;
	await stopServer(record.pid, folder);
	const file = join(folder, 'postmaster.pid');
	if (!existsSync(file)) return;
	const { uid, gid, mode } = statSync(file);
	writeFileSync(`${file}.tmp`, readFileSync(file, 'utf8').replace(/^-?\d+/, `${process.pid}`), { mode });
	chownSync(`${file}.tmp`, uid, gid);
	renameSync(`${file}.tmp`, file);
}
