import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Pool } from '#platform/db.server.ts';
import { sealJournal, verifyJournal, type Head } from '#platform/journal.server.ts';
import { register } from '#platform/listen.server.ts';
import { bindOwner } from './support/bound.ts';
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

type Column = { name: string; type: string; identity: boolean };
type Table = { name: string; columns: Column[] };

/** Every table with its columns that are written, and their types by their whole names. */
const tablesOf = (sql: postgres.TransactionSql) => sql<Table[]>`
	select c.relname as name, json_agg(json_build_object('name', quote_ident(a.attname), 'type', format_type(a.atttypid, a.atttypmod),
		'identity', a.attidentity <> '') order by a.attnum) as columns
	from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
	where c.relnamespace = ${SCHEMA}::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
	group by c.oid, c.relname order by c.relname`;

/** One table as text, column by column, as COPY writes it; its generated columns are worked out anew while it is read in. */
async function carryOne(out: postgres.TransactionSql, into: postgres.TransactionSql, { name, columns }: Table) {
	const table = `${SCHEMA}.${name}`;
	const rows = await out
		.unsafe(`select ${columns.map((one) => `${one.name}::text`).join(', ')} from ${table}`)
		.values();
	const cells = columns.map((_, n) => rows.map((row) => (row as (string | null)[])[n]!));
	const given = columns.map((_, n) => `$${n + 1}::text[]`).join(', ');
	const named = columns.map((one) => one.name).join(', ');
	const read = columns.map((one) => `u.${one.name}::${one.type}`).join(', ');
	await into.unsafe(
		`insert into ${table} (${named}) overriding system value select ${read} from unnest(${given}) as u (${named})`,
		cells as never[]
	);
	const counted = columns.find(({ identity }) => identity)?.name;
	if (counted)
		await into.unsafe(
			`select setval(pg_get_serial_sequence('${table}', '${counted}'), coalesce(max(${counted}), 0) + 1, false) from ${table}`
		);
}

/** Every row as it lies, in one picture of the database, read in as pg_restore does it: without a search path and before keys and triggers. */
const carry = (): Promise<number> =>
	from.begin('isolation level repeatable read', async (out) => {
		await out.unsafe(`set local search_path = ''`);
		const tables = await tablesOf(out);
		await admin.begin(async (into) => {
			await into.unsafe(`set local search_path = ''; set local session_replication_role = replica`);
			await into.unsafe(`truncate ${tables.map(({ name }) => `${SCHEMA}.${name}`).join(', ')}`);
			for (const table of tables) await carryOne(out, into, table);
		});
		return tables.length;
	});

const sealAll = async ({ db, base }: House): Promise<void> => {
	for (let n = 0; n < 4; n++) await sealJournal(db, base.keys, new Date());
};
/** A seal goes as far as whatever is still open in the cluster, by a test beside this one: the first head that there is. */
async function sealedHead(): Promise<Head> {
	for (;;) {
		const { head: found } = await verifyJournal(here.db, here.base.keys);
		if (found) return found;
		await new Promise((go) => setTimeout(go, 200));
		await sealJournal(here.db, here.base.keys, new Date());
	}
}
const verdict = ({ base }: House, db: Pool) => verifyJournal(db, base.keys, [head]);

beforeAll(async () => {
	done = await beTheWorker();
	[second, here] = await Promise.all([secondCluster(), commitHouse()]);
	await from.unsafe(`delete from ${SCHEMA}.journal_block`);
	for (let n = 0; n < 3; n++) {
		await takeNumber(here);
		await sealJournal(here.db, here.base.keys, new Date());
	}
	head = await sealedHead();
	await takeNumber(here);
	admin = postgres(second.adminUrl, { max: 1, onnotice: () => {} });
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
			await bindOwner(sql);
			why = (await verifyJournal(sql, there.base.keys, [head])).broken?.why;
			throw undo;
		});
		await changed.catch((reason: unknown) => {
			if (reason !== undo) throw reason;
		});
		expect(why, which).toBe('rows');
	}
});
