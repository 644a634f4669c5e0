/*
 * Applies db/migrations/NNNN-room.sql in order, each in a transaction of its own, with the owner's connection.
 * Files only go forward: one that changed after it was applied stops everything, because the database is then not what the file says.
 * In the files `:app` stands for the program's role, which an external database may call otherwise.
 * `--up-to 0016` stops after that one: for the test that an older house, filled, is upgraded.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { extensions } from './lib/database-check.mjs';
import { inRoot } from './lib/files.mjs';
import { say, Stop, tell } from './lib/say.mjs';

const folder = inRoot('db/migrations');
const raced = ['42P06', '42P07', '42710', '23505'];

function readFiles() {
	const names = existsSync(folder)
		? readdirSync(folder)
				.filter((name) => name.endsWith('.sql'))
				.sort()
		: [];
	const numbers = new Set(names.map((name) => name.slice(0, 4)));
	const wrong = names.find((name) => !/^\d{4}-[a-z-]+\.sql$/.test(name));
	if (wrong)
		throw new Stop(
			1,
			`Tên tệp «${wrong}» phải như 0001-platform.sql.`,
			`"${wrong}" must be named like 0001-platform.sql.`
		);
	if (numbers.size !== names.length)
		throw new Stop(1, 'Hai tệp cấu trúc dữ liệu trùng số.', 'Two migrations share a number.');
	return names.map((name) => {
		const text = readFileSync(join(folder, name), 'utf8');
		return { name, text, sha256: createHash('sha256').update(text).digest('hex') };
	});
}

/** Two starts at once may both find nothing there: whoever comes second finds it made. */
async function unlessMade(statement) {
	try {
		await statement;
	} catch (fault) {
		if (!raced.includes(fault.code)) throw fault;
	}
}

async function prepare(sql, province, app) {
	const [{ version }] = await sql`select current_setting('server_version_num')::int as version`;
	if (version < 150000) throw new Stop(2, 'Cần PostgreSQL 15 trở lên.', 'PostgreSQL 15 or newer is needed.');
	for (const name of extensions) {
		const there = await sql`select from pg_extension where extname = ${name}`;
		if (there.length === 0) await unlessMade(sql`create extension if not exists ${sql(name)} schema public`);
	}
	await unlessMade(sql`create schema if not exists ${sql(province)}`);
	const [{ here }] = await sql`select current_schema() as here`;
	if (here !== province)
		throw new Stop(
			2,
			`Kết nối đứng ở lược đồ «${here}», không phải «${province}»: nhà sẽ dựng nhầm chỗ.`,
			`The connection stands in the schema "${here}", not in "${province}": the house would be built elsewhere.`
		);
	await sql`grant usage on schema ${sql(province)} to ${sql(app)}`;
	await unlessMade(sql`create table if not exists migration (
		name text constraint migration_name_once primary key, sha256 text not null, at timestamptz not null default now())`);
	await sql`insert into migration (name, sha256) values ('lock', '') on conflict (name) do nothing`;
	await sql`grant select on migration to ${sql(app)}`;
}

async function apply(sql, { name, text, sha256 }, app) {
	const named = text.replace(/(?<!:):app\b/g, `"${app.replaceAll('"', '""')}"`);
	try {
		await sql.begin(async (tx) => {
			await tx.unsafe(named);
			await tx`insert into migration (name, sha256) values (${name}, ${sha256})`;
		});
	} catch (fault) {
		const line = fault.position ? `, dòng ${named.slice(0, Number(fault.position)).split('\n').length}` : '';
		throw new Stop(
			1,
			`${name}${line}: không áp dụng được.`,
			`${name}: ${fault.message}${fault.detail ? ` (${fault.detail})` : ''}`
		);
	}
	say(`  ✓ ${name}`);
}

async function run(sql, app) {
	const done = new Map(
		(await sql`select name, sha256 from migration where name <> 'lock'`).map((row) => [row.name, row.sha256])
	);
	const files = readFiles();
	const changed = files.find(({ name, sha256 }) => done.has(name) && done.get(name) !== sha256);
	if (changed)
		throw new Stop(
			1,
			`${changed.name} đã bị sửa sau khi áp dụng: hãy khôi phục tệp và thêm tệp mới.`,
			`${changed.name} was changed after it had been applied: restore it and add a new file.`
		);
	const newer = [...done.keys()].filter((name) => !files.some((file) => file.name === name));
	if (newer.length > 0)
		throw new Stop(
			2,
			`Cơ sở dữ liệu mới hơn chương trình này (${newer.join(', ')}): hãy chạy bản mới, hoặc phục hồi bản sao lưu trước khi nâng cấp.`,
			`The database is newer than this program (${newer.join(', ')}): run the newer one, or restore the backup from before the upgrade.`
		);
	const [, upTo = '9999'] = process.argv.slice(process.argv.indexOf('--up-to'));
	const wanted = process.argv.includes('--up-to') ? files.filter(({ name }) => name.slice(0, 4) <= upTo) : files;
	for (const file of wanted) if (!done.has(file.name)) await apply(sql, file, app);
}

/** In another cluster (restored from a dump, moved) transaction ids begin anew, and with them an epoch of the journal. */
async function turnEpoch(sql) {
	const [{ there }] = await sql`select to_regclass('journal_epoch') is not null as there`;
	if (!there) return;
	await sql`
		insert into journal_epoch (epoch, cluster)
		select max(epoch) + 1, c.id from journal_epoch, (select system_identifier::text as id from pg_control_system()) c
		group by c.id having c.id <> (select cluster from journal_epoch order by epoch desc limit 1)`;
}

await tell(async () => {
	const { DATABASE_OWNER_URL: url, DATABASE_URL: appUrl, PROVINCE: province = 'thanh_hoa' } = process.env;
	const app = decodeURIComponent(new URL(appUrl).username);
	// A second connection holds the row lock for the whole run: it goes with its connection, however we end.
	const sql = postgres(url, {
		max: 2,
		onnotice() {},
		connection: { search_path: `${province}, public` },
		connect_timeout: 20
	});
	try {
		await prepare(sql, province, app);
		await sql.begin(async (lock) => {
			await lock`select from migration where name = 'lock' for update`;
			await run(sql, app);
			await turnEpoch(sql);
		});
	} finally {
		await sql.end({ timeout: 5 });
	}
	process.exit(0);
});
