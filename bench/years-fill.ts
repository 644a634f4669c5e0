import postgres from 'postgres';
import { address, secrets } from '../house/lib/database-access.mjs';
import { KEPT, layers, MARKED, WRITTEN, type Layer } from './years-layers.ts';
import { say } from './say.ts';

type Sql = postgres.Sql;
type Column = { name: string; type: string; key: boolean; to: string | null };
type Laid = Layer & { rows: number; copies: number };

/** Full scale is what so many years have done. */
const AT_FULL_SCALE = 5;
/** So many lie behind the house; what each did is the same however many they are. */
const YEARS = Number(process.env['YEARS'] ?? AT_FULL_SCALE);
const WEEKS = 52 * YEARS;
/** So many rows are written at a time. */
const AT_ONCE = 300_000;

/** Columns that point to a row of another table and are bound by no key. */
const POINTS: Readonly<Record<string, string>> = {
	case_id: 'case_file',
	session_id: 'assisted_session',
	ticket_id: 'ticket',
	about: 'case_file'
};

/** Whoever owns the embedded server: no trigger and no foreign key is asked, for what is copied was asked once. */
export function adminOf(dataDir: string, port: number): Sql {
	const connection = {
		...{ search_path: 'thanh_hoa,public', session_replication_role: 'replica', statement_timeout: 0 },
		...{ synchronous_commit: 'off', wal_compression: 'off', maintenance_work_mem: '1GB', work_mem: '128MB' }
	};
	return postgres(address('postgres', secrets(dataDir).admin, port), { max: 2, onnotice() {}, connection });
}

const columnsOf = (sql: Sql, table: string) => sql<Column[]>`
	select a.attname as name, format_type(a.atttypid, null) as type,
		exists (select from pg_index i where i.indrelid = a.attrelid and i.indisunique and a.attnum = any(i.indkey)) as key,
		(select c.confrelid::regclass::text from pg_constraint c where c.contype = 'f' and c.conrelid = a.attrelid and a.attnum = any(c.conkey) and a.atttypid = 'uuid'::regtype
			order by cardinality(c.conkey) limit 1) as to
	from pg_attribute a where a.attrelid = ${table}::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''
	order by a.attnum`;

const copyOf = (value: string, k: string): string => `md5(${value}::text || '/' || ${k})::uuid`;

/** A person of a copy: one of the register, and now and then who stood there in the demo itself. */
const personOf = (value: string, people: number): string =>
	`case when k % ${people + 1} = 0 then ${value} else ${copyOf(value, `(k % ${people + 1})`)} end`;

/** What stands in a column of the k-th copy of a row. */
function valueOf({ name, type, key, to }: Column, layer: Laid, all: ReadonlyMap<string, Laid>): string {
	const said = layer.set?.[name];
	if (said !== undefined)
		return said
			.replaceAll(/copied\((t\.\w+), k\)/g, (_, value: string) => copyOf(value, 'k'))
			.replaceAll(
				/placed\((t\.\w+)\)/g,
				(_, value: string) => `${value} + k % ${all.get('place')!.copies + 1} * 1000000`
			);
	const value = `t.${name}`;
	if (to === 'person') return personOf(value, all.get('person')!.copies);
	const parent = type === 'uuid' ? all.get(to ?? POINTS[name] ?? '') : undefined;
	if (parent) return copyOf(value, layer.copies <= parent.copies ? 'k' : `(1 + (k - 1) % ${parent.copies})`);
	if (type === 'uuid' && key && to === null) return copyOf(value, 'k');
	if (type === 'bytea') return key ? `sha256(${value} || convert_to('/' || k, 'UTF8'))` : value;
	return type === 'date' || type === 'timestamp with time zone' ? `${value} - back` : value;
}

const madeOf = ({ table, from, where }: Layer): string => from ?? `select * from ${table} where ${where ?? 'true'}`;

const keptIn = ({ table }: Layer): string => `years_${table}`;

/** Hands chunks of copies to `write`, the furthest back first, as they would have been written. */
async function inChunks(copies: number, rows: number, write: (from: number, to: number) => Promise<unknown>) {
	const step = Math.max(1, Math.floor(AT_ONCE / Math.max(1, rows)));
	for (let to = copies; to > 0; to -= step) await write(Math.max(1, to - step + 1), to);
}

/** The house goes on meanwhile: where its worker and this wait for each other, this begins anew. */
async function reindex(sql: Sql, table: string, left = 5): Promise<void> {
	try {
		await sql.unsafe(`reindex table ${table}`);
		return;
	} catch (fault) {
		if (left === 0 || !(fault instanceof postgres.PostgresError) || fault.code !== '40P01') throw fault;
	}
	await reindex(sql, table, left - 1);
}

