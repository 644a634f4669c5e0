import { spawn } from 'node:child_process';
import { root } from './files.mjs';

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a command in this terminal and answers its exit code.
 * Signals are handed on and waited for, so that this process never ends before what it started.
 * With `leash` an IPC channel goes along: it closes when this process dies, even by kill -9, and the other ends by it.
 */
export function launch(command, args, { env = process.env, cwd = root, leash = false, shell = false } = {}) {
	return new Promise((resolve, reject) => {
		const stdio = leash ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit';
		const child = spawn(command, args, { env, cwd, stdio, shell });
		const pass = (signal) => child.kill(signal);
		for (const signal of forwarded) process.on(signal, pass);
		const stopWatching = leash ? watchNpm(() => child.kill('SIGTERM')) : () => {};
		const done = () => {
			for (const signal of forwarded) process.off(signal, pass);
			stopWatching();
		};
		child.once('error', (fault) => (done(), reject(fault)));
		child.once('exit', (code, signal) => (done(), resolve(code ?? (signal === 'SIGINT' ? 130 : 143))));
	});
}

/** When npm started us and npm is killed outright, nobody would stop the house: notice it by the changed parent. */
function watchNpm(gone) {
	if (!process.env.npm_lifecycle_event || process.platform === 'win32') return () => {};
	const parent = process.ppid;
	const timer = setInterval(() => process.ppid !== parent && gone(), 500);
	timer.unref();
	return () => clearInterval(timer);
}
