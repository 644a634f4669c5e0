import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fieldEnv } from './lib/child-env.mjs';
import { fieldPortOf } from './lib/ports.mjs';

// On which port the field's app is reached: an own origin, and the same one each day.

let dataDir: string;
const busy: Server[] = [];
beforeEach(() => {
	dataDir = mkdtempSync(join(tmpdir(), 'tung-nha-ports-'));
});
afterEach(() => {
	rmSync(dataDir, { recursive: true, force: true });
	for (const one of busy.splice(0)) one.close();
});

const take = (port = 0): Promise<number> =>
	new Promise((taken, no) => {
		const server = createServer()
			.once('error', no)
			.listen(port, '127.0.0.1', () => taken((server.address() as AddressInfo).port));
		busy.push(server);
	});
const file = () => join(dataDir, 'ports.json');
const remembered = () => JSON.parse(readFileSync(file(), 'utf8')) as Record<string, number>;
const choose = (port: number, more: object = {}) =>
	fieldPortOf({ dataDir, host: '127.0.0.1', port, field: undefined, ...more }) as Promise<{ FIELD_PORT?: number }>;

test('it is one after PORT that is free and nobody else’s, and the same at the next start', async () => {
	const port = await take();
	writeFileSync(file(), JSON.stringify({ DATABASE_PORT: port + 1 }));
	const { FIELD_PORT: first } = await choose(port);
	expect(first).toBeGreaterThan(port + 1);
	expect(remembered()).toEqual({ DATABASE_PORT: port + 1, FIELD_PORT: first });
	expect(await choose(port - 10)).toEqual({ FIELD_PORT: first });
	await take(first);
	const { FIELD_PORT: second } = await choose(port);
	expect(second).toBeGreaterThan(first!);
});

test('FIELD_PORT is taken as it is; open to other machines nothing listens that nobody asked for', async () => {
	expect(await choose(4000, { host: '0.0.0.0' })).toEqual({});
	expect(remembered()).toEqual({});
	expect(await choose(4000, { host: '0.0.0.0', field: { port: 4433 } })).toEqual({ FIELD_PORT: 4433 });
	expect(remembered()).toEqual({ FIELD_PORT: 4433 });
});

test('the program learns the port and the origin together, or neither', () => {
	const here = { host: '127.0.0.1', tls: undefined, field: undefined };
	expect(fieldEnv(here, {})).toEqual({});
	expect(fieldEnv(here, { FIELD_PORT: 4001 })).toEqual({
		FIELD_PORT: '4001',
		FIELD_ORIGIN: 'http://127.0.0.1:4001'
	});
	const field = { port: 4001, origin: 'https://di-thon.xa-may.example' };
	expect(fieldEnv({ ...here, field }, { FIELD_PORT: 4001 })).toMatchObject({ FIELD_ORIGIN: field.origin });
});
