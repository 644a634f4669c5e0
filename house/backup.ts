import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { verifyJournal, type Head } from '#platform/journal.server.ts';
import { readKeys } from '#platform/keys.server.ts';
import { keepHead, keptHeads } from './lib/heads.ts';
import { connect } from '#platform/db.server.ts';
import { beat } from '#platform/sql-deliveries.server.ts';
import { copyCluster, copyFiles, copyFolder, copyMarks, roomOrStop } from './lib/backup-copy.mjs';
import { address, clusterFolder, embeddedUrls, roles, secrets } from './lib/database-access.mjs';
import { readJson } from './lib/files.mjs';
import { tryPort } from './lib/ports.mjs';
import { startPostgres, stopPostgres } from './lib/postgres.mjs';
import { say, Stop, tell } from './lib/say.mjs';

// npm run backup: copies the running database and the sealed files, and proves the copy: a second server starts on it,
// the journal is verified there and every file that a case names is looked for. Keys are never part of it. The
// supervisor runs it each night.

const KEPT = 14;

type Settings = { dataDir: string; backupDir: string };
type Proof = {
	rows: number;
	blocks: number;
	files: number;
	missing: { case: string; sha256: string }[];
	head: Head | null;
};

const known = (settings: Settings): { admin: string; app: string } => secrets(settings.dataDir);
const portOf = (settings: Settings): number => readJson(join(settings.dataDir, 'ports.json'))?.DATABASE_PORT as number;

async function copy(settings: Settings, to: string): Promise<number> {
	const sql = postgres(address('postgres', known(settings).admin, portOf(settings), 'postgres'), {
		max: 1,
		onnotice: () => {}
	});
	try {
		const bytes = await copyCluster(sql, clusterFolder(settings.dataDir), clusterFolder(to));
		// After the database: files are only ever added, so that none is missing which a row names.
		const files = join(settings.dataDir, 'files');
		if (existsSync(files)) copyFiles(files, join(to, 'files'));
		copyMarks(settings.dataDir, to);
		return bytes;
	} finally {
		await sql.end();
	}
}

/** Starts a second server on a copy of the copy, and asks it what a stranger to the first would ask. */
async function prove(settings: Settings, backup: string): Promise<Proof> {
	const drill = join(settings.dataDir, 'tmp', `drill-${process.pid}`);
	const folder = join(drill, 'postgres');
	// Whoever runs the server must be able to pass.
	for (const path of [join(settings.dataDir, 'tmp'), drill]) mkdirSync(path, { recursive: true, mode: 0o711 });
	copyFolder(clusterFolder(backup), folder);
	const port = (await tryPort(0)) as number;
	const server = await startPostgres({ folder, port, password: '', logFile: join(drill, 'postgres.log') });
	const db = connect(address(roles.app, known(settings).app, port), { max: 1 });
	const admin = postgres(address('postgres', known(settings).admin, port), {
		max: 1,
		connection: { search_path: `${process.env['PROVINCE'] ?? 'thanh_hoa'},public` },
		onnotice: () => {}
	});
	try {
		const { broken, blocks, rows, head } = await verifyJournal(db, readKeys(process.env['KEYS_FILE']!), keptHeads());
		if (broken)
			throw new Stop(1, `Nhật ký trong bản sao hỏng ở khối ${broken.block}.`, 'The copied journal is broken.');
		const named = await admin<{ case: string; sha256: string }[]>`
			select distinct case_id as case, sha256 from case_paper where sha256 is not null`;
		// A row that names no file is a trouble of that case, not of the night: it is named, and the copy goes on.
		const missing = named.filter(({ sha256 }) => !existsSync(join(backup, 'files', sha256.slice(0, 2), sha256)));
		return { rows, blocks, files: named.length, missing: [...missing], head };
	} finally {
		await Promise.all([db.end(), admin.end()]);
		await stopPostgres(server, folder);
		rmSync(drill, { recursive: true, force: true });
	}
}

/** Only what was proved counts, and only so many stay. */
function forgetOld(folder: string): void {
	const proved = readdirSync(folder)
		.filter((name) => existsSync(join(folder, name, 'backup.json')))
		.toSorted();
	for (const name of proved.slice(0, -KEPT)) rmSync(join(folder, name), { recursive: true, force: true });
}

async function backUp(settings: Settings, now: Date): Promise<Proof & { folder: string; bytes: number }> {
	const folder = join(settings.backupDir, now.toISOString().slice(0, 19).replaceAll(':', '-'));
	const part = `${folder}.part`;
	mkdirSync(settings.backupDir, { recursive: true, mode: 0o700 });
	for (const name of readdirSync(settings.backupDir))
		if (name.endsWith('.part')) rmSync(join(settings.backupDir, name), { recursive: true, force: true });
	roomOrStop(settings.dataDir, settings.backupDir);
	try {
		mkdirSync(part, { mode: 0o711 });
		const bytes = await copy(settings, part);
		const proof = await prove(settings, part);
		writeFileSync(join(part, 'backup.json'), JSON.stringify({ at: now.toISOString(), bytes, ...proof }, null, '\t'));
		renameSync(part, folder);
		forgetOld(settings.backupDir);
		return { folder, bytes, ...proof };
	} catch (fault) {
		// What was cut off stands in the way of the next one, and on a full disk of everything.
		rmSync(part, { recursive: true, force: true });
		throw fault;
	}
}

await tell(async () => {
	const settings = { dataDir: process.env['DATA_DIR']!, backupDir: process.env['BACKUP_DIR']! };
	const urls = embeddedUrls(settings.dataDir, portOf(settings));
	if (!urls || (process.env['DATABASE_URL'] ?? urls.url) !== urls.url)
		throw new Stop(
			2,
			'Lệnh này sao lưu PostgreSQL đi kèm, khi nhà đang chạy. PostgreSQL của tỉnh thì dùng pg_dump (xem README).',
			'This backs up the embedded PostgreSQL of a running house. With another PostgreSQL use pg_dump (see README).'
		);
	const now = new Date();
	const db = connect(urls.url, { max: 1 });
	try {
		const { folder, bytes, rows, blocks, files, missing, head } = await backUp(settings, now);
		if (head) keepHead(head, now);
		await beat(db, 'backup', new Date(), {
			ok: true,
			rows,
			blocks,
			files,
			bytes,
			missing: missing.map((one) => one.case)
		});
		for (const one of missing)
			say(`! Hồ sơ ${one.case} ghi một tệp không còn trong nhà.`, `  Case ${one.case} names a file that is not there.`);
		say(
			`✓ Đã sao lưu vào «${folder}» (${Math.ceil(bytes / 1_048_576)} MB) và dựng thử lại được: nhật ký nguyên vẹn, ${blocks} khối, ${rows} dòng, ${files} tệp.`,
			'  Backed up, restored into a second server and verified. Keys are not in it: keep KEYS_FILE elsewhere.'
		);
	} catch (fault) {
		await beat(db, 'backup', now, { ok: false }).catch(() => undefined);
		throw fault;
	} finally {
		await db.end();
	}
	process.exit(0);
});
