import { IDBObjectStore } from 'fake-indexeddb';
import * as v from 'valibot';
import { afterEach, expect, it, test, vi } from 'vitest';
import { fromBase64url, newId, toBase64url, utf8 } from './bytes.ts';
import {
	area,
	DAY,
	deviceOf,
	home,
	HOUR,
	NAME,
	paired,
	seqs,
	server,
	share,
	start,
	user,
	wireOf,
	word
} from '#tests/support/client-scene.ts';
import { said, say, sayAll } from './outbox.browser.ts';
import { Operation, requestSigned, sealBind, sealInfo, signedOf } from './protocol.ts';
import type { Parcel } from './protocol.ts';
import { readState, saveState } from './state.browser.ts';
import { bySeq, closePhone, openPhone } from './store.browser.ts';
import type { Phone } from './store.browser.ts';
import { sync } from './sync.browser.ts';
import { lock, makePhone, setPin, unlock } from './vault.browser.ts';

afterEach(() => vi.restoreAllMocks());

/** As protocol.ts says it, by its text alone. */
async function opened({ id, device, seq, sealed }: Parcel): Promise<unknown> {
	const [keyId, theirs, nonce, text] = sealed.split('.') as [string, string, string, string];
	const curve = { name: 'ECDH', namedCurve: 'P-256' };
	const publicKey = await crypto.subtle.importKey('raw', fromBase64url(theirs), curve, false, []);
	const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: publicKey }, server.privateKey, 256);
	const key = await crypto.subtle.deriveKey(
		{ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8(sealInfo(keyId)) },
		await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']),
		{ name: 'AES-GCM', length: 256 },
		false,
		['decrypt']
	);
	const additionalData = utf8(sealBind({ id, device, seq }));
	const how = { name: 'AES-GCM', iv: fromBase64url(nonce), additionalData };
	return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(how, key, fromBase64url(text))));
}

async function isSigned(spki: string, text: string, signature: string) {
	const curve = { name: 'ECDSA', namedCurve: 'P-256' };
	const key = await crypto.subtle.importKey('spki', fromBase64url(spki), curve, false, ['verify']);
	return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, fromBase64url(signature), utf8(text));
}

/** Every byte of a database, as text. */
async function dumpOf(phone: Phone): Promise<string> {
	const tables = await Promise.all(phone.disk.tables.map((name) => phone.disk.table(name).all()));
	return JSON.stringify(tables, (_, value: unknown) =>
		value instanceof Uint8Array ? new TextDecoder('utf-8').decode(value) : value
	);
}

const full = () => new DOMException('no room', 'QuotaExceededError');

test('an id is of version 7 and begins with its millisecond', () => {
	const id = newId(start);
	expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
	expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(start);
	expect(newId(start)).not.toBe(id);
});

test('bytes of any length survive their text', () => {
	for (const length of [0, 1, 2, 3, 8191, 8192, 8193, 70_000]) {
		const bytes = new Uint8Array(length).map((_, at) => at * 7);
		expect(toBase64url(bytes)).toMatch(/^[\w-]*$/);
		expect(fromBase64url(toBase64url(bytes))).toEqual(bytes);
	}
});

test('a parcel opens for the server alone, and is signed by the phone that made it', async () => {
	const { phone, publicKey } = await paired();
	const id = await say(phone, word());
	const wire = wireOf();
	const sent = vi.spyOn(wire, 'push');
	await sync(phone, wire, null);
	const [parcel] = wire.pushes[0]!.parcels as [Parcel];
	expect(parcel).toMatchObject({ id, seq: 1, device: wire.pushes[0]!.phone });
	const operation = v.parse(Operation, await opened(parcel));
	expect(operation).toMatchObject({ ...word(), user, area, areaEpoch: 3, clientTime: start, skewMs: 0 });
	expect(await isSigned(publicKey, signedOf(parcel), parcel.signature)).toBe(true);
	expect(await isSigned(publicKey, signedOf({ ...parcel, seq: 2 }), parcel.signature)).toBe(false);
	const { body, signature } = sent.mock.calls[0]![0];
	expect(await isSigned(publicKey, requestSigned(body), signature)).toBe(true);
	await expect(opened({ ...parcel, seq: 2 })).rejects.toThrow();
});

test('the private key of a phone cannot be taken out, and a phone stays the one that it is', async () => {
	const { phone, publicKey } = await paired();
	const stored = await phone.keys.get('signing');
	const { privateKey } = v.parse(v.object({ privateKey: v.instance(CryptoKey) }), stored);
	await expect(crypto.subtle.exportKey('pkcs8', privateKey)).rejects.toThrow();
	const again = await openPhone(phone.device);
	expect((await makePhone(again)).publicKey).toBe(publicKey);
});

