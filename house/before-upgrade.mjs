/*
 * Before a newer program changes the structure of an older house, the house is copied as it stands: database, files and what stands
 * beside them. The copy is proved by a server that starts on it. What the nightly backup proves besides needs the structure that the
 * program knows, and this one is older.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { copyCluster, copyFiles, copyFolder, copyMarks, roomOrStop } from './lib/backup-copy.mjs';
import { address, clusterFolder, secrets } from './lib/database-access.mjs';
import { inRoot, readJson } from './lib/files.mjs';
import { tryPort } from './lib/ports.mjs';
import { startPostgres, stopPostgres } from './lib/postgres.mjs';
import { say, Stop, tell } from './lib/say.mjs';

const KEPT = 2;
const PREFIX = 'truoc-nang-cap-';
const { DATA_DIR: dataDir, BACKUP_DIR: backupDir, PROVINCE: province = 'thanh_hoa' } = process.env;
const known = secrets(dataDir);
const livePort = readJson(join(dataDir, 'ports.json'))?.DATABASE_PORT;

const connect = (port, database) =>
	postgres(address('postgres', known.admin, port, database), { max: 1, onnotice() {}, connect_timeout: 20 });

/** The migrations that a database has had; none in one that is empty. */
async function migrationsIn(port) {
	const sql = connect(port);
	try {
		const [{ there }] = await sql`select to_regclass(${`${province}.migration`}) is not null as there`;
		if (!there) return [];
		return (await sql`select name from ${sql(province)}.migration where name <> 'lock' order by name`).map(
			({ name }) => name
		);
	} finally {
		await sql.end({ timeout: 5 });
	}
}

/** A second server starts on a copy of the copy and finds what the first had. */
async function prove(backup, had) {
	const drill = join(dataDir, 'tmp', `upgrade-${process.pid}`);
	const folder = join(drill, 'postgres');
	for (const path of [join(dataDir, 'tmp'), drill]) mkdirSync(path, { recursive: true, mode: 0o711 });
	copyFolder(clusterFolder(backup), folder);
	const port = await tryPort(0);
	const server = await startPostgres({ folder, port, password: '', logFile: join(drill, 'postgres.log') });
	try {
		const found = await migrationsIn(port);
		if (found.join() !== had.join())
			throw new Stop(
				1,
				'Bản sao trước nâng cấp không giống bản đang chạy.',
				'The copy before the upgrade is not what runs.'
			);
	} finally {
		await stopPostgres(server, folder);
		rmSync(drill, { recursive: true, force: true });
	}
}

async function copy(to) {
	const sql = connect(livePort, 'postgres');
	try {
		await copyCluster(sql, clusterFolder(dataDir), clusterFolder(to));
		const files = join(dataDir, 'files');
		if (existsSync(files)) copyFiles(files, join(to, 'files'));
		copyMarks(dataDir, to);
	} finally {
		await sql.end({ timeout: 5 });
	}
}

/** Only so many stay: the newest. */
function forgetOld() {
	const all = readdirSync(backupDir).filter((name) => name.startsWith(PREFIX) && !name.endsWith('.part'));
	for (const name of all.toSorted().slice(0, -KEPT)) rmSync(join(backupDir, name), { recursive: true, force: true });
}

await tell(async () => {
	const had = await migrationsIn(livePort);
	const wanted = readdirSync(inRoot('db/migrations')).filter((name) => name.endsWith('.sql') && !had.includes(name));
	if (had.length === 0 || wanted.length === 0) process.exit(0);
	mkdirSync(backupDir, { recursive: true, mode: 0o700 });
	roomOrStop(dataDir, backupDir);
	const folder = join(backupDir, `${PREFIX}${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}`);
	const part = `${folder}.part`;
	try {
		mkdirSync(part, { mode: 0o711 });
		await copy(part);
		await prove(part, had);
		writeFileSync(
			join(part, 'truoc-nang-cap.json'),
			JSON.stringify({ had: had.at(-1), comes: wanted.toSorted() }, null, '\t')
		);
		renameSync(part, folder);
	} catch (fault) {
		rmSync(part, { recursive: true, force: true });
		throw fault;
	}
	forgetOld();
	say(
		`✓ Trước khi nâng cấp đã chép nhà vào «${folder}» và dựng thử lại được. Muốn quay lại: xem docs/van-hanh/nang-cap.md.`,
		'  Copied before the upgrade, and a server started on the copy.'
	);
	process.exit(0);
});
