import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readJson, writeJson } from './files.mjs';

/*
 * DATA_DIR/run.json: who runs since when, how often it was restarted, how it ended last. /healthz reads it,
 * and the next start finds in it what a killed one left running.
 */

/** A pid alone may be somebody else's by now: with the kernel's start time and boot it is one process. */
export function birthOf(pid) {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		if (fields[0] === 'Z') return undefined;
		return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19]}`;
	} catch {
		return undefined;
	}
}

const fileIn = (dataDir) => join(dataDir, 'run.json');

/** Keeps the record: `change(name, facts)` merges and writes. */
export function openRecord(dataDir, version) {
	const record = { version, supervisor: { pid: process.pid, since: new Date().toISOString() }, children: {} };
	const write = () => writeJson(fileIn(dataDir), record);
	write();
	return {
		change(name, facts) {
			record.children[name] = {
				pid: null,
				since: null,
				restarts: 0,
				lastExit: null,
				...record.children[name],
				...facts
			};
			write();
		},
		close() {
			record.supervisor = null;
			write();
		}
	};
}

function signal(pid, name) {
	try {
		process.kill(pid, name);
	} catch (fault) {
		if (fault.code !== 'ESRCH') throw fault;
	}
}

async function endOne({ pid, birth }) {
	for (let round = 0; birthOf(pid) === birth; round++) {
		if (round === 0) signal(pid, 'SIGTERM');
		if (round === 100) signal(pid, 'SIGKILL');
		if (round === 200) throw new Error(`process ${pid} of an earlier start will not end`);
		await wait(50);
	}
}

/** Ends the children (all but the database, which has its own way) that a killed start left. Call only under the lock. */
export async function endLeftovers(dataDir) {
	let children;
	try {
		children = readJson(fileIn(dataDir))?.children ?? {};
	} catch {
		children = {};
	}
	const left = Object.entries(children).filter(
		([name, child]) => name !== 'database' && child.pid && child.birth && birthOf(child.pid) === child.birth
	);
	await Promise.all(left.map(([, child]) => endOne(child)));
	return left.map(([name]) => name);
}
