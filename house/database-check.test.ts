import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, connect as dial, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext, TLSSocket } from 'node:tls';
import { X509CertificateGenerator } from '@peculiar/x509';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseFaults } from './lib/database-check.mjs';
import { tryPort } from './lib/ports.mjs';
import { startPostgres, stopPostgres } from './lib/postgres.mjs';

// A real server of its own, with the databases and accounts that people really hand to the house.

const folder = mkdtempSync(join(tmpdir(), 'tung-nha-check-'));
const password = 'mat-khau-thu';
let port = 0;
let server: unknown;
const proxies: Server[] = [];
const at = (role: string, database = 'tot', secret = password, on = port): string =>
	`postgres://${role}:${secret}@127.0.0.1:${on}/${database}`;

beforeAll(async () => {
	port = await tryPort(0);
	const cluster = join(folder, 'postgres');
	server = await startPostgres({ folder: cluster, port, password, logFile: join(folder, 'log') });
	const admin = postgres(at('postgres', 'postgres'), { max: 1, onnotice: () => {} });
	const run = (text: string) => admin.unsafe(text);
	for (const role of ['chu', 'chu_khac', 'app']) await run(`create role ${role} login password '${password}'`);
	await run(`create role sieu login superuser password '${password}'`);
	await run(`create role vuot login bypassrls password '${password}'`);
	await run(`create role thanh_vien login password '${password}' in role chu`);
	await run('create database tot owner chu');
	await run('create database cu owner chu');
	await run(
		"create database ascii owner chu encoding 'SQL_ASCII' template template0 locale_provider libc lc_collate 'C' lc_ctype 'C'"
	);
	await run(
		"create database latin owner chu encoding 'LATIN1' template template0 locale_provider libc lc_collate 'C' lc_ctype 'C'"
	);
	await run('revoke connect on database latin from public');
	await admin.end();
	const other = postgres(at('postgres', 'cu'), { max: 1 });
	await other.unsafe('create schema thanh_hoa authorization chu_khac');
	await other.end();
}, 60_000);

afterAll(async () => {
	for (const proxy of proxies) proxy.close();
	await stopPostgres(server, join(folder, 'postgres'));
	rmSync(folder, { recursive: true, force: true });
});

const faults = async (url: string, ownerUrl: string): Promise<string[]> =>
	(await databaseFaults({ url, ownerUrl }, 'thanh_hoa')).map(({ en }) => en);

/** The same address, once the server’s port is known. */
type At = (on: number) => string;
const at0 = (role: string, database?: string, secret?: string): At => {
	return (on) => at(role, database, secret, on);
};

test('a database that will do has no fault, and nothing was changed in it', async () => {
	expect(await faults(at('app'), at('chu'))).toEqual([]);
	const sql = postgres(at('postgres'), { max: 1 });
	expect(await sql`select from pg_namespace where nspname = 'thanh_hoa'`).toHaveLength(0);
	await sql.end();
});

const wrong: [string, At, At, RegExp[]][] = [
	['wrong password of the owner', at0('app'), at0('chu', 'tot', 'sai'), [/^DATABASE_OWNER_URL: wrong password/]],
	['wrong password of the program', at0('app', 'tot', 'sai'), at0('chu'), [/^DATABASE_URL: wrong password/]],
	[
		'no such database',
		at0('app', 'khong'),
		at0('chu', 'khong'),
		[/^DATABASE_OWNER_URL: there is no such/, /^DATABASE_URL: there is no such/]
	],
	['SQL_ASCII', at0('app', 'ascii'), at0('chu', 'ascii'), [/encoded in SQL_ASCII/]],
	[
		'LATIN1, and no right to connect',
		at0('app', 'latin'),
		at0('chu', 'latin'),
		[/encoded in LATIN1/, /^DATABASE_URL: the role has no CONNECT/]
	],
	['another’s schema', at0('app', 'cu'), at0('chu', 'cu'), [/belongs to chu_khac/]],
	['a superuser', at0('sieu'), at0('chu'), [/NOSUPERUSER/]],
	['BYPASSRLS', at0('vuot'), at0('chu'), [/NOBYPASSRLS/]],
	['the owner', at0('chu'), at0('chu'), [/another role/]],
	['a member of the owner', at0('thanh_vien'), at0('chu'), [/REVOKE chu FROM thanh_vien/]],
	[
		'nobody there',
		() => 'postgres://app:x@127.0.0.1:9/tot',
		() => 'postgres://chu:x@127.0.0.1:9/tot',
		[/nobody answers/, /nobody answers/]
	],
	[
		'no such machine',
		() => 'postgres://app:x@khong-co.invalid/tot',
		() => 'postgres://chu:x@khong-co.invalid/tot',
		[/no server has this name/, /no server has this name/]
	]
];

