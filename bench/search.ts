import postgres from 'postgres';
import { rightsOf } from '#program/roles.ts';
import { findPeople } from '#capabilities/residents/people.server.ts';
import { anyone, type Actor } from '#kernel/actor.ts';
import { plain } from '#kernel/plain.ts';
import type { Context } from '#platform/context.server.ts';
import { connect } from '#platform/db.server.ts';
import { newKeys } from '#platform/keys.server.ts';
import { throwawayDatabase } from '../gate/throwaway.mjs';
import { percentile, say } from './say.ts';

const COMMUNES = 166;
const SIZE = Number(process.env['BENCH_RESIDENTS'] ?? 4_000_000);
const SEARCHES = 400;

const FAMILIES =
	'Sương Sương Sương Sương Sương Gió Gió Gió Mây Mây Nắng Nắng Mưa Suối Thông Cúc Mận Đào Trúc Lau'.split(' ');
const MIDDLES = 'Thị Thị Thị Văn Văn Văn Thu Đức Ngọc Xuân Hữu Minh Thanh Quang Bích Kim'.split(' ');
const GIVEN =
	'Sen Súng Bưởi Chanh Quế Hồi Nhài Lựu Na Ổi Tre Lim Dừa Mít Xoan Gạo Đa Sậy Bần Phi Lúa Ngâu Khe Thạch Khơi Rằng Sim Sớm Già Bền Trôi Hạ Thu Đông Lan Huệ Mai Tùng Bách Ngô Khoai Sắn Đậu Lạc Vừng Kê Mạch Hiên Thềm Giếng Ao Đầm'.split(
		' '
	);
const HAMLETS = 'Bến Gió,Gò Nắng,Đồng Sương,Cầu Mây,Bãi Lau,Đầm Sen,Dốc Thông,Khe Suối,Rừng Mận,Vườn Đào'.split(',');

type Sql = postgres.Sql;

/** A province of made-up people, as skewed as real ones: laid below the commands and indexed afterwards, as a restore is. */
export async function layProvince(owner: Sql): Promise<void> {
	await owner`insert into place (id, parent_id, kind, code, name, valid_from) values (38, null, 'province', '38', 'Tỉnh Thử', '2025-07-01')`;
	await owner`insert into place (id, parent_id, kind, code, name, valid_from)
		select 500000 + n, 38, 'commune', 't' || n, 'Xã Thử ' || n, date '2025-07-01' from generate_series(1, ${COMMUNES}::int) n`;
	await owner`insert into place (id, parent_id, kind, code, name, valid_from)
		select 600000 + n, 500000 + n, 'centre', null, 'Trung tâm ' || n, date '2025-07-01' from generate_series(1, ${COMMUNES}::int) n`;
	const indexes = await owner<{ indexdef: string; indexname: string }[]>`
		select indexname, indexdef from pg_indexes where tablename = 'person' and indexname in ('person_search', 'person_fold', 'person_name_year', 'person_birth', 'person_commune')`;
	for (const { indexname } of indexes) await owner`drop index ${owner(indexname)}`;
	const half = Math.ceil(SIZE / 2);
	await Promise.all([lay(owner, 1, half), lay(owner, half + 1, SIZE)]);
	await owner.begin(async (sql) => {
		await sql`set local maintenance_work_mem = '1GB'`;
		for (const { indexdef } of indexes) await sql.unsafe(indexdef);
	});
	await owner`vacuum analyze person`;
}

/** People `from` to `to`; the arithmetic spreads names, years and hamlets without a random source, so that every run has the same. */
const lay = (owner: Sql, from: number, to: number) => owner`
	insert into person (id, commune_id, name, name_plain, birth_year, gender, hamlet, made_up, made_at)
	select gen_random_uuid(), 500001 + n % ${COMMUNES}::int, name, plain_words(name || ' ' || hamlet), 1930 + (h >> 3) % 95, 'female', hamlet, true, now()
	from (
		select n, h, (${owner.array(FAMILIES)}::text[])[1 + h % ${FAMILIES.length}::int] || ' ' || (${owner.array(MIDDLES)}::text[])[1 + (h / 20) % ${MIDDLES.length}::int]
			|| case when h % 3 = 0 then ' ' || (${owner.array(GIVEN)}::text[])[1 + (h / 11) % ${GIVEN.length}::int] else '' end
			|| ' ' || (${owner.array(GIVEN)}::text[])[1 + (h / 320) % ${GIVEN.length}::int] as name,
			'thôn ' || (${owner.array(HAMLETS)}::text[])[1 + (h / 7) % ${HAMLETS.length}::int] as hamlet
		from (select n, abs(hashint4(n::int)) as h from generate_series(${from}::bigint, ${to}::bigint) n) numbered
	) made`;

