import { createECDH, randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { mark, readMarker } from './data-dir.mjs';
import { makeFolder, readJson, writeJson } from './files.mjs';
import { Stop, warn } from './say.mjs';

const secret = () => randomBytes(32).toString('base64');
const keyOf = (kind) => ({ id: `${kind}-${randomBytes(4).toString('hex')}`, key: secret() });
const isKey = (text) => typeof text === 'string' && Buffer.from(text, 'base64').length === 32;

/** A private key on P-256: phones seal to its public half what they carry. */
function sealingKey() {
	const pair = createECDH('prime256v1');
	pair.generateKeys();
	const key = Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()]).subarray(-32);
	return { ...keyOf('s'), key: key.toString('base64') };
}

/**
 * New keys: `master` wraps the data keys of subjects, `lookup` hashes numbers for exact look-up, `signing` derives codes and links,
 * `sealing` opens what phones carry.
 */
export const newKeys = () => ({
	version: 1,
	master: [keyOf('m')],
	lookup: [keyOf('l')],
	signing: secret(),
	sealing: [sealingKey()]
});

/** Is this what a keys file must hold? */
function areKeys(keys) {
	const ring = (list) =>
		Array.isArray(list) && list.length > 0 && list.every(({ id, key }) => typeof id === 'string' && isKey(key));
	return keys?.version === 1 && [keys.master, keys.lookup, keys.sealing].every(ring) && isKey(keys.signing);
}

/**
 * Makes KEYS_FILE at the first start. Later it must be there: new keys beside old data would open nothing,
 * and the house would look healthy while every sealed word in it was lost.
 */
export function ensureKeys({ keysFile, dataDir }, owner) {
	const known = readMarker(dataDir)?.masterKey;
	if (!existsSync(keysFile)) {
		if (known)
			throw new Stop(
				2,
				`Mất tệp khóa KEYS_FILE «${keysFile}». Hãy đặt lại bản sao của tệp này; thiếu nó thì không mở được dữ liệu đã niêm phong.`,
				`KEYS_FILE "${keysFile}" is missing: put its copy back, without it the sealed data cannot be opened.`
			);
		makeKeys(keysFile, owner);
	}
	const keys = readKeys(keysFile);
	if (known && !keys.master.some(({ id }) => id === known)) {
		throw new Stop(
			2,
			`Tệp khóa «${keysFile}» không phải của dữ liệu này (thiếu khóa ${known}).`,
			`The keys in "${keysFile}" are not those of this data (key ${known} is missing).`
		);
	}
	if (!known) mark(dataDir, { masterKey: keys.master[0].id });
}

function makeKeys(keysFile, owner) {
	try {
		const folder = dirname(keysFile);
		const isNew = !existsSync(folder);
		makeFolder(folder, 0o700);
		writeJson(keysFile, newKeys(), 0o600);
		if (owner) for (const path of isNew ? [folder, keysFile] : [keysFile]) chownSync(path, owner.uid, owner.gid);
	} catch (fault) {
		throw new Stop(
			2,
			`Không ghi được tệp khóa KEYS_FILE «${keysFile}» (${fault.code}).`,
			`Cannot write KEYS_FILE "${keysFile}" (${fault.code}).`
		);
	}
}

function readKeys(keysFile) {
	const keys = withSealing(keysFile, readOrNone(keysFile));
	if (!areKeys(keys))
		throw new Stop(
			2,
			`Tệp khóa KEYS_FILE «${keysFile}» hỏng hoặc không đọc được.`,
			`KEYS_FILE "${keysFile}" is damaged or cannot be read.`
		);
	tighten(keysFile);
	return keys;
}

function readOrNone(keysFile) {
	try {
		return readJson(keysFile);
	} catch {
		return undefined;
	}
}

/** A keys file from before there were phones gains what they seal to. */
function withSealing(keysFile, keys) {
	if (keys?.version !== 1 || keys.sealing !== undefined) return keys;
	const grown = { ...keys, sealing: [sealingKey()] };
	try {
		writeJson(keysFile, grown, 0o600);
	} catch (fault) {
		throw new Stop(
			2,
			`KEYS_FILE «${keysFile}» còn thiếu cặp khóa niêm phong cho điện thoại, và không ghi thêm được (${fault.code}). Hãy cho ghi tệp này một lần, rồi chép lại vào két.`,
			`KEYS_FILE "${keysFile}" lacks the sealing pair for phones and cannot be written (${fault.code}): make it writable once, then copy it to its safe place.`
		);
	}
	return grown;
}

/** A keys file copied back by hand is often readable by all. */
function tighten(keysFile) {
	if (process.platform === 'win32' || (statSync(keysFile).mode & 0o077) === 0) return;
	try {
		chmodSync(keysFile, 0o600);
	} catch {
		warn(
			`Người khác đọc được tệp khóa «${keysFile}»: hãy đặt quyền 0600.`,
			`Others can read the keys file "${keysFile}": set its mode to 0600.`
		);
	}
}
