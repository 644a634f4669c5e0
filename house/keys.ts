import postgres from 'postgres';
import { slipCodeFrom } from '#capabilities/cases/rules-codes.ts';
import { derive, lookupHash, openWith, RELOAD_MS, readKeys, unwrap, wrap, type Keys } from '#platform/keys.server.ts';
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

const BATCH = 500;
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
	write({ ...before, master: [...fresh.master, ...before.master], lookup: [...fresh.lookup, ...before.lookup] });
	await untilRead();
	write({ ...before, master: [...before.master, ...fresh.master], lookup: [...before.lookup, ...fresh.lookup] });
	await untilRead();
}

/** Repeats `batch` until it finds nothing more; answers how many rows it changed. */
async function all(batch: () => Promise<number>): Promise<number> {
	let sum = 0;
	for (let n = await batch(); n > 0; n = await batch()) sum += n;
	return sum;
}

/** A row that somebody changed meanwhile is left to the next batch: the old value is part of the condition. */
const wrapSubjects = (sql: Sql, keys: Keys, id: string) =>
	all(async () => {
		const rows = await sql<{ subject: string; wrapped: string }[]>`
			select subject, wrapped from subject_key where split_part(wrapped, ':', 1) <> ${id} limit ${BATCH}`;
		for (const { subject, wrapped } of rows)
			await sql`update subject_key set wrapped = ${wrap(keys, unwrap(keys, wrapped, subject), subject)} where subject = ${subject} and wrapped = ${wrapped}`;
		return rows.length;
	});

const wrapCodes = (sql: Sql, keys: Keys, id: string) =>
	all(async () => {
		const rows = await sql<{ id: string; sealed: Buffer }[]>`
			select id, totp_sealed as sealed from staff where totp_sealed is not null and split_part(convert_from(totp_sealed, 'UTF8'), ':', 1) <> ${id} limit ${BATCH}`;
		for (const row of rows) {
			const bytes = unwrap(keys, row.sealed.toString('utf8'), row.id);
			await sql`update staff set totp_sealed = ${Buffer.from(wrap(keys, bytes, row.id))} where id = ${row.id} and totp_sealed = ${row.sealed}`;
		}
		return rows.length;
	});

type Numbers = { id: string; wrapped: string; number: Buffer | null; phone: Buffer | null };

const hashPeople = (sql: Sql, keys: Keys, id: string) =>
	all(async () => {
		const rows = await sql<Numbers[]>`
			select p.id, k.wrapped, p.number_sealed as number, p.phone_sealed as phone from person p join subject_key k on k.subject = p.id
			where (p.number_sealed is not null or p.phone_sealed is not null) and p.number_key is distinct from ${id} limit ${BATCH}`;
		for (const row of rows) {
			const key = unwrap(keys, row.wrapped, row.id);
			const hash = (sealed: Buffer | null, purpose: string): Buffer | null =>
				sealed && lookupHash(keys, purpose, openWith(key, sealed, purpose).toString('utf8'));
			await sql`
				update person set number_hash = ${hash(row.number, 'id-number')}, phone_hash = ${hash(row.phone, 'phone')}, number_key = ${id}
				where id = ${row.id} and erased_at is null`;
		}
		return rows.length;
	});

/** A slip code is derived from its case: its hash needs no old one. */
async function hashSlips(sql: Sql, keys: Keys): Promise<number> {
	let last = '00000000-0000-0000-0000-000000000000';
	return all(async () => {
		const rows = await sql<{ id: string }[]>`
			select id from case_file where slip_hash is not null and id > ${last} order by id limit ${BATCH}`;
		for (const { id } of rows)
			await sql`update case_file set slip_hash = ${lookupHash(keys, 'slip', slipCodeFrom(derive(keys, 'slip', id)))} where id = ${id}`;
		last = rows.at(-1)?.id ?? last;
		return rows.length;
	});
}

/** Everything under the newest keys. */
async function renew(sql: Sql): Promise<string> {
	const keys = readKeys(path);
	const [master, lookup] = [keys.master.at(-1)!.id, keys.lookup.at(-1)!.id];
	const people = await hashPeople(sql, keys, lookup);
	const slips = await hashSlips(sql, keys);
	const [subjects, codes] = [await wrapSubjects(sql, keys, master), await wrapCodes(sql, keys, master)];
	return `${subjects} khoá riêng, ${codes} mã cán bộ, ${people} người, ${slips} phiếu`;
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