test('two tabs that speak at once leave no gap and no number twice', async () => {
	const { phone } = await paired();
	const tab = await openPhone(phone.device);
	const ids = await Promise.all(Array.from({ length: 12 }, (_, at) => say(at % 2 ? phone : tab, word())));
	expect(new Set(ids).size).toBe(12);
	expect(await seqs(phone)).toEqual(Array.from({ length: 12 }, (_, at) => at + 1));
	const wire = wireOf();
	await sync(phone, wire, null);
	for (const parcel of wire.pushes[0]!.parcels) expect(await opened(parcel)).toMatchObject({ user });
});

test('what is said together stands together, all of it or nothing, and the draft goes with it', async () => {
	const { phone } = await paired();
	const tab = await openPhone(phone.device);
	const three = [word(), word(), word()];
	const groups = await Promise.all([sayAll(phone, three), sayAll(tab, three), sayAll(phone, three)]);
	const rows = await phone.outbox.all(bySeq);
	expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
	const order = rows.map(({ id }) => groups.findIndex((ids) => ids.includes(id)));
	for (const at of [0, 3, 6]) expect(new Set(order.slice(at, at + 3)).size).toBe(1);
	await phone.state.put({ key: 'draft|a', value: new Uint8Array(3) });
	const real = IDBObjectStore.prototype.add;
	let added = 0;
	vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore, ...args) {
		if (++added === 2) throw full();
		return real.apply(this, args);
	});
	await expect(sayAll(phone, three, { drop: ['draft|a'] })).rejects.toMatchObject({ code: 'storage-full' });
	vi.restoreAllMocks();
	expect([await seqs(phone), (await readState(phone)).seq]).toEqual([[1, 2, 3, 4, 5, 6, 7, 8, 9], 9]);
	expect(await phone.state.get('draft|a')).toBeDefined();
	await sayAll(phone, three, { drop: ['draft|a'] });
	expect(await phone.state.get('draft|a')).toBeUndefined();
	expect((await seqs(phone)).length).toBe(12);
});

it.each([
	['the word', 'add'],
	['its number', 'put']
] as const)('a kill while %s is written leaves neither, and the next has the number', async (_, method) => {
	const { phone } = await paired();
	await say(phone, word());
	const real = IDBObjectStore.prototype[method];
	let killed = false;
	vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (this: IDBObjectStore, ...args) {
		if (killed) return real.apply(this, args);
		killed = true;
		real.apply(this, args);
		closePhone(phone);
		this.transaction.abort();
		throw new Error('killed');
	});
	await expect(say(phone, word())).rejects.toThrow();
	expect(killed).toBe(true);
	vi.restoreAllMocks();
	const after = await openPhone(phone.device);
	expect(await seqs(after)).toEqual([1]);
	await say(after, word());
	expect(await seqs(after)).toEqual([1, 2]);
	expect((await readState(after)).seq).toBe(2);
});

it.each([
	['the request', 'add'],
	['the number after it', 'put']
] as const)('where the disk is full at %s, nothing is half written', async (_, method) => {
	const { phone } = await paired();
	vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(() => {
		throw full();
	});
	await expect(say(phone, word())).rejects.toMatchObject({ code: 'storage-full' });
	vi.restoreAllMocks();
	expect(await seqs(phone)).toEqual([]);
	await say(phone, word());
	expect(await seqs(phone)).toEqual([1]);
});

test('a page without room leaves rows and cursor as they were', async () => {
	const { phone, unlocked } = await paired();
	const changes = [{ n: 1, kind: 'household' as const, id: home, text: '{"id":"a"}' }];
	const wire = wireOf(undefined, ({ area, cursor }) => (area && cursor === 0 ? { cursor: 7, changes } : { cursor }));
	const put = IDBObjectStore.prototype.put;
	vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
		if (this.name === 'state') throw full();
		return put.apply(this, args);
	});
	expect(await sync(phone, wire, unlocked)).toMatchObject({ fault: 'storage-full', pulled: 0 });
	vi.restoreAllMocks();
	expect(await phone.rows.count()).toBe(0);
	expect((await readState(phone)).areas[0]).toMatchObject({ cursor: 0 });
	expect(await sync(phone, wire, unlocked)).toMatchObject({ fault: null, pulled: 1 });
	expect((await readState(phone)).areas[0]).toMatchObject({ cursor: 7 });
});

test('nothing of a person can be read from the disk, sealed or not by a PIN', async () => {
	const { phone, unlocked } = await paired();
	const text = JSON.stringify({ id: home, address: 'số 4, Bản Phố B', people: [{ name: NAME }] });
	const wire = wireOf(undefined, ({ area, cursor }) =>
		area && cursor === 0 ? { cursor: 1, changes: [{ n: 1, kind: 'household', id: home, text }] } : { cursor }
	);
	await sync(phone, wire, unlocked);
	await say(phone, word());
	lock(phone);
	await say(phone, word());
	const dump = await dumpOf(phone);
	expect(dump).toContain('assistance.record-visit');
	expect(dump).toContain(home);
	for (const secret of [NAME, 'Sương', 'Bản Phố B', 'Gặp bà', '270514']) expect(dump).not.toContain(secret);
	const { lines } = await said(phone);
	expect(lines.map(({ operation }) => operation)).toEqual([null, null]);
	await unlock(phone, '270514');
	expect((await said(phone)).lines.map(({ operation }) => operation?.input ?? null)).toEqual([word().input, null]);
});

