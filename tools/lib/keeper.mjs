import { fork } from 'node:child_process';
import { birthOf } from './run-record.mjs';
import { root } from './files.mjs';
import { say } from './say.mjs';

const firstPause = 100;
const longestPause = 10_000;
const settled = 10_000;
const patience = 8_000;

/** Starts one of our programs on a channel that closes when we die; the program ends by it. */
export function forkChild(file, env, { args = [], execArgv = [] } = {}) {
	// Its own session: Ctrl-C is for the supervisor alone, which ends the children in order.
	return fork(file, args, { cwd: root, env, execArgv, detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

/** PATH and the like; nothing of our own settings, which each child is given by name. */
export function plainEnv() {
	const secret = /^(DATABASE_|KEYS_FILE|TLS_|npm_|E_ID_|PORTAL_|BANK_)/;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !secret.test(name)));
}

/**
 * Keeps something alive: starts it, and starts it again after a pause that doubles from 100 ms to 10 s,
 * until `stop`. Ten seconds alive make the pause short again.
 * @param start gives a started ChildProcess (or a promise of it)
 * @param record where `/healthz` learns of it
 */
export function keep(name, start, record, end = endChild) {
	let [child, pending, timer, pause, restarts, stopping] = [undefined, undefined, undefined, firstPause, 0, false];

	const again = () => {
		if (stopping) return;
		timer = setTimeout(() => ((restarts += 1), begin().catch(() => {})), pause);
		pause = Math.min(pause * 2, longestPause);
	};
	const ended = (code, signal, calm) => {
		clearTimeout(calm);
		child = undefined;
		record.change(name, {
			pid: null,
			birth: null,
			since: null,
			lastExit: { code, signal, at: new Date().toISOString() }
		});
		if (!stopping) say(`! ${name} đã dừng (${signal ?? `mã ${code}`}), khởi động lại sau ${pause} ms`);
		again();
	};
	const tryStart = async () => {
		let started;
		try {
			started = await start();
		} catch (fault) {
			say(`! ${name}: ${fault.message}`);
			again();
			throw fault;
		}
		child = started;
		const calm = setTimeout(() => (pause = firstPause), settled);
		calm.unref();
		started.once('error', () => {});
		record.change(name, {
			pid: started.pid ?? null,
			birth: birthOf(started.pid),
			since: new Date().toISOString(),
			restarts
		});
		// It may have died while the record was written.
		if (started.exitCode !== null || started.signalCode !== null) ended(started.exitCode, started.signalCode, calm);
		else started.once('exit', (code, signal) => ended(code, signal, calm));
	};
	const begin = () => (pending = tryStart());
	const stop = async () => {
		stopping = true;
		clearTimeout(timer);
		await pending?.catch(() => {});
		if (child) await end(child);
	};
	return { begin, stop, restart: () => child?.kill('SIGTERM') };
}

/** Asks it to end, and makes it end when it has not after 8 s. */
export function endChild(child) {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
	return new Promise((resolve) => {
		const hard = setTimeout(() => child.kill('SIGKILL'), patience);
		child.once('exit', () => (clearTimeout(hard), resolve()));
		child.kill('SIGTERM');
	});
}
