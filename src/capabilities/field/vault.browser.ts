import * as v from 'valibot';
import { fromBase64url, joined, newId, randomBytes, textOf, toBase64url, utf8 } from './bytes.ts';
import type { Bytes } from './bytes.ts';
import { readState, saveState, serverNow } from './state.browser.ts';
import { atOnce, StoreRefusal } from './store.browser.ts';
import type { Phone, Tables, Unlocked } from './store.browser.ts';

// The keys of a phone. It signs without anybody's PIN, so that what was said can always be delivered; it reads with one only.

/** As often in a row may a PIN be wrong. */
const MOST_WRONG = 10;
const SIGNING = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const KEY_INFO = 'tung-nha vault key';
const DATA = { name: 'AES-GCM', length: 256 } as const;

/**
 * The vault stays closed. `pin-gone`: nothing opens it any more; `pin-unset`: it has no PIN yet; `pin-set`: it has one; `key-wrong`: that
 * passkey does not open it.
 */
export class VaultRefusal extends Error {
	readonly code: 'lease-over' | 'pin-wrong' | 'pin-gone' | 'pin-unset' | 'pin-set' | 'key-wrong';

	constructor(code: VaultRefusal['code']) {
		super(code);
		this.code = code;
	}
}

const bytes = v.custom<Bytes>((value) => value instanceof Uint8Array);
const Signing = v.object({ name: v.literal('signing'), privateKey: v.instance(CryptoKey), publicKey: v.string() });
/** A passkey of this phone that opens the vault beside the PIN: its id, what it is asked with, and the data key under its secret. */
const ByKey = v.object({ id: bytes, salt: bytes, wrapped: bytes });
/** `wrapped` is null once the PIN was wrong too often; then no passkey opens it either. */
const Lock = v.object({
	...{ name: v.literal('lock'), salt: bytes, wrapped: v.nullable(bytes), wrong: v.number() },
	byKey: v.optional(v.nullable(ByKey), null)
});
type Lock = v.InferOutput<typeof Lock>;

/** Asks a passkey for its secret (32 bytes) of a salt, finger or face first: the same of the same, and nobody else's. */
export type AskKey = (key: Pick<v.InferOutput<typeof ByKey>, 'id' | 'salt'>) => Promise<Bytes>;

/** Makes this store a phone: its id, and a key that nobody can take out. A phone stays the one that it is. */
export async function makePhone(phone: Phone): Promise<{ phone: string; publicKey: string }> {
	const pair = await crypto.subtle.generateKey(SIGNING, false, ['sign', 'verify']);
	const publicKey = toBase64url(new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)));
	return atOnce(phone, 'rw', ['keys', 'state'], async (tables) => {
		const state = await readState(tables);
		const known = await tables.keys.get('signing');
		if (state.phone !== null && known) return { phone: state.phone, publicKey: v.parse(Signing, known).publicKey };
		const made: v.InferOutput<typeof Signing> = { name: 'signing', privateKey: pair.privateKey, publicKey };
		const id = newId(phone.device.clock());
		await tables.keys.put(made);
		await saveState(tables, state, { phone: id });
		return { phone: id, publicKey };
	});
}

/** Whose phone it is, once it was paired. */
export const bind = (phone: Phone, { user }: { user: string }): Promise<void> =>
	atOnce(phone, 'rw', ['state'], async (tables) => saveState(tables, await readState(tables), { user }));

/** What the phone signs with. Refuses `not-paired` where it was never made. */
export async function signingKey(phone: Phone): Promise<CryptoKey> {
	if (phone.memory.signing) return phone.memory.signing;
	const known = await phone.keys.get('signing');
	if (!known) throw new StoreRefusal('not-paired');
	return (phone.memory.signing = v.parse(Signing, known).privateKey);
}

/** Argon2id at 32 MiB in three passes: half a second on a cheap phone. It is loaded by whoever types a PIN. */
async function argon2id(password: string, salt: Uint8Array): Promise<Uint8Array> {
	const { argon2id } = await import('hash-wasm/dist/argon2.umd.min.js');
	const cost = { parallelism: 1, iterations: 3, memorySize: 32 * 1024, hashLength: 32 } as const;
	return argon2id({ password, salt, ...cost, outputType: 'binary' });
}

async function wrappingKey(phone: Phone, pin: string, salt: Bytes, share: string): Promise<CryptoKey> {
	const stretched = await (phone.device.stretch ?? argon2id)(pin, salt);
	return wrappingBy(stretched, share, 'tung-nha vault');
}

