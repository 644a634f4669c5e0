import { pipeline } from 'node:stream/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Pool } from '#platform/db.server.ts';
import { sealJournal, verifyJournal, type Head } from '#platform/journal.server.ts';
import { register } from '#platform/listen.server.ts';
import { beTheWorker, commitHouse, takeNumber, type House } from './support/committed.ts';
import { migrateInto, secondCluster, type Cluster } from './support/second-cluster.ts';

// A house moves into another PostgreSQL, as `pg_dump` and `pg_restore` carry it: the schema without a search path, every row as it
// lies. What was sealed there is whole here, what is written here is sealed after it, and a change is seen.

const SCHEMA = process.env['PROVINCE'] ?? 'thanh_hoa';
const from = postgres(process.env['TEST_DATABASE_OWNER_URL']!, { max: 2, onnotice: () => {} });
let done: () => Promise<void>;
let here: House;
let there: House;
let second: Cluster;
let admin: postgres.Sql;
let owner: Pool;
let head: Head;

type Table = { name: string; columns: string[]; identity: string | null };

const tablesOf = (sql: postgres.Sql | postgres.TransactionSql) => sql<Table[]>`
	select c.relname as name, array_agg(quote_ident(a.attname) order by a.attnum) filter (where a.attgenerated = '') as columns,
		max(a.attname) filter (where a.attidentity <> '') as identity
	from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
	where c.relnamespace = ${SCHEMA}::regnamespace and c.relkind = 'r'
	group by c.oid, c.relname order by c.relname`;

/** What is worked out of a row while it is read in, without a search path. A fault in `copy … from` itself is never heard of by the driver. */
async function workOut(): Promise<void> {
	await from.begin(async (sql) => {
		await sql.unsafe(`set local search_path = ''`);
		const made = await sql<{ table: string; said: string }[]>`
			select d.adrelid::regclass::text as table, pg_get_expr(d.adbin, d.adrelid) as said
			from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum join pg_class c on c.oid = d.adrelid
			where a.attgenerated <> '' and c.relnamespace = ${SCHEMA}::regnamespace`;
		expect(made.length).toBeGreaterThan(5);
		for (const { table, said } of made) await sql.unsafe(`select ${said} from ${table} limit 1`);
	});
}

/** Every row as it lies, in one picture of the database, and nothing worked out by the one who reads them in. */
async function carry(): Promise<number> {
	return from.begin('isolation level repeatable read', async (out) => {
		const tables = await tablesOf(out);
		const named = (name: string): string => `${SCHEMA}.${name}`;
		await admin.begin(async (into) => {
			await into.unsafe(`set local search_path = ''; set local session_replication_role = replica`);
			await into.unsafe(`truncate ${tables.map(({ name }) => named(name)).join(', ')}`);
			for (const { name, columns, identity } of tables) {
				const which = `${named(name)} (${columns.join(', ')})`;
				await pipeline(
					await out.unsafe(`copy ${which} to stdout`).readable(),
					await into.unsafe(`copy ${which} from stdin`).writable()
				);
				if (identity)
					await into.unsafe(
						`select setval(pg_get_serial_sequence('${named(name)}', '${identity}'), coalesce(max(${identity}), 0) + 1, false) from ${named(name)}`
					);
			}
		});
		return tables.length;
	});
}

const sealAll = async ({ db, base }: House): Promise<void> => {
	for (let n = 0; n < 4; n++) await sealJournal(db, base.keys, new Date());
};
const verdict = ({ base }: House, db: Pool) => verifyJournal(db, base.keys, [head]);

beforeAll(async () => {
	done = await beTheWorker();
	[second, here] = await Promise.all([secondCluster(), commitHouse()]);
	await from.unsafe(`delete from ${SCHEMA}.journal_block`);
	for (let n = 0; n < 3; n++) {
		await takeNumber(here);
		await sealJournal(here.db, here.base.keys, new Date());
	}
	head = (await verifyJournal(here.db, here.base.keys)).head!;
	await takeNumber(here);
	admin = postgres(second.adminUrl, { max: 1, onnotice: () => {} });
	await workOut();
	expect(await carry()).toBeGreaterThan(50);
	await migrateInto(second);
	const db = connect(second.url, { max: 4 });
	owner = connect(second.ownerUrl, { max: 1 });
	const base = { ...here.base, db };
	there = { ...here, db, base, as: (actor, request) => ({ ...here.as(actor, request), ...base }) };
}, 180_000);
afterAll(async () => {
	register([]);
	await Promise.all([
		here?.db.end(),
		there?.db.end(),
		owner?.end(),
		admin?.end({ timeout: 1 }),
		from.end({ timeout: 1 })
	]);
	await second?.end();
	await done?.();
});

test('another cluster: what was sealed before is whole, and holds the head that had left', async () => {
	const ids = await Promise.all(
		[from, admin].map((sql) => sql<{ id: string }[]>`select system_identifier::text as id from pg_control_system()`)
	);
	expect(ids[0]![0]!.id).not.toBe(ids[1]![0]!.id);
	const { broken, head: last } = await verdict(there, there.db);
	expect([broken, last]).toEqual([null, head]);
});

test('what nobody had sealed there and what is written here is sealed after it, each row once', async () => {
	for (let n = 0; n < 3; n++) await takeNumber(there);
	await sealAll(there);
	const [row] = await admin.unsafe<{ n: number }[]>(`select count(*)::int as n from ${SCHEMA}.journal`);
	const { broken, rows } = await verdict(there, there.db);
	expect([broken, rows]).toEqual([null, row!.n]);
	const [ids] = await admin.unsafe<{ twice: number; epochs: number }[]>(
		`select count(*) - count(distinct id) as twice, count(distinct epoch)::int as epochs from ${SCHEMA}.journal`
	);
	expect(Number(ids!.twice)).toBe(0);
	expect(ids!.epochs).toBeGreaterThan(1);
});

test('a row changed after the move is seen, be it from before or from after it', async () => {
	const undo = Symbol('undo');
	for (const which of ['min', 'max']) {
		let why: string | undefined;
		const changed = owner.begin(async (sql) => {
			await sql.unsafe(
				`update journal set detail = detail || '{"number": 999}' where id = (select ${which}(id) from journal)`
			);
			why = (await verifyJournal(sql, there.base.keys, [head])).broken?.why;
			throw undo;
		});
		await changed.catch((reason: unknown) => {
			if (reason !== undo) throw reason;
		});
		expect(why, which).toBe('rows');
	}
});