/** Keeps no index while it is filled, and makes each anew at the end. */
async function unindexed(sql: Sql, table: string, fill: () => Promise<unknown>): Promise<void> {
	await sql`update pg_index set indisready = false where indrelid = ${table}::regclass`;
	try {
		await fill();
	} finally {
		await reindex(sql, table);
	}
	await sql.unsafe(`vacuum (analyze) ${table}`);
}

const back = (copies: number, weeks: number): string =>
	`make_interval(days => 7 * (${weeks} + (k - 1) * ${WEEKS - weeks} / ${copies})::int)`;

async function lay(sql: Sql, layer: Laid, all: ReadonlyMap<string, Laid>): Promise<void> {
	const { table, copies, rows, weeks = 1 } = layer;
	const columns = await columnsOf(sql, table);
	const kept = keptIn(layer);
	await unindexed(sql, table, () =>
		inChunks(copies, rows, (from, to) =>
			sql.unsafe(`insert into ${table} (${columns.map(({ name }) => name).join(', ')})
				select ${columns.map((column) => valueOf(column, layer, all)).join(', ')}
				from (select k, ${back(copies, weeks)} as back from generate_series(${to}, ${from}, -1) k) s cross join ${kept} t`)
		)
	);
	await sql.unsafe(`drop table ${kept}`);
}

/** Journal, requests and deliveries: what the demo’s commands wrote, over and over, with ids before its own. They are of a span that is sealed. */
async function layJournal(sql: Sql, scale: number, people: number): Promise<void> {
	await sql`create unlogged table years_journal as select row_number() over (order by id) as n, * from journal`;
	const [{ rows } = { rows: 1 }] = await sql<{ rows: number }[]>`select count(*)::int as rows from years_journal`;
	const copies = (of: number): number => Math.max(1, Math.round((of * scale) / rows));
	const whole = copies(WRITTEN.journal);
	const series = (from: number, to: number): string =>
		`from (select k, ${back(whole, 1)} as back from generate_series(${to}, ${from}, -1) k) s cross join years_journal t`;
	await unindexed(sql, 'journal', () =>
		inChunks(whole, rows, (from, to) =>
			sql.unsafe(`insert into journal (id, xid, at, request, command, actor_kind, actor_id, authority, session_id, centre_id, person_id, about, input_hash, detail, answer, epoch)
				overriding system value
				select -(k::bigint * ${rows} - t.n), '3', t.at - back, ${copyOf('t.request', 'k')}, t.command, t.actor_kind, t.actor_id, t.authority, ${copyOf('t.session_id', 'k')}, t.centre_id,
					${personOf('t.person_id', people)}, ${copyOf('t.about', 'k')}, t.input_hash, t.detail, t.answer, 1 ${series(from, to)}`)
		)
	);
	await unindexed(sql, 'request', () =>
		inChunks(copies(WRITTEN.request), rows, (from, to) =>
			sql.unsafe(`insert into request (id, at) select ${copyOf('t.request', 'k')}, t.at - back ${series(from, to)}`)
		)
	);
	await sql`create unlogged table years_delivery as select d.listener, t.n, t.at from delivery d join years_journal t on t.id = d.journal_id`;
	const [{ told } = { told: 1 }] = await sql<{ told: number }[]>`select count(*)::int as told from years_delivery`;
	const heard = Math.min(whole, Math.max(1, Math.round((WRITTEN.delivery * scale) / told)));
	await unindexed(sql, 'delivery', () =>
		inChunks(heard, told, (from, to) =>
			sql.unsafe(`insert into delivery (journal_id, listener, tries, due_at, done_at)
				select -(k::bigint * ${rows} - t.n), t.listener, 1, t.at - back, t.at - back + interval '1 second' ${series(from, to).replace('years_journal', 'years_delivery')}`)
		)
	);
	await sql`drop table years_journal, years_delivery`;
}

