import {
	createCipheriv,
	createDecipheriv,
	createECDH,
	createHash,
	createHmac,
	createSecretKey,
	randomBytes,
	type KeyObject
} from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import * as v from 'valibot';

const Key = v.object({ id: v.string(), key: v.pipe(v.string(), v.base64()) });
const KeyFile = v.object({
	version: v.literal(1),
	master: v.array(Key),
	lookup: v.array(Key),
	signing: v.pipe(v.string(), v.base64()),
	sealing: v.array(Key)
});

/** A key that shows its bytes to no log; with bytes for a key Node takes four times as long for each seal and hash. */
type NamedKey = { id: string; key: KeyObject };

/** The keys of one installation. They live in a file outside the database and outside the backup set. */
export type Keys = {
	master: NamedKey[];
	lookup: NamedKey[];
	signing: KeyObject;
	/** Private keys on P-256, 32 bytes: what phones carry is sealed to them. */
	sealing: { id: string; key: Buffer }[];
};

const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64');
const named = ({ id, key }: v.InferOutput<typeof Key>): NamedKey => ({ id, key: createSecretKey(bytesOf(key)) });

/** Reads the key file that the supervisor made (mode 0600). The last of a list is the one that new work uses. */
export function readKeys(path: string): Keys {
	const file = v.parse(KeyFile, JSON.parse(readFileSync(path, 'utf8')));
	return {
		master: file.master.map(named),
		lookup: file.lookup.map(named),
		signing: createSecretKey(bytesOf(file.signing)),
		sealing: file.sealing.map(({ id, key }) => ({ id, key: bytesOf(key) }))
	};
}

/** How often a running process looks whether its key file is another. */
export const RELOAD_MS = 1000;

/** Keeps `keys` what the file says while it is renewed (npm run keys); a file that cannot be read changes nothing. */
export function followKeys(path: string, keys: Keys): void {
	let seen = statSync(path).mtimeMs;
	setInterval(() => {
		const now = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
		if (now === undefined || now === seen) return;
		try {
			Object.assign(keys, readKeys(path));
			seen = now;
		} catch {
			// half written: looked at again in a second
		}
	}, RELOAD_MS).unref();
}

/** A private key on P-256, 32 bytes. */
function newSealingKey(): Buffer {
	const pair = createECDH('prime256v1');
	pair.generateKeys();
	return Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()]).subarray(-32);
}

const newKey = (): KeyObject => createSecretKey(randomBytes(32));

/** Fresh keys, for tests and tools. */
export const newKeys = (): Keys => ({
	master: [{ id: 'm1', key: newKey() }],
	lookup: [{ id: 'l1', key: newKey() }],
	signing: newKey(),
	sealing: [{ id: 's1', key: newSealingKey() }]
});

const newest = (keys: NamedKey[]): NamedKey => keys[keys.length - 1]!;

/** AES-256-GCM: 12 bytes of nonce, the text, 16 bytes of tag. `bind` ties the text to its place, so that a row cannot be swapped for another. */
export function sealWith(key: KeyObject, plain: string | Buffer, bind: string): Buffer {
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bind));
	return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

export function openWith(key: KeyObject, sealed: Buffer, bind: string): Buffer {
	const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(Buffer.from(bind));
	decipher.setAuthTag(sealed.subarray(-16));
	return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
}

/** Wraps a subject's data key; the id of the master key that was used goes in front. */
export function wrap(keys: Keys, dataKey: Buffer, bind: string): string {
	const master = newest(keys.master);
	return `${master.id}:${sealWith(master.key, dataKey, bind).toString('base64')}`;
}

export function unwrap(keys: Keys, wrapped: string, bind: string): Buffer {
	const [id, text] = wrapped.split(':') as [string, string];
	const master = keys.master.find((key) => key.id === id);
	if (!master) throw new Error(`no master key ${id}: was KEYS_FILE replaced?`);
	return openWith(master.key, Buffer.from(text, 'base64'), bind);
}

/** The same as a key to seal and open with. */
export const unwrapKey = (keys: Keys, wrapped: string, bind: string): KeyObject =>
	createSecretKey(unwrap(keys, wrapped, bind));

const mac = (key: KeyObject, purpose: string, text: string): Buffer =>
	createHmac('sha256', key).update(`${purpose}\0${text}`).digest();

/** A keyed hash by which a whole value (an ID number, a phone) is found again without being readable. */
export const lookupHash = (keys: Keys, purpose: string, text: string): Buffer =>
	mac(newest(keys.lookup).key, purpose, text);

/** The same under every key that is still in use, for searching while keys rotate. */
export const lookupHashes = (keys: Keys, purpose: string, text: string): Buffer[] =>
	keys.lookup.map((key) => mac(key.key, purpose, text));

/** A secret that is derived and never stored: a tracking code, a confirm link. The same purpose and text give the same bytes. */
export const derive = (keys: Keys, purpose: string, text: string): Buffer => mac(keys.signing, purpose, text);

/** Hash of a random token of 32 bytes, for looking up sessions and device keys. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

export const newToken = (): string => randomBytes(32).toString('base64url');
