import {
	fchmodSync,
	fchownSync,
	rmSync,
	statSync,
	closeSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	writeSync
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout: every tool works from here, wherever it was called. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A path inside the checkout. */
export const inRoot = (...parts) => resolve(root, ...parts);

/** Is there such a file or folder in the checkout? Steps for parts that do not exist yet are skipped with it. */
export const inCheckout = (...parts) => existsSync(inRoot(...parts));

/** The parsed file, or `undefined` when there is none. A broken one is a fault, never an empty start. */
export function readJson(path) {
	let text;
	try {
		text = readFileSync(path, 'utf8');
	} catch (fault) {
		if (fault.code === 'ENOENT') return undefined;
		throw fault;
	}
	try {
		return JSON.parse(text);
	} catch (fault) {
		throw new Error(`${path}: ${fault.message}`, { cause: fault });
	}
}

/** What root writes anew belongs to whoever owned it before: the program that reads it may be somebody else. */
function keepOwner(file, path) {
	const before = statSync(path, { throwIfNoEntry: false });
	if (!before || process.getuid?.() !== 0) return;
	try {
		fchownSync(file, before.uid, before.gid);
	} catch (fault) {
		// A folder of another machine, or of nobody that this container knows: it stays whose it is.
		if (!['EPERM', 'EINVAL', 'ENOSYS'].includes(fault.code)) throw fault;
	}
}

/** Written beside and renamed, so that a reader, or a start after a kill, sees the old file or the new one and never half of one. */
function writeAtomic(path, text, mode = 0o644) {
	const beside = `${path}.${process.pid}.tmp`;
	// Anew: where the folder is somebody else's, root follows no link that lies there.
	rmSync(beside, { force: true });
	const file = openSync(beside, 'wx', mode);
	try {
		keepOwner(file, path);
		fchmodSync(file, mode);
		writeSync(file, text);
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
	renameSync(beside, path);
}

export const writeJson = (path, value, mode) => writeAtomic(path, `${JSON.stringify(value, null, '\t')}\n`, mode);

/** Makes a folder and what is missing above it. Node's own recursive mkdir never comes back from a place like /proc. */
export function makeFolder(path, mode = 0o755) {
	if (existsSync(path)) return;
	if (dirname(path) !== path) makeFolder(dirname(path), mode);
	try {
		mkdirSync(path, { mode });
	} catch (fault) {
		if (fault.code !== 'EEXIST') throw fault;
	}
}
