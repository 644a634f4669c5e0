import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isLoopback } from './addresses.mjs';
import { readJson, writeJson } from './files.mjs';

/** Listens for a moment to learn whether the port is free; 0 asks for any. @returns the port, or `undefined` when it is taken */
export function tryPort(port, host = '127.0.0.1') {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(undefined));
		server.listen({ port, host, exclusive: true }, () => {
			const got = server.address().port;
			server.close(() => resolve(got));
		});
	});
}

/**
 * Ports for `names`, the same as last time while they are free (a page left open in a browser goes on), else others.
 * Remembered in DATA_DIR/ports.json.
 */
export async function choosePorts(dataDir, names) {
	const file = join(dataDir, 'ports.json');
	const known = readJson(file) ?? {};
	const chosen = {};
	for (const name of names) {
		const kept = known[name] && !Object.values(chosen).includes(known[name]) ? await tryPort(known[name]) : undefined;
		chosen[name] = kept ?? (await freshPort(Object.values({ ...known, ...chosen })));
	}
	writeJson(file, { ...known, ...chosen });
	return chosen;
}

/**
 * The port of the field's app: FIELD_PORT, else the next free one after PORT, and the same as last time while it is free, because what
 * lies unsent in a browser lies under that port. Open to other machines nothing listens that nobody asked for.
 * @returns the ports for the program, `FIELD_PORT` or none
 */
export async function fieldPortOf({ dataDir, host, port, field }) {
	const file = join(dataDir, 'ports.json');
	const known = readJson(file) ?? {};
	const chosen = field?.port ?? (isLoopback(host) ? await portAfter(port, host, known) : undefined);
	const { FIELD_PORT: _, ...others } = known;
	writeJson(file, { ...others, ...(chosen ? { FIELD_PORT: chosen } : {}) });
	return chosen ? { FIELD_PORT: chosen } : {};
}

async function portAfter(port, host, { FIELD_PORT: last, ...others }) {
	const taken = [port, ...Object.values(others)];
	if (last && !taken.includes(last) && (await tryPort(last, host))) return last;
	for (let next = port + 1; next <= 65535; next++)
		if (!taken.includes(next) && (await tryPort(next, host))) return next;
	return freshPort(taken);
}

async function freshPort(taken) {
	for (;;) {
		const port = await tryPort(0);
		if (port && !taken.includes(port)) return port;
	}
}

/** A port just left by a dying process may be busy for a moment more. */
export async function portComesFree(port) {
	for (let round = 0; round < 20; round++) {
		if (await tryPort(port)) return true;
		await wait(100);
	}
	return false;
}
