import {
	chownSync,
	cpSync,
	existsSync,
	copyFileSync,
	linkSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	statfsSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { Stop } from './say.mjs';

/*
 * A copy of the running cluster, by SQL alone: PostgreSQL marks where its log begins, the files are copied while it goes
 * on, and the log up to the end of the copy is put beside them. A start on the copy replays that log and is consistent.
 * https://www.postgresql.org/docs/17/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP
 */

const notCopied =
	/^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans|pgsql_tmp.*)\/.|^postmaster\.(pid|opts)$|pg_internal\.init/;

/** Copies a folder; what vanishes while it is copied was no part of it. @returns the bytes that were copied */
function copyTree(from, to, rel = '') {
	let bytes = 0;
	mkdirSync(join(to, rel), { recursive: true, mode: 0o700 });
	for (const entry of readdirSync(join(from, rel), { withFileTypes: true })) {
		const path = rel ? `${rel}/${entry.name}` : entry.name;
		if (notCopied.test(path)) continue;
		if (entry.isDirectory()) bytes += copyTree(from, to, path);
		else bytes += copyOne(join(from, path), join(to, path));
	}
	return bytes;
}

function copyOne(from, to) {
	try {
		copyFileSync(from, to);
		return statSync(to).size;
	} catch (fault) {
		if (fault.code === 'ENOENT') return 0;
		throw fault;
	}
}

/** The copy belongs to whoever owns the cluster: a server that runs as another user must be able to start on it. */
function giveTo({ uid, gid }, path) {
	if (process.getuid?.() !== 0) return;
	chownSync(path, uid, gid);
	if (statSync(path).isDirectory()) for (const name of readdirSync(path)) giveTo({ uid, gid }, join(path, name));
}

/**
 * Copies the running cluster at `from` into the new folder `to`. `sql` is one connection as superuser.
 * @returns the bytes of the copy
 */
export async function copyCluster(sql, from, to) {
	await sql`select pg_backup_start('tung-nha', fast => true)`;
	let bytes = copyTree(from, to);
	const [{ labelfile, spcmapfile }] = await sql`select * from pg_backup_stop(wait_for_archive => false)`;
	// What the log holds so far goes into whole segments, which can be copied.
	await sql`select pg_switch_wal()`;
	writeFileSync(join(to, 'backup_label'), labelfile);
	if (spcmapfile) writeFileSync(join(to, 'tablespace_map'), spcmapfile);
	const first = /file ([0-9A-F]{24})/.exec(labelfile)[1];
	for (const segment of readdirSync(join(from, 'pg_wal')))
		if (/^[0-9A-F]{24}$/.test(segment) && segment >= first)
			bytes += copyOne(join(from, 'pg_wal', segment), join(to, 'pg_wal', segment));
	giveTo(statSync(from), to);
	return bytes;
}

/** A second copy of a copy, for a server to start on. */
export function copyFolder(from, to) {
	copyTreeWhole(from, to);
	giveTo(statSync(from), to);
}

function copyTreeWhole(from, to) {
	mkdirSync(to, { recursive: true, mode: 0o700 });
	for (const entry of readdirSync(from, { withFileTypes: true })) {
		if (entry.isDirectory()) copyTreeWhole(join(from, entry.name), join(to, entry.name));
		else copyFileSync(join(from, entry.name), join(to, entry.name));
	}
}

/** Sealed files never change: on the same disk a second name is enough, on another they are copied. @returns how many */
export function copyFiles(from, to) {
	let count = 0;
	mkdirSync(to, { recursive: true, mode: 0o700 });
	for (const entry of readdirSync(from, { withFileTypes: true })) {
		const [source, target] = [join(from, entry.name), join(to, entry.name)];
		if (entry.isDirectory()) count += copyFiles(source, target);
		else if (!entry.name.endsWith('.part')) count += linkOrCopy(source, target);
	}
	return count;
}

function linkOrCopy(from, to) {
	try {
		linkSync(from, to);
	} catch {
		copyFileSync(from, to);
	}
	return 1;
}

/** What a backup says of itself; `undefined` for a folder that is none, or was cut off. */
export function readBackup(folder) {
	try {
		return JSON.parse(readFileSync(join(folder, 'backup.json'), 'utf8'));
	} catch {
		return undefined;
	}
}

/** What stands beside database and files and belongs to the house; keys never. */
export function copyMarks(from, to) {
	for (const name of ['database.json', 'tung-nha.json', 'demo.json'])
		if (existsSync(join(from, name))) cpSync(join(from, name), join(to, name));
}

function bytesIn(folder, rel = '') {
	let bytes = 0;
	for (const entry of readdirSync(join(folder, rel), { withFileTypes: true })) {
		const path = rel ? `${rel}/${entry.name}` : entry.name;
		if (notCopied.test(path)) continue;
		bytes += entry.isDirectory()
			? bytesIn(folder, path)
			: (statSync(join(folder, path), { throwIfNoEntry: false })?.size ?? 0);
	}
	return bytes;
}

const free = (folder) => {
	const { bavail, bsize } = statfsSync(folder);
	return bavail * bsize;
};
/** So much more than what is copied: the log of what goes on meanwhile. */
const SPARE = 64 * 1_048_576;
const megabytes = (bytes) => Math.ceil(bytes / 1_048_576);

/**
 * The copy lies in `backupDir`, and a second one beside the data while it is proved: both are weighed before a byte is written.
 * Sealed files are hard links where one disk holds both, and are weighed where it does not.
 * @throws Stop with how much is missing and where
 */
export function roomOrStop(dataDir, backupDir, room = free) {
	const database = bytesIn(join(dataDir, 'postgres'));
	const oneDisk = statSync(dataDir).dev === statSync(backupDir).dev;
	const files = oneDisk || !existsSync(join(dataDir, 'files')) ? 0 : bytesIn(join(dataDir, 'files'));
	const needs = oneDisk
		? [[backupDir, 2 * database + SPARE]]
		: [
				[backupDir, database + files + SPARE],
				[dataDir, database + SPARE]
			];
	for (const [folder, bytes] of needs)
		if (room(folder) < bytes)
			throw new Stop(
				1,
				`Không đủ chỗ ở «${folder}»: cần ${megabytes(bytes)} MB, còn ${megabytes(room(folder))} MB. Chưa chép gì.`,
				`Not enough room in "${folder}": ${megabytes(bytes)} MB are needed, ${megabytes(room(folder))} MB are free. Nothing was copied.`
			);
}