test('a PIN opens what it closed, and another opens nothing', async () => {
	const { phone, unlocked } = await paired();
	const sealed = await unlocked.seal(NAME, 'here');
	lock(phone);
	await expect(unlock(phone, '270515')).rejects.toMatchObject({ code: 'pin-wrong' });
	const again = await unlock(await openPhone(phone.device), '270514');
	expect(await again.open(sealed, 'here')).toBe(NAME);
	await expect(again.open(sealed, 'there')).rejects.toThrow();
	await expect(setPin(phone, '111111')).rejects.toMatchObject({ code: 'pin-set' });
});

test('ten wrong PINs in a row empty the vault; what was said stays, what came down comes again', async () => {
	const { phone } = await paired();
	const state = await readState(phone);
	await saveState(phone, state, { areas: state.areas.map((one) => ({ ...one, cursor: 9 })) });
	await say(phone, word());
	const tryOnce = () => unlock(phone, '000000').catch(({ code }: { code: string }) => code);
	for (let at = 0; at < 9; at++) expect(await tryOnce()).toBe('pin-wrong');
	await unlock(phone, '270514');
	for (let at = 0; at < 9; at++) expect(await tryOnce()).toBe('pin-wrong');
	expect(await tryOnce()).toBe('pin-gone');
	await expect(unlock(phone, '270514')).rejects.toMatchObject({ code: 'pin-gone' });
	expect(await phone.keys.get('lock')).toMatchObject({ wrapped: null });
	await setPin(phone, '999999');
	expect((await phone.outbox.all()).map(({ status, copy }) => [status, copy])).toEqual([['waiting', null]]);
	expect((await readState(phone)).areas[0]).toMatchObject({ cursor: 0 });
});

test('a trial counts before it is made', async () => {
	const device = deviceOf();
	const { phone } = await paired(device);
	const killed = await openPhone({ ...device, stretch: () => Promise.reject(new Error('killed')) });
	for (let at = 0; at < 10; at++) await expect(unlock(killed, '000000')).rejects.toThrow('killed');
	await expect(unlock(phone, '270514')).rejects.toMatchObject({ code: 'pin-gone' });
});

test('no half of the server, no unlocking; a new lease of the same half opens the vault again', async () => {
	const device = deviceOf();
	const fresh = await openPhone(deviceOf());
	await expect(setPin(fresh, '270514')).rejects.toMatchObject({ code: 'lease-over' });
	const { phone, unlocked } = await paired(device);
	const sealed = await unlocked.seal(NAME, '');
	device.now = start + 72 * HOUR;
	await unlock(phone, '270514');
	device.now += 1;
	await expect(unlock(phone, '270514')).rejects.toMatchObject({ code: 'lease-over' });
	device.now = start;
	await expect(unlock(phone, '270514')).rejects.toMatchObject({ code: 'lease-over' });
	expect(await dumpOf(phone)).not.toContain(share);
	await sync(phone, wireOf(), null);
	expect(await (await unlock(phone, '270514')).open(sealed, '')).toBe(NAME);
});

test('a PIN without the half of this phone opens nothing', async () => {
	const { phone } = await paired();
	const state = await readState(phone);
	await saveState(phone, state, { lease: { share: toBase64url(utf8('another')), until: start + HOUR } });
	await expect(unlock(phone, '270514')).rejects.toMatchObject({ code: 'pin-wrong' });
	await saveState(phone, await readState(phone), { lease: state.lease });
	await unlock(phone, '270514');
});

test('a clock that is two days ahead does not end the lease, once it was compared', async () => {
	const device = deviceOf();
	device.now = start + 2 * DAY;
	const { phone } = await paired(device);
	expect((await readState(phone)).told).toMatchObject({ skewMs: 2 * DAY });
	device.now += 71 * HOUR;
	await unlock(phone, '270514');
	device.now += 2 * HOUR;
	await expect(unlock(phone, '270514')).rejects.toMatchObject({ code: 'lease-over' });
});

test('without anything given, a PIN is stretched by Argon2id', async () => {
	const { stretch: _, ...device } = deviceOf();
	const { phone, unlocked } = await paired(device);
	const sealed = await unlocked.seal(NAME, '');
	expect(await (await unlock(phone, '270514')).open(sealed, '')).toBe(NAME);
	await expect(unlock(phone, '270515')).rejects.toMatchObject({ code: 'pin-wrong' });
});
