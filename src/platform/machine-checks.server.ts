import { X509Certificate } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { readFile, statfs } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { dayOf } from '#kernel/day.ts';
import { onThisMachine } from '#kernel/on-this-machine.ts';
import type { Check } from './checks.server.ts';
import type { Settings } from './settings.server.ts';
import { countGivenUpHere, listHeartbeats } from './sql-deliveries.server.ts';
import { findLastEntry, findServer } from './sql.server.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** So long a worker may say nothing. */
export const WORKER_SILENT_MS = 90_000;
/** A backup comes once a night. */
export const BACKUP_MS = 26 * 60 * MINUTE;
const CERTIFICATE_DAYS = 14;

const embedded = ({ DATA_DIR }: Settings): boolean => existsSync(join(DATA_DIR, 'postgres'));
const inside = (path: string, folder: string): boolean => !relative(folder, path).startsWith('..');
const database: Check = {
	name: 'platform.database',
	of: 'machine',
	reads: async (sql, { settings }) => {
		const { version, bytes } = await findServer(sql);
		const why = embedded(settings) ? 'embedded' : 'outside';
		return { state: 'well', why, about: { version, megabytes: Math.ceil(bytes / 1_048_576) } };
	}
};

const worker: Check = {
	name: 'platform.worker',
	of: 'machine',
	reads: async (sql, { now }) => {
		const beats = (await listHeartbeats(sql)).filter(({ name }) => name !== 'backup');
		const last = Math.max(0, ...beats.map(({ at }) => at.getTime()));
		return { state: now.getTime() - last < WORKER_SILENT_MS ? 'well' : 'ill' };
	}
};

const jobs: Check = {
	name: 'platform.jobs',
	of: 'machine',
	reads: async (sql) => {
		const count = await countGivenUpHere(sql);
		return { state: count === 0 ? 'well' : 'ill', about: { count } };
	}
};

const backup: Check = {
	name: 'platform.backup',
	of: 'machine',
	reads: async (sql, { now, settings }) => {
		if (!embedded(settings)) return { state: 'off' };
		const last = (await listHeartbeats(sql)).find(({ name }) => name === 'backup');
		if (!last) return { state: 'lacking' };
		const about = { day: dayOf(last.at) };
		if (last.detail['ok'] === false) return { state: 'ill', about };
		if (now.getTime() - last.at.getTime() > BACKUP_MS) return { state: 'ill', why: 'late', about };
		const missing = last.detail['missing'];
		if (Array.isArray(missing) && missing.length > 0)
			return { state: 'ill', why: 'missing', about: { ...about, count: missing.length } };
		return { state: 'well', about };
	}
};

/** Gigabytes that are free where data and backups lie, the least of both, and whether they are fewer than somebody wants to be told of. */
export async function roomOnDisk({ DATA_DIR, BACKUP_DIR, DISK_LOW_MB }: Settings) {
	const folders = [DATA_DIR, ...(BACKUP_DIR && existsSync(BACKUP_DIR) ? [BACKUP_DIR] : [])];
	const free = await Promise.all(folders.map((folder) => statfs(folder)));
	const megabytes = Math.min(...free.map(({ bavail, bsize }) => bavail * bsize)) / 1_048_576;
	return {
		low: megabytes < DISK_LOW_MB,
		about: { gigabytes: Math.round(megabytes / 102.4) / 10, least: DISK_LOW_MB / 1024 }
	};
}

const disk: Check = {
	name: 'platform.disk',
	of: 'machine',
	feels: async ({ settings }) => {
		const { low, about } = await roomOnDisk(settings);
		return { state: low ? 'ill' : 'well', about };
	}
};

const keys: Check = {
	name: 'platform.keys',
	of: 'machine',
	feels: async ({ settings: { KEYS_FILE, DATA_DIR, BACKUP_DIR } }) => {
		if (BACKUP_DIR && inside(KEYS_FILE, BACKUP_DIR)) return { state: 'ill', why: 'in-backups' };
		if ((statSync(KEYS_FILE).mode & 0o077) !== 0) return { state: 'ill', why: 'open' };
		return { state: inside(KEYS_FILE, DATA_DIR) ? 'lacking' : 'well' };
	}
};

const address: Check = {
	name: 'platform.address',
	of: 'machine',
	feels: async ({ now, settings: { ORIGIN, TLS_CERT } }) => {
		const about = { origin: ORIGIN };
		if (!ORIGIN.startsWith('https:'))
			return onThisMachine(ORIGIN) ? { state: 'lacking', about } : { state: 'ill', why: 'plain', about };
		if (!TLS_CERT) return { state: 'well', why: 'proxy', about };
		const until = new Date(new X509Certificate(await readFile(TLS_CERT)).validTo);
		const days = Math.floor((until.getTime() - now.getTime()) / DAY);
		return { state: days < CERTIFICATE_DAYS ? 'ill' : 'well', about: { ...about, days, day: dayOf(until) } };
	}
};

/** A clock that went back gives new things old times: what was written last would lie in the future. */
const clock: Check = {
	name: 'platform.clock',
	of: 'machine',
	reads: async (sql, { now }) => {
		const ahead = ((await findLastEntry(sql))?.getTime() ?? 0) - now.getTime();
		return ahead > MINUTE ? { state: 'ill', about: { minutes: Math.ceil(ahead / MINUTE) } } : { state: 'well' };
	}
};

/** What the machine is asked, whoever lives in the house. */
export const machineChecks: readonly Check[] = [address, database, worker, jobs, backup, disk, keys, clock];