test.each(wrong)('%s is told in a sentence', async (_, url, ownerUrl, told) => {
	const found = await faults(url(port), ownerUrl(port));
	expect(found).toHaveLength(told.length);
	for (const [n, pattern] of told.entries()) expect(found[n]).toMatch(pattern);
});

/** A pooler between: it begins connections without `search_path`, or keeps notifications to itself. */
function pooler(way: 'drops search_path' | 'shares by transaction'): Promise<number> {
	const proxy = createServer((client) => {
		const upstream = dial(port, '127.0.0.1');
		let begun = false;
		client.on('data', (bytes: Buffer) => {
			upstream.write(begun || way !== 'drops search_path' ? bytes : renamed(bytes));
			begun = true;
		});
		upstream.on('data', (bytes: Buffer) => {
			client.write(way === 'drops search_path' ? bytes : silent(bytes));
		});
		for (const [one, other] of [
			[client, upstream],
			[upstream, client]
		] as const) {
			one.on('error', () => other.destroy());
			one.on('close', () => other.destroy());
		}
	});
	proxies.push(proxy);
	return new Promise((resolve) => proxy.listen(0, '127.0.0.1', () => resolve((proxy.address() as AddressInfo).port)));
}

/** The first message says another setting of the same length in place of the path. */
const renamed = (bytes: Buffer): Buffer => {
	const text = bytes
		.toString('latin1')
		.replace(/search_path\0[^\0]*\0/, (all) => `work_mem\0${'4MB'.padEnd(all.length - 10, ' ')}\0`);
	return Buffer.from(text, 'latin1');
};

/** Whole messages of the server without those that carry a notification (`A`). */
function silent(bytes: Buffer): Buffer {
	const kept: Buffer[] = [];
	for (let n = 0; n < bytes.length;) {
		const length = 1 + bytes.readInt32BE(n + 1);
		if (bytes[n] !== 65) kept.push(bytes.subarray(n, n + length));
		n += length;
	}
	return Buffer.concat(kept);
}

test('behind a pooler that drops search_path, or shares connections by transaction, no house is built', async () => {
	const [drops, shares] = [await pooler('drops search_path'), await pooler('shares by transaction')];
	expect(await faults(at('app'), at('chu', 'tot', password, drops))).toEqual([
		expect.stringMatching(/drops search_path/)
	]);
	expect(await faults(at('app', 'tot', password, shares), at('chu'))).toEqual([
		expect.stringMatching(/pool_mode = session/)
	]);
});

/** A certificate that a server has made for itself, in PEM, with its key. */
async function selfSigned(): Promise<{ cert: string; key: string }> {
	const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
	const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
	const made = await X509CertificateGenerator.createSelfSigned(
		{ name: 'CN=localhost', keys, signingAlgorithm: algorithm, notAfter: new Date(Date.now() + 3_600_000) },
		crypto
	);
	const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
	return { cert: made.toString('pem'), key: `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n` };
}

test('a server whose certificate nobody vouches for is not spoken to: no password has gone to it', async () => {
	const context = createSecureContext(await selfSigned());
	const heard: Buffer[] = [];
	const proxy = createServer((socket) => {
		// A client asks whether there is TLS; what comes after the answer is the handshake.
		socket.once('data', () => {
			socket.write('S');
			const secure = new TLSSocket(socket, { isServer: true, secureContext: context });
			secure.on('data', (chunk: Buffer) => heard.push(chunk)).on('error', () => socket.destroy());
		});
		socket.on('error', () => socket.destroy());
	});
	proxies.push(proxy);
	await new Promise<void>((ready) => proxy.listen(0, '127.0.0.1', ready));
	const url = `${at('app', 'tot', password, (proxy.address() as AddressInfo).port)}?sslmode=verify-full`;
	expect(await faults(url, at('chu'))).toEqual([
		'DATABASE_URL: the server’s certificate is not trusted; set NODE_EXTRA_CA_CERTS to its CA file, or mend the host name.'
	]);
	expect(Buffer.concat(heard).toString('latin1')).toBe('');
});

test('the house ends by 2 with every sentence at once, and has touched nothing', () => {
	const dataDir = join(folder, 'nha');
	const { status, stderr } = spawnSync(process.execPath, ['house/supervisor.mjs'], {
		...{ encoding: 'utf8', timeout: 30_000 },
		env: {
			...process.env,
			DATA_DIR: dataDir,
			DATABASE_URL: at('sieu'),
			DATABASE_OWNER_URL: at('chu', 'tot', 'sai'),
			SEED: 'none'
		}
	});
	expect([status, stderr]).toEqual([2, expect.stringMatching(/wrong password[\s\S]*NOSUPERUSER/)]);
	expect(stderr).not.toMatch(/ at .*:\d+:\d+/);
	expect(existsSync(dataDir)).toBe(false);
});
