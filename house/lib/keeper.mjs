import { fork } from 'node:child_process';
import { birthOf } from './run-record.mjs';
import { root } from './files.mjs';
import { say } from './say.mjs';

const firstPause = 100;
const longestPause = 10_000;
const settled = 10_000;
const patience = 8_000;

/** Starts one of our programs on a channel that closes when we die; the program ends by it. As `user`, where we are root. */
export function forkChild(file, env, { args = [], execArgv = [], user } = {}) {
	// Its own session: Ctrl-C is for the supervisor alone, which ends the children in order.
	const stdio = ['ignore', 'inherit', 'inherit', 'ipc'];
	const identity = user ? { uid: user.uid, gid: user.gid } : {};
	return fork(file, args, { cwd: root, env, execArgv, detached: true, stdio, ...identity });
}

/** PATH and the like; nothing of our own settings, which each child is given by name. */
export function plainEnv() {
	const secret = /^(DATABASE_|KEYS_FILE|TLS_|npm_|E_ID_|PORTAL_|BANK_|MESSAGES_)/;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !secret.test(name)));
}

function startAgain(one) {
	if (one.stopping) return;
	const again = () => {
		one.restarts += 1;
		begin(one).catch(() => {});
	};
	one.timer = setTimeout(again, one.pause);
	one.pause = Math.min(one.pause * 2, longestPause);
}

function ended(one, code, signal, calm) {
	clearTimeout(calm);
	one.child = undefined;
	const lastExit = { code, signal, at: new Date().toISOString() };
	one.record.change(one.name, { pid: null, birth: null, since: null, lastExit });
	if (!one.stopping) say(`! ${one.name} đã dừng (${signal ?? `mã ${code}`}), khởi động lại sau ${one.pause} ms`);
	startAgain(one);
}

function watch(one, child) {
	one.child = child;
	const calm = setTimeout(() => (one.pause = firstPause), settled);
	calm.unref();
	child.once('error', () => {});
	const { pid } = child;
	const since = new Date().toISOString();
	one.record.change(one.name, { pid: pid ?? null, birth: birthOf(pid), since, restarts: one.restarts });
	// It may have died while it was being started.
	if (hasEnded(child)) ended(one, child.exitCode, child.signalCode, calm);
	else child.once('exit', (code, signal) => ended(one, code, signal, calm));
}

async function tryStart(one) {
	try {
		watch(one, await one.start());
	} catch (fault) {
		say(`! ${one.name}: ${fault.message}`);
		startAgain(one);
		throw fault;
	}
}

const begin = (one) => (one.pending = tryStart(one));

async function stop(one) {
	one.stopping = true;
	clearTimeout(one.timer);
	await one.pending?.catch(() => {});
	if (one.child) await one.end(one.child);
}

/**
 * Keeps something alive: starts it, and starts it again after a pause that doubles from 100 ms to 10 s,
 * until `stop`. Ten seconds alive make the pause short again.
 * @param start gives a started ChildProcess (or a promise of it)
 * @param record where `/healthz` learns of it
 */
export function keep(name, start, record, end = endChild) {
	const one = { name, start, record, end, pause: firstPause, restarts: 0, stopping: false };
	return { begin: () => begin(one), stop: () => stop(one), restart: () => one.child?.kill('SIGTERM') };
}

const hasEnded = (child) => child.exitCode !== null || child.signalCode !== null;

/** Asks it to end, and makes it end when it has not after 8 s. */
export function endChild(child) {
	if (hasEnded(child)) return Promise.resolve();
	return new Promise((resolve) => {
		const hard = setTimeout(() => child.kill('SIGKILL'), patience);
		child.once('exit', () => (clearTimeout(hard), resolve()));
		child.kill('SIGTERM');
	});
}
