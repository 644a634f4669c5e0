import postgres from 'postgres';
import { RELOAD_MS, readKeys } from '#platform/keys.server.ts';
import { renewAll } from '#platform/renew.server.ts';
import { rooms } from '#program/rooms.ts';
import { mark } from './lib/data-dir.mjs';
import { embeddedUrls } from './lib/database-access.mjs';
import { readJson, writeJson } from './lib/files.mjs';
import { newKeys } from './lib/keys.mjs';
import { say, Stop, tell } from './lib/say.mjs';

// npm run keys: new keys for old, while the house runs. First every process learns the new keys, then they are used for
// new work, then what is there is sealed and hashed under them, row by row. A kill at any moment leaves a house that
// opens everything; running it again goes on. `--forget` drops the old ones, which old backups still need.

type KeyFile = ReturnType<typeof newKeys>;
type Sql = postgres.Sql;

const path = process.env['KEYS_FILE']!;
const dataDir = process.env['DATA_DIR']!;
const read = (): KeyFile => readJson(path) as KeyFile;
const write = (keys: KeyFile): void => writeJson(path, keys, 0o600);
/** Every process has read the file again by then. */
const untilRead = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, RELOAD_MS * 3));

function ownerUrl(): string {
	const given = process.env['DATABASE_OWNER_URL'];
	const port = (readJson(`${dataDir}/ports.json`) as { DATABASE_PORT?: number } | undefined)?.DATABASE_PORT;
	const found = given || embeddedUrls(dataDir, port)?.ownerUrl;
	if (!found)
		throw new Stop(
			2,
			'Nhà phải đang chạy, hoặc đặt DATABASE_OWNER_URL.',
			'Start the house, or set DATABASE_OWNER_URL.'
		);
	return found;
}

/** New keys, first known to all and only then in use: whatever one process seals another can open at once. */
async function introduce(): Promise<void> {
	const fresh = newKeys();
	const before = read();
	// What phones carry was sealed weeks ago: every pair of sealing keys stays.
	const ahead = { master: [...fresh.master, ...before.master], lookup: [...fresh.lookup, ...before.lookup] };
	write({ ...before, ...ahead, sealing: [...fresh.sealing, ...before.sealing] });
	await untilRead();
	const behind = { master: [...before.master, ...fresh.master], lookup: [...before.lookup, ...fresh.lookup] };
	write({ ...before, ...behind, sealing: [...before.sealing, ...fresh.sealing] });
	await untilRead();
}

/** Everything under the newest keys: each room renews its own. */
async function renew(sql: Sql): Promise<string> {
	const keys = readKeys(path);
	const told: string[] = [];
	for (const renewal of rooms.flatMap(({ renews }) => renews))
		told.push(`${await renewAll(sql, keys, renewal)} ${renewal.what}`);
	return told.join(', ');
}

function forget(): void {
	const keys = read();
	const kept = { ...keys, master: keys.master.slice(-1), lookup: keys.lookup.slice(-1) };
	mark(dataDir, { masterKey: kept.master[0]!.id });
	write(kept);
}

await tell(async () => {
	const sql = postgres(ownerUrl(), {
		max: 1,
		onnotice: () => {},
		connection: { search_path: `${process.env['PROVINCE'] ?? 'thanh_hoa'},public` }
	});
	try {
		const forgetting = process.argv.includes('--forget');
		if (!forgetting) await introduce();
		const done = await renew(sql);
		if (forgetting) forget();
		say(
			forgetting
				? '✓ Đã bỏ khoá cũ. Bản sao lưu trước hôm nay chỉ mở được bằng bản chép khoá cũ.'
				: `✓ Đã đổi khoá: ${done}. Chép KEYS_FILE mới vào két ngay; khoá cũ còn trong tệp cho các bản sao lưu cũ.`,
			forgetting ? '  Old keys are gone.' : '  Keys are renewed. Copy KEYS_FILE to its safe place now.'
		);
	} finally {
		await sql.end();
	}
	process.exit(0);
});
