import { createHash } from 'node:crypto';
import { connect, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/*
 * A lock that the kernel lets go, however its holder dies: a listening socket.
 * On Linux it is an abstract one (no file, no port). Elsewhere it is a port counted from the name; such a port may belong
 * to a stranger, so a few are tried, and all of them are asked first whether they hold our name.
 */
const spares = 5;
const digest = (name) => createHash('sha256').update(`tung-nha ${name}`).digest('hex');

function places(name) {
	if (process.platform === 'linux') return [{ path: `\0tung-nha-${digest(name).slice(0, 40)}` }];
	const first = 20000 + (parseInt(digest(name).slice(0, 8), 16) % 20000);
	return Array.from({ length: spares }, (_, i) => ({ host: '127.0.0.1', port: first + i }));
}

/** What the holder told about itself, or `undefined` when the place is free or a stranger's. */
function ask(place, name) {
	return new Promise((resolve) => {
		const socket = connect(place);
		let text = '';
		const done = () => {
			socket.destroy();
			try {
				const told = JSON.parse(text);
				resolve(told.lock === digest(name) ? told : undefined);
			} catch {
				resolve(undefined);
			}
		};
		socket.setTimeout(1000, done);
		socket
			.on('data', (part) => (text += part))
			.on('end', done)
			.on('error', done);
	});
}

function listen(place, answer) {
	return new Promise((resolve, reject) => {
		const server = createServer((socket) => socket.on('error', () => {}).end(answer()));
		server.once('error', reject).listen(place, () => {
			server.unref();
			resolve(server);
		});
	});
}

/** What the holder of the lock tells of itself; `undefined` when nobody holds it. */
export async function whoHolds(name) {
	const told = await Promise.all(places(name).map((place) => ask(place, name)));
	return told.find(Boolean);
}

/**
 * Takes the lock of `name`, and tells who asks what `about()` says.
 * @returns `{ held: true, release }`, or `{ held: false, by }` with what the holder says of itself.
 */
export async function takeLock(name, about = () => ({})) {
	const answer = () => JSON.stringify({ lock: digest(name), pid: process.pid, ...about() });
	const by = await whoHolds(name);
	if (by) return { held: false, by };
	for (const place of places(name)) {
		try {
			const server = await listen(place, answer);
			return { held: true, release: () => server.close() };
		} catch (fault) {
			if (fault.code !== 'EADDRINUSE') throw fault;
		}
	}
	return { held: false, by: {} };
}

/** Runs `work` while nobody else runs under this name; waits for its turn. Two starts from one checkout install and build once. */
export async function inTurn(name, work) {
	for (let told = false; ; told = true) {
		const lock = await takeLock(name);
		if (lock.held) {
			try {
				return await work();
			} finally {
				lock.release();
			}
		}
		if (!told) process.stdout.write(`… chờ tiến trình ${lock.by.pid ?? '?'} (${name.split(' ')[0]})\n`);
		await wait(250);
	}
}
