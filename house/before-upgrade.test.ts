import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { roomOrStop } from './lib/backup-copy.mjs';
import { startDatabase } from './lib/database.mjs';
import { clusterFolder, embeddedUrls } from './lib/database-access.mjs';
import { tryPort } from './lib/ports.mjs';
import { stopPostgres } from './lib/postgres.mjs';

// An older house that a newer program meets: it is copied before anything in it changes, and only then.

const folder = mkdtempSync(join(tmpdir(), 'tung-nha-upgrade-'));
const [dataDir, backupDir] = ['data', 'backups'].map((name) => join(folder, name)) as [string, string];
let server: unknown;
let sql: ReturnType<typeof postgres>;

beforeAll(async () => {
	mkdirSync(join(dataDir, 'files', 'ab'), { recursive: true, mode: 0o711 });
	writeFileSync(join(dataDir, 'files', 'ab', 'ab01'), 'sealed');
	const port = (await tryPort(0)) as number;
	writeFileSync(join(dataDir, 'ports.json'), JSON.stringify({ DATABASE_PORT: port }));
	server = await startDatabase(dataDir, port, () => false);
	sql = postgres(embeddedUrls(dataDir, port)!.ownerUrl, { max: 1, onnotice: () => {} });
}, 60_000);
afterAll(async () => {
	await sql.end();
	await stopPostgres(server, clusterFolder(dataDir));
	rmSync(folder, { recursive: true, force: true });
});

const start = () => {
	const env = { ...process.env, DATA_DIR: dataDir, BACKUP_DIR: backupDir, PROVINCE: 'thanh_hoa' };
	const { status, stderr } = spawnSync(process.execPath, ['house/before-upgrade.mjs'], { encoding: 'utf8', env });
	return { status, stderr, copies: existsSync(backupDir) ? readdirSync(backupDir) : [] };
};
const had = async (names: readonly string[]): Promise<void> => {
	await sql`delete from thanh_hoa.migration`;
	for (const name of names) await sql`insert into thanh_hoa.migration (name) values (${name})`;
};

test('an empty house is not copied; an older one is, once for each upgrade, and two copies stay', async () => {
	expect(start()).toEqual({ status: 0, stderr: '', copies: [] });
	await sql`create schema thanh_hoa`;
	await sql`create table thanh_hoa.migration (name text)`;
	await sql`create table thanh_hoa.said (words text)`;
	await sql`insert into thanh_hoa.said values ('before')`;
	await had(['lock', '0001-platform.sql']);
	const first = start();
	expect([first.status, first.copies]).toEqual([0, [expect.stringMatching(/^truoc-nang-cap-[\dT-]+$/)]]);
	const copy = join(backupDir, first.copies[0]!);
	expect(readdirSync(copy).toSorted()).toEqual(['database.json', 'files', 'postgres', 'truoc-nang-cap.json']);
	expect(existsSync(join(copy, 'files', 'ab', 'ab01'))).toBe(true);
	expect(existsSync(join(dataDir, 'tmp')) ? readdirSync(join(dataDir, 'tmp')) : []).toEqual([]);
	await had(['lock', ...readdirSync('db/migrations')]);
	expect(start().copies).toEqual(first.copies);
	await had(['lock', '0001-platform.sql']);
	for (let n = 0; n < 2; n++) {
		await new Promise((next) => setTimeout(next, 1100));
		start();
	}
	const { copies } = start();
	expect([copies.length, copies.includes(first.copies[0]!)]).toEqual([2, false]);
}, 120_000);

test('a copy for which there is no room is not begun, and says how much is missing and where', () => {
	const room = (megabytes: number) => () => megabytes * 1_048_576;
	expect(() => roomOrStop(dataDir, backupDir, room(8))).toThrow(/cần \d+ MB, còn 8 MB[\s\S]*Nothing was copied/);
	expect(() => roomOrStop(dataDir, backupDir, room(8000))).not.toThrow();
});

test('a copy that fails leaves nothing in the way of the next', async () => {
	await had(['lock', '0001-platform.sql']);
	const before = start().copies;
	// A file where the copy is proved: the second server cannot be set up.
	rmSync(join(dataDir, 'tmp'), { recursive: true, force: true });
	writeFileSync(join(dataDir, 'tmp'), 'in the way');
	await new Promise((next) => setTimeout(next, 1100));
	const failed = start();
	expect([failed.status, failed.copies]).toEqual([1, before]);
	rmSync(join(dataDir, 'tmp'));
}, 60_000);
