import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { mkdirSync, mkdtempSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { X509CertificateGenerator } from '@peculiar/x509';
import { expect, test } from 'vitest';
import { askAccount } from '#capabilities/payments/centre-account.server.ts';
import { endDesk } from '#capabilities/counter/desks.server.ts';
import { setWays } from '#capabilities/places/keep-centre.server.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import { waysSeen } from '#capabilities/places/rules-ways.ts';
import { insertGrant } from '#capabilities/access/sql.server.ts';
import { system } from '#kernel/actor.ts';
import { setScope } from './scope.server.ts';
import { rightsOf } from '#program/roles.ts';
import { rooms } from '#program/rooms.ts';
import { deskId, staffId } from '#seed/house.ts';
import { NOW, scene, type Scene } from '#tests/support/scene.ts';
import { checkTitle, checkWords, countWords } from '#web/check-words.ts';
import type { Found } from './answers.ts';
import { howItStands, registerChecks, type Check } from './checks.server.ts';
import { readSettings } from './settings.server.ts';
import { beat } from './sql-deliveries.server.ts';

// How the house stands, as its administrator reads it: what is set, what is missing, what is at fault.

const folder = mkdtempSync(join(tmpdir(), 'tung-nha-stands-'));
const [data, backups] = ['data', 'backups'].map((name) => join(folder, name)) as [string, string];
for (const path of [data, backups, join(data, 'postgres')]) mkdirSync(path, { recursive: true });
const keysAt = (path: string): string => (writeFileSync(path, '{}', { mode: 0o600 }), path);

const stand = (env: Record<string, string> = {}): void =>
	registerChecks(
		rooms,
		readSettings({
			...{ DATABASE_URL: 'postgres://x', DATA_DIR: data, BACKUP_DIR: backups, KEYS_FILE: keysAt(join(folder, 'keys')) },
			...env
		})
	);
/** A certificate that ends so many days after the scene. */
async function certificate(days: number): Promise<string> {
	const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
	const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
	const notAfter = new Date(NOW.getTime() + days * 86_400_000);
	const made = await X509CertificateGenerator.createSelfSigned({ keys, signingAlgorithm: algorithm, notAfter }, crypto);
	const path = join(folder, `cert-${days}`);
	writeFileSync(path, made.toString('pem'));
	return path;
}

/** The keys of all words in a language, as they stand in the files. */
const keysOf = async (locale: string): Promise<string[]> => {
	const files = await Promise.all(
		['src/words/common', ...rooms.map(({ name }) => `src/capabilities/${name}/words`)].map((path) =>
			readFile(`${path}/${locale}.json`, 'utf8').catch(() => '{}')
		)
	);
	return files
		.flatMap((text) => Object.entries(JSON.parse(text) as Record<string, Record<string, unknown>>))
		.flatMap(([room, words]) => Object.keys(words).map((word) => `${room}.${word}`));
};

const khoi = (s: Scene) => ({ ...s.thach, id: staffId('khoi'), may: new Set(rightsOf.administrator) });
const look = async (s: Scene, minutes = 0) => {
	const found = await howItStands(s.as(khoi(s), minutes), {});
	return Object.fromEntries(found.map((one) => [one.name, one])) as Record<string, Found>;
};
const said = ({ state, why }: Found): string => (why === null ? state : `${state} ${why}`);

test(
	'of the centre: what is there, what is missing, and what waits for a second person',
	scene(async (s) => {
		stand();
		const first = await look(s);
		expect(Object.entries(first).flatMap(([name, one]) => (one.of === 'centre' ? [[name, said(one)]] : []))).toEqual([
			['places.commune', 'well'],
			['places.hours', 'well'],
			['places.calendar', 'well'],
			['places.hamlets-loaded', 'lacking'],
			['access.people', 'well'],
			['access.hall', 'lacking'],
			['payments.account', 'well'],
			['counter.seats', 'well'],
			['counter.served', 'lacking']
		]);
		for (const desk of ['desk-1', 'desk-2', 'desk-3']) await endDesk(s.as(khoi(s)), { desk: deskId(desk) });
		await s.base.db`update staff_grant set taken_at = ${NOW} where staff_id = ${s.thach.id} and place_id = 1`;
		const then = await look(s);
		expect(['counter.seats', 'access.people'].map((name) => said(then[name]!))).toEqual(['lacking', 'lacking alone']);
		// The other commune has no account yet; somebody asks for one.
		const other = { ...khoi(s), centres: [2] };
		const account = async () =>
			said((await howItStands(s.as(other), {})).find(({ name }) => name === 'payments.account')!);
		expect(await account()).toBe('lacking');
		await setScope(s.base.db, system('door', new Set()), '');
		await insertGrant(s.base.db, other.id, 2, 'administrator', NOW);
		const asked = { id: crypto.randomUUID(), bin: '970436', number: '1234567890', holder: 'Uy ban xa Thu' };
		await askAccount(s.as(other), asked);
		expect(await account()).toBe('lacking asked');
	})
);

test(
	'of the outside: what is not connected is left out on purpose, and what says one thing while the centre says another is at fault',
	scene(async (s) => {
		const outside = async (env: Record<string, string>) => {
			stand(env);
			return Object.values(await look(s)).flatMap((one) => (one.of === 'outside' ? [said(one)] : []));
		};
		expect(await outside({})).toEqual(['off', 'off', 'off', 'off', 'off', 'off']);
		const nobody = 'http://127.0.0.1:9';
		const set = {
			E_ID_ISSUER: nobody,
			PORTAL_URL: nobody,
			BANK_URL: nobody,
			BANK_WEBHOOK_SECRET: 's',
			MESSAGES_SECRET: 's'
		};
		expect(await outside(set)).toEqual(['ill', 'lacking', 'lacking', 'ill', 'ill', 'off']);
		const kept = await getCentre(s.base.db, 1);
		await setWays(s.as(khoi(s)), { ...kept, seen: waysSeen(kept), portalWay: 'api' });
		expect(await outside({})).toEqual(['off', 'off', 'ill no-address', 'off', 'off', 'off']);
		expect((await outside(set))[2]).toBe('well');
	})
);

test(
	'of the machine: backup, disk, keys, clock and what was given up are said before they hurt',
	scene(async (s) => {
		const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
		const backup = async (minutes: number, detail: Record<string, unknown>) => {
			await beat(s.base.db, 'backup', at(minutes), detail);
			return said((await look(s))['platform.backup']!);
		};
		stand();
		expect(said((await look(s))['platform.backup']!)).toBe('lacking');
		expect(await backup(0, { ok: true, missing: [] })).toBe('well');
		// Made at two in the morning here, when it is still yesterday elsewhere.
		await beat(s.base.db, 'backup', new Date('2026-07-13T19:05:00Z'), { ok: true });
		expect((await look(s))['platform.backup']!.about).toEqual({ day: '2026-07-14' });
		expect(await backup(0, { ok: true, missing: ['a case'] })).toBe('ill missing');
		expect(await backup(0, { ok: false })).toBe('ill');
		expect(await backup(-27 * 60, { ok: true })).toBe('ill late');
		// Other tests' workers were heard of in their own time.
		await s.base.db`update heartbeat set at = ${at(-10)} where name <> 'backup'`;
		expect(said((await look(s))['platform.worker']!)).toBe('ill');
		await beat(s.base.db, 'journal-seal', NOW, {});
		const first = await look(s);
		expect(
			['worker', 'jobs', 'disk', 'keys', 'clock', 'database'].map((one) => said(first[`platform.${one}`]!))
		).toEqual([...['well', 'well', 'well', 'well', 'well', 'well embedded']]);
		const only = async (what: string, env: Record<string, string>) => {
			stand(env);
			return said((await look(s))[`platform.${what}`]!);
		};
		expect(await only('disk', { DISK_LOW_MB: '900000000' })).toBe('ill');
		expect(await only('keys', { KEYS_FILE: keysAt(join(data, 'keys')) })).toBe('lacking');
		expect(await only('keys', { KEYS_FILE: keysAt(join(backups, 'keys')) })).toBe('ill in-backups');
		const open = keysAt(join(folder, 'open'));
		chmodSync(open, 0o644);
		expect(await only('keys', { KEYS_FILE: open })).toBe('ill open');
		expect(await only('address', { ORIGIN: 'http://127.0.0.1:4000' })).toBe('lacking');
		expect(await only('address', { ORIGIN: 'http://dvc.example' })).toBe('ill plain');
		expect(await only('address', { ORIGIN: 'https://dvc.example' })).toBe('well proxy');
		expect(await only('address', { ORIGIN: 'https://dvc.example', TLS_CERT: await certificate(9) })).toBe('ill');
		expect(await only('address', { ORIGIN: 'https://dvc.example', TLS_CERT: await certificate(90) })).toBe('well');
		expect(await only('address', { ORIGIN: 'https://dvc.example', TLS_CERT: open })).toBe('unseen');
		// The scene's journal was written an hour after this: the clock of the machine went back.
		expect(said((await look(s, -60))['platform.clock']!)).toBe('ill');
	})
);

test('each check has a title, and each finding a sentence without an open slot, in three languages', async () => {
	stand();
	const names = rooms.flatMap(({ checks }) => checks).map(({ name }) => name);
	expect(names.filter((name) => checkTitle({ name }) === '')).toEqual([]);
	const words = await Promise.all(['vi', 'en', 'hi'].map(keysOf));
	for (const name of names) {
		const [room, what] = name.split('.') as [string, string];
		for (const known of words) expect(known.filter((key) => key.startsWith(`${room}.check-${what}-`))).not.toEqual([]);
	}
	expect(countWords([{ state: 'well' }, { state: 'off' }])).toMatch(/tốt/);
	expect(countWords([{ state: 'unseen' }, { state: 'lacking' }])).toMatch(/1.*1/);
});

test(
	'what cannot be looked at is said so, and hides nothing else',
	scene(async (s) => {
		const breaks: Check = { name: 'x.breaks', of: 'machine', feels: () => Promise.reject(new Error('away')) };
		const works: Check = { name: 'x.works', of: 'machine', feels: async () => ({ state: 'well' }) };
		registerChecks([{ checks: [breaks, works] }], readSettings({ DATABASE_URL: 'x', DATA_DIR: data, KEYS_FILE: 'k' }));
		expect(Object.values(await look(s)).map(said)).toEqual(['unseen', 'well']);
		expect(checkWords((await look(s))['x.breaks']!)).not.toBe('');
	})
);