/** What wraps the data key: this phone's half, from a PIN or a passkey, and the server's. */
async function wrappingBy(half: Uint8Array, share: string, info: string): Promise<CryptoKey> {
	const halves = joined(half, fromBase64url(share));
	return crypto.subtle.deriveKey(
		{ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8(info) },
		await crypto.subtle.importKey('raw', halves, 'HKDF', false, ['deriveKey']),
		DATA,
		false,
		['wrapKey', 'unwrapKey']
	);
}

/** The data key under another: the nonce in front. Its own bytes are never seen here. */
async function wrap(key: CryptoKey, by: CryptoKey): Promise<Bytes> {
	const iv = randomBytes(12);
	return joined(iv, new Uint8Array(await crypto.subtle.wrapKey('raw', key, by, { name: 'AES-GCM', iv })));
}
const unwrap = (wrapped: Bytes, by: CryptoKey, toWrapAgain = false): Promise<CryptoKey> => {
	const how = { name: 'AES-GCM', iv: wrapped.slice(0, 12) };
	return crypto.subtle.unwrapKey('raw', wrapped.slice(12), by, how, DATA, toWrapAgain, ['encrypt', 'decrypt']);
};

/** A data key that stays in this browser and that nobody can take out. */
export const dataKey = (): Promise<CryptoKey> => crypto.subtle.generateKey(DATA, false, ['encrypt', 'decrypt']);

export const unlockedBy = (key: CryptoKey): Unlocked => ({
	seal: async (text, bind) => {
		const iv = randomBytes(12);
		const how = { name: 'AES-GCM', iv, additionalData: utf8(bind) };
		return joined(iv, new Uint8Array(await crypto.subtle.encrypt(how, key, utf8(text))));
	},
	open: async (sealed, bind) => {
		const how = { name: 'AES-GCM', iv: sealed.subarray(0, 12), additionalData: utf8(bind) };
		return textOf(await crypto.subtle.decrypt(how, key, sealed.subarray(12)));
	}
});

/** The server's half while it is lent. Refuses `lease-over` else, and forgets the half: a later clock cannot bring it back. */
async function lentShare(phone: Phone): Promise<string> {
	const share = await atOnce(phone, 'rw', ['state'], async (tables) => {
		const state = await readState(tables);
		if (state.lease && serverNow(phone, state) <= state.lease.until) return state.lease.share;
		await saveState(tables, state, { lease: null });
		return null;
	});
	if (share === null) throw new VaultRefusal('lease-over');
	return share;
}

const readLock = async ({ keys }: Pick<Tables, 'keys'>): Promise<Lock | null> => {
	const lock = await keys.get('lock');
	return lock ? v.parse(Lock, lock) : null;
};
const saveLock = ({ keys }: Pick<Tables, 'keys'>, lock: Lock): Promise<void> => keys.put(lock);

/**
 * The first PIN, or the first after one was wrong too often: a data key is made, and what an earlier one sealed goes, since nothing
 * opens it; the server brings it again. What was said stays. Refuses `pin-set`, `lease-over`.
 */
export async function setPin(phone: Phone, pin: string): Promise<Unlocked> {
	const share = await lentShare(phone);
	const salt = randomBytes(16);
	const wrapping = await wrappingKey(phone, pin, salt, share);
	const made = await crypto.subtle.generateKey(DATA, true, ['encrypt', 'decrypt']);
	const wrapped = await wrap(made, wrapping);
	const key = await unwrap(wrapped, wrapping);
	await atOnce(phone, 'rw', ['keys', 'state', 'rows', 'outbox'], async (tables) => {
		if ((await readLock(tables))?.wrapped) throw new VaultRefusal('pin-set');
		const state = await readState(tables);
		await tables.rows.clear();
		await tables.outbox.change({}, { copy: null });
		await saveState(tables, state, { lent: {}, areas: state.areas.map((area) => ({ ...area, cursor: 0 })) });
		await saveLock(tables, { name: 'lock', salt, wrapped, wrong: 0, byKey: null });
	});
	return (phone.memory.unlocked = unlockedBy(key));
}