const timed = async (work: () => Promise<unknown>): Promise<number> => {
	const begun = performance.now();
	await work();
	return performance.now() - begun;
};

export async function run(): Promise<void> {
	const { env, end } = await throwawayDatabase();
	const owner = postgres(env.TEST_DATABASE_OWNER_URL, {
		max: 2,
		onnotice: () => {},
		connection: { search_path: `${env.PROVINCE}, public` }
	});
	const db = connect(env.TEST_DATABASE_URL, { max: 4 });
	try {
		const laid = await timed(() => layProvince(owner));
		say(`${SIZE.toLocaleString('en')} residents in ${COMMUNES} communes laid and indexed`, laid / 1000, 's');
		const [size] = await owner<{ table: string; search: string }[]>`
			select pg_size_pretty(pg_table_size('person')) as table, pg_size_pretty(pg_relation_size('person_search')) as search`;
		say('  table / search index', `${size!.table} / ${size!.search}`, '');
		await measure(owner, db);
	} finally {
		await Promise.all([owner.end(), db.end()]);
		await end();
	}
}

async function measure(owner: Sql, db: ReturnType<typeof connect>): Promise<void> {
	const keys = newKeys();
	const store = {
		put: () => Promise.reject(new Error('no files')),
		get: () => Promise.reject(new Error('no files')),
		remove: () => Promise.resolve()
	};
	const guide = (commune: number): Actor => ({
		...anyone(new Set(rightsOf.guide)),
		kind: 'staff',
		id: crypto.randomUUID(),
		centres: [100_000 + commune]
	});
	const as = (commune: number): Context => ({
		db,
		keys,
		store,
		actor: guide(commune),
		now: new Date(),
		request: crypto.randomUUID()
	});
	const asked = await owner<{ communeId: number; name: string; birthYear: number; id: string; hamlet: string }[]>`
		select commune_id as "communeId", name, birth_year as "birthYear", id, hamlet from person tablesample bernoulli (1) limit ${SEARCHES}`;
	const ways: Record<string, (one: (typeof asked)[number]) => string> = {
		'name without marks': ({ name }) => plain(name),
		'name and year': ({ name, birthYear }) => `${plain(name)} ${birthYear}`,
		'given name and hamlet': ({ name, hamlet }) => `${plain(name.split(' ').at(-1)!)} ${plain(hamlet)}`,
		'one letter wrong': ({ name }) => plain(name).replace(/.(?=.$)/, 'x')
	};
	const base: number[] = [];
	for (const one of asked) base.push(await timed(() => db`select name from person where id = ${one.id}`));
	say(
		'baseline: one row by its key, p50 / p95',
		`${percentile(base, 0.5).toFixed(2)} / ${percentile(base, 0.95).toFixed(2)}`,
		'ms'
	);
	for (const [way, words] of Object.entries(ways)) {
		const took: number[] = [];
		let hit = 0;
		for (const one of asked) {
			let found: { id: string }[] = [];
			took.push(await timed(async () => (found = await findPeople(as(one.communeId), { words: words(one) }))));
			if (found.length > 0) hit++;
		}
		const p95 = percentile(took, 0.95);
		say(
			`${way}, p50 / p95`,
			`${percentile(took, 0.5).toFixed(1)} / ${p95.toFixed(1)}`,
			`ms, ${hit} of ${asked.length} found somebody, ${(p95 / percentile(base, 0.95)).toFixed(0)} × the baseline`,
			way === 'name without marks' ? 'p95 ≤ 50 ms' : undefined
		);
	}
	const [first] = asked;
	const naive = await timed(
		() =>
			owner`select id from person where commune_id = ${first!.communeId} and name_plain like ${`%${plain(first!.name)}%`} limit 8`
	);
	const everywhere = await timed(
		() => owner`select count(*) from person where name_plain like ${`%${plain(first!.name)}%`}`
	);
	say('baseline: a scan of one commune / of all, once', `${naive.toFixed(0)} / ${everywhere.toFixed(0)}`, 'ms');
}