/** Each person of the register was shown to somebody as often as any other. */
async function layLooks(sql: Sql, scale: number): Promise<void> {
	const many = Math.round(WRITTEN.look * scale);
	await sql`create unlogged table years_look as select what, purpose, row_number() over () - 1 as n from (select distinct what, purpose from look) l`;
	await sql`create unlogged table years_people as select id, row_number() over (order by id) - 1 as n from person`;
	await sql`create unlogged table years_staff as select id::text as id, row_number() over (order by id) - 1 as n from staff`;
	for (const table of ['years_look', 'years_people', 'years_staff'])
		await sql.unsafe(`alter table ${table} add primary key (n); analyze ${table}`);
	const [{ kinds, staff, all } = { kinds: 1, staff: 1, all: 1 }] = await sql<
		{ kinds: number; staff: number; all: number }[]
	>`select (select count(*)::int from years_look) as kinds, (select count(*)::int from years_staff) as staff, (select count(*)::int from years_people) as all`;
	// All of it is of earlier months, and lies in the partition without a beginning.
	await unindexed(sql, 'look_first', () =>
		inChunks(many, 1, (from, to) =>
			sql.unsafe(`insert into look (id, at, actor_kind, actor_id, what, purpose, people, xid, epoch) overriding system value
				select -s.n, now() - interval '7 days' - s.n::float8 / ${many} * interval '${WEEKS - 1} weeks', 'staff', f.id, l.what, l.purpose, array[p.id], '3', 1
				from generate_series(${to}, ${from}, -1) s(n) join years_staff f on f.n = s.n % ${staff}
					join years_look l on l.n = s.n / ${staff} % ${kinds} join years_people p on p.n = s.n::bigint * 7919 % ${all} order by s.n desc`)
		)
	);
	await sql`drop table years_look, years_people, years_staff`;
}

/** What stands for everybody who lives there: it grows with the commune, and with no year. */
const REGISTER: ReadonlySet<string> = new Set([
	'place',
	'person',
	'dwelling',
	'household',
	'household_member',
	'need_found'
]);

const ofYears = (scale: number): number => (scale * YEARS) / AT_FULL_SCALE;

/** How often each layer is copied. Before anything is filled: what is copied is the demo alone. */
async function laidOf(sql: Sql, scale: number): Promise<ReadonlyMap<string, Laid>> {
	const all = new Map<string, Laid>();
	for (const layer of layers) {
		const [{ rows } = { rows: 0 }] = await sql.unsafe<{ rows: number }[]>(
			`select count(*)::int as rows from (${madeOf(layer)}) l`
		);
		if (rows === 0) throw new Error(`the demo holds nothing like ${layer.table}`);
		const part = REGISTER.has(layer.table) ? scale : ofYears(scale);
		const copies = typeof layer.of === 'string' ? all.get(layer.of)!.copies : Math.round((layer.of * part) / rows);
		all.set(layer.table, { ...layer, rows, copies: Math.max(1, copies) });
		await sql.unsafe(`create unlogged table ${keptIn(layer)} as ${madeOf(layer)}`);
	}
	return all;
}

/** Nothing is lost if this machine stops but the house, which is thrown away. */
async function turn(sql: Sql, how: 'on' | 'off'): Promise<void> {
	for (const one of ['fsync', 'full_page_writes'])
		await sql.unsafe(`alter system ${how === 'off' ? `set ${one} = off` : `reset ${one}`}`);
	await sql`select pg_reload_conf()`;
}

async function timed(what: string, work: () => Promise<void>): Promise<void> {
	const at = performance.now();
	await work();
	say(`  ${what}`, (performance.now() - at) / 1000, 's');
}

export type Filling = { register: () => Promise<void>; years: () => Promise<void>; end: () => Promise<void> };

/** Fills a house: with everybody who lives in its commune, and after that with what years have done. */
export async function filling(dataDir: string, port: number, scale: number): Promise<Filling> {
	const sql = adminOf(dataDir, port);
	const all = await laidOf(sql, scale);
	const layAll = async (of: (table: string) => boolean, kept: readonly string[]): Promise<void> => {
		for (const layer of all.values()) if (of(layer.table)) await timed(layer.table, () => lay(sql, layer, all));
		for (const statement of kept) await sql.unsafe(statement);
	};
	const filled = async (what: string, tables: readonly string[], work: () => Promise<unknown>): Promise<void> => {
		const begun = performance.now();
		await turn(sql, 'off');
		await work();
		// While others still wrote, nothing counted as seen by all: now it is.
		for (const table of tables) await sql.unsafe(`vacuum ${table}`);
		await turn(sql, 'on');
		await sql`checkpoint`;
		const [{ size } = { size: '' }] = await sql<{ size: string }[]>`
			select pg_size_pretty(pg_database_size(current_database())) as size`;
		say(`${what} at ${scale} of full scale`, (performance.now() - begun) / 1000, `s, ${size}`);
	};
	const people = all.get('person')!.copies;
	const rooms = async (): Promise<void> => {
		await layAll((table) => !REGISTER.has(table), []);
		await timed('look', () => layLooks(sql, ofYears(scale)));
		for (const statement of KEPT) await sql.unsafe(statement);
	};
	return {
		register: () => filled('a register', [...REGISTER], () => layAll((table) => REGISTER.has(table), MARKED)),
		years: () =>
			filled(`${YEARS} years`, [...all.keys(), 'journal', 'request', 'delivery', 'look'], () =>
				Promise.all([timed('journal, request, delivery', () => layJournal(sql, ofYears(scale), people)), rooms()])
			),
		end: () => sql.end()
	};
}