/** Counts a trial before it is made: whoever pulls the plug in the middle has tried. */
const beginTrial = (phone: Phone) =>
	atOnce(phone, 'rw', ['keys'], async (tables) => {
		const lock = await readLock(tables);
		if (!lock) throw new VaultRefusal('pin-unset');
		if (!lock.wrapped) return null;
		const wrong = lock.wrong + 1;
		if (wrong > MOST_WRONG) await saveLock(tables, { ...lock, wrapped: null, byKey: null, wrong });
		else await saveLock(tables, { ...lock, wrong });
		return wrong > MOST_WRONG ? null : { ...lock, wrapped: lock.wrapped, wrong };
	});

/** Changes a lock that is still the one that was known: not one that was forgotten, or set anew, in another tab meanwhile. Answers whether it did. */
const changeLock = (phone: Phone, known: Pick<Lock, 'salt'>, change: Partial<Lock>): Promise<boolean> =>
	atOnce(phone, 'rw', ['keys'], async (tables) => {
		const lock = await readLock(tables);
		if (!lock?.wrapped || toBase64url(lock.salt) !== toBase64url(known.salt)) return false;
		await saveLock(tables, { ...lock, ...change });
		return true;
	});

/** The data key as a PIN opens it. Refuses `pin-unset`, `pin-wrong`, and `pin-gone` after ten wrong ones in a row. */
async function openedByPin(phone: Phone, pin: string, share: string, toWrapAgain = false): Promise<CryptoKey> {
	const trial = await beginTrial(phone);
	if (!trial) throw new VaultRefusal('pin-gone');
	const { wrapped, wrong } = trial;
	const key = await unwrap(wrapped, await wrappingKey(phone, pin, trial.salt, share), toWrapAgain).catch(() => null);
	if (!key && wrong < MOST_WRONG) throw new VaultRefusal('pin-wrong');
	const after = key ? { wrong: 0 } : { wrapped: null, byKey: null };
	if (!(await changeLock(phone, trial, after)) || !key) throw new VaultRefusal('pin-gone');
	return key;
}

/** Opens the vault. Refuses `lease-over`, `pin-unset`, `pin-wrong`, `pin-gone`. */
export async function unlock(phone: Phone, pin: string): Promise<Unlocked> {
	const key = await openedByPin(phone, pin, await lentShare(phone));
	return (phone.memory.unlocked = unlockedBy(key));
}

/** The passkey that opens this phone's vault; null where there is none. */
export const keyHere = async (phone: Phone) => (await readLock(phone))?.byKey ?? null;

/** Opens the vault by its passkey. Refuses `lease-over`, and `key-wrong` where it is not this vault's or nobody answered for it. */
export async function unlockByKey(phone: Phone, ask: AskKey): Promise<Unlocked> {
	const known = await readLock(phone);
	if (!known?.byKey) throw new VaultRefusal('key-wrong');
	await lentShare(phone);
	const secret = await ask(known.byKey).catch(() => null);
	// Whoever is asked may take their time: the lease is looked at once they have answered.
	const wrapping = secret && (await wrappingBy(secret, await lentShare(phone), KEY_INFO));
	const key = wrapping && (await unwrap(known.byKey.wrapped, wrapping).catch(() => null));
	if (!key || !(await changeLock(phone, known, { wrong: 0 }))) throw new VaultRefusal('key-wrong');
	return (phone.memory.unlocked = unlockedBy(key));
}

/**
 * From now on a passkey opens the vault too, of whoever knows the PIN: the PIN stays, for a phone whose finger is wet or hurt. Refuses as
 * `unlock` does, and whatever `make` and `ask` throw; then nothing has changed.
 */
export async function addKey(
	phone: Phone,
	pin: string,
	make: (salt: Bytes) => Promise<Bytes>,
	ask: AskKey
): Promise<void> {
	const share = await lentShare(phone);
	const known = await readLock(phone);
	const key = await openedByPin(phone, pin, share, true);
	const salt = randomBytes(32);
	const id = await make(salt);
	const wrapped = await wrap(key, await wrappingBy(await ask({ id, salt }), share, KEY_INFO));
	if (!known || !(await changeLock(phone, known, { byKey: { id, salt, wrapped } }))) throw new VaultRefusal('pin-gone');
}

/** Only the PIN opens it from now on. */
export async function dropKey(phone: Phone): Promise<void> {
	const known = await readLock(phone);
	if (known) await changeLock(phone, known, { byKey: null });
}

/** Forgets the key; the vault stays. */
export const lock = (phone: Phone): void => {
	phone.memory.unlocked = null;
};
