import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { connect, type Pool } from '#platform/db.server.ts';
import { lookupHash, type Keys } from '#platform/keys.server.ts';
import { subjectKey } from '#platform/subject-keys.server.ts';
import type { Context } from '#platform/context.server.ts';

// A house as it stood after migration 0016, filled by hand with what it then could hold, in a schema of its own.

const PROVINCE = 'older_house';
export const FILLED = new Date('2026-06-01T02:00:00Z');
const at = FILLED.toISOString();
const day = at.slice(0, 10);
const id = (n: number): string => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const ids = {
	mai: id(1),
	lua: id(2),
	desk: id(3),
	som: id(4),
	gia: id(5),
	session: id(6),
	file: id(7),
	ticket: id(8)
};
export const OFFICIAL = '000.16.43.H56-260601-0007';
const NUMBER = '097150004127';
const PHONE = '0900000318';

const url = (name: string): string => process.env[name]!;
const env = { DATABASE_URL: 'TEST_DATABASE_URL', DATABASE_OWNER_URL: 'TEST_DATABASE_OWNER_URL' } as const;

/** Applies migrations to the schema of the older house, all or up to one. */
export async function migrate(...more: string[]): Promise<void> {
	const urls = Object.fromEntries(Object.entries(env).map(([name, from]) => [name, url(from)]));
	await promisify(execFile)(process.execPath, ['house/migrate.mjs', ...more], {
		env: { ...process.env, ...urls, PROVINCE }
	});
}

const owner = () =>
	postgres(url('TEST_DATABASE_OWNER_URL'), {
		max: 1,
		onnotice: () => {},
		connection: { search_path: `${PROVINCE}, public` }
	});

export async function dropOlderHouse(): Promise<void> {
	const sql = owner();
	await sql.unsafe(`drop schema if exists ${PROVINCE} cascade`);
	await sql.end();
}

export const openOlderHouse = (): Pool => connect(url('TEST_DATABASE_URL'), { province: PROVINCE, max: 2 });

type Sql = ReturnType<typeof owner>;

const places = (sql: Sql) => sql`
	with places as (insert into place (id, parent_id, kind, code, name, valid_from) values
		(38, null, 'province', '38', 'tỉnh Thanh Hóa', '2025-07-01'), (100, 38, 'commune', '16444', 'xã Gió Nồm', '2025-07-01'),
		(1, 100, 'centre', null, 'Trung tâm xã Gió Nồm', '2025-07-01') returning id),
	centres as (insert into centre (id, short_name, agency_code, bank_bin, bank_account, bank_account_name) values
		(1, 'Trung tâm xã Gió Nồm', '000.16.43.H56', '970415', '000111222', 'UBND XA GIO NOM') returning id),
	hours as (insert into opening select 1, n, '07:30', '11:30' from generate_series(1, 5) n returning centre_id),
	people as (insert into staff (id, login, name, password, made_at) values
		(${ids.mai}, 'mai', 'Nắng Thị Mai', 'x', ${at}), (${ids.lua}, 'lua', 'Hoa Thị Lúa', 'x', ${at}) returning id),
	grants as (insert into staff_grant (staff_id, place_id, role, given_at) values
		(${ids.mai}, 1, 'receiving-officer', ${at}), (${ids.lua}, 1, 'guide', ${at}) returning role)
	insert into desk (id, centre_id, name, kind, skills) values (${ids.desk}, 1, 'Quầy 2', 'counter', '{certification}')`;

/** Two people, their numbers sealed as ever: bác Sớm, and bác Già whom she may stand for. */
async function people(sql: Sql, context: Context): Promise<void> {
	const key = await subjectKey(context, ids.som);
	await subjectKey(context, ids.gia);
	const { keys } = context;
	await sql`
		insert into person (id, commune_id, name, name_plain, birth_year, birth_date, gender, hamlet, number_sealed, number_hash, number_key, phone_sealed, phone_hash, needs, verified, made_at) values
		(${ids.som}, 100, 'Sương Thị Sớm', 'suong thi som', 1950, '1950-03-14', 'female', 'thôn Bến Gió', ${key.seal(NUMBER, 'id-number')}, ${lookupHash(keys, 'id-number', NUMBER)},
			${keys.lookup[0]!.id}, ${key.seal(PHONE, 'phone')}, ${lookupHash(keys, 'phone', PHONE)}, '{big-print}', true, ${at}),
		(${ids.gia}, 100, 'Thông Văn Già', 'thong van gia', 1948, null, 'male', 'thôn Gò Nắng', null, null, null, null, null, '{}', false, ${at})`;
	await sql`
		insert into mandate (id, principal_id, agent_id, kind, scope, valid_from, centre_id, made_at, evidence, made_by) values
		(${id(20)}, ${ids.som}, ${ids.gia}, 'mandate', 'follow-and-pay', ${day}, 1, ${at}, 'said', ${ids.lua}),
		(${id(21)}, ${ids.gia}, ${ids.som}, 'guardian', 'everything', ${day}, 1, ${at}, 'paper', ${ids.lua})`;
	await sql`
		insert into consent (id, person_id, centre_id, purpose, text_version, answer, read_aloud, session_id, at)
		select gen_random_uuid(), ${ids.som}, 1, purpose, 1, answer, true, ${ids.session}, ${at}
		from (values ('follow-up-call', 'given'), ('photo-of-card', 'given'), ('campaign-visit', 'refused')) as c (purpose, answer)`;
	await sql`
		insert into look (at, actor_kind, actor_id, person_id, what, purpose, session_id) values
		(${at}, 'staff', ${ids.mai}, ${ids.som}, 'record', 'session', ${ids.session})`;
}

/** One file filed at the portal and paid, with the session in which it was made, its ticket and its rating. */
async function work(sql: Sql, context: Context): Promise<void> {
	const key = await subjectKey(context, ids.som);
	const answer = key.seal('2', `answer:${ids.file}:copies`);
	await sql`
		insert into ticket (id, centre_id, day, number, matter, source, arrived_at, state, desk_id, called_at, call_count, ended_at, promised_from, promised_to)
		values (${ids.ticket}, 1, ${day}, 7, 'certification', 'kiosk', ${at}, 'done', ${ids.desk}, ${at}, 1, ${at}, 5, 15)`;
	await sql`
		insert into assisted_session (id, centre_id, person_id, helper_id, machine_id, desk_id, ticket_id, authority, case_id, started_at, touched_at, ended_at, end_reason)
		values (${ids.session}, 1, ${ids.som}, ${ids.lua}, ${id(9)}, ${ids.desk}, ${ids.ticket}, 'present', ${ids.file}, ${at}, ${at}, ${at}, 'done')`;
	await sql`
		insert into encounter (id, centre_id, session_id, person_id, helper_id, channel, topic, how, minutes, at, day)
		values (${id(10)}, 1, ${ids.session}, ${ids.som}, ${ids.lua}, 'counter', 'public-services', 'guided', 12, ${at}, ${day})`;
	await sql`
		insert into case_file (id, receiving_centre_id, responsible_centre_id, procedure_code, catalogue_version, helped_id, submitter_id, owner_id, way, way_reason, receiver_id,
			stage, status, official_code, made_by, made_at, confirmed_at, received_at, filed_at, due_on)
		values (${ids.file}, 1, 1, '2.000635', '2026-06', ${ids.som}, ${ids.som}, ${ids.som}, 'DIRECT', 'chưa có tài khoản', ${ids.mai},
			'filed', 4, ${OFFICIAL}, ${ids.lua}, ${at}, ${at}, ${at}, ${at}, '2026-06-05')`;
	await sql`insert into case_answer (case_id, question, value_sealed, provenance, at) values (${ids.file}, 'copies', ${answer}, 'guide', ${at})`;
	await sql`insert into case_paper (id, case_id, paper, verdict, at) values (${id(11)}, ${ids.file}, 'id-card', 'good', ${at})`;
	await sql`insert into confirmation (id, case_id, content_hash, way, at) values (${id(12)}, ${ids.file}, '\\x00', 'second-screen', ${at})`;
	await sql`
		insert into case_status (case_id, status, source, outside_at, heard_at)
		select ${ids.file}, n, 'portal', ${at}::timestamptz + n * interval '1 hour', ${at}::timestamptz + n * interval '1 hour' from unnest('{1,2,4}'::int[]) n`;
	await sql`insert into portal_task (case_id, centre_id, way, since, done_at) values (${ids.file}, 1, 'api', ${at}, ${at})`;
	await sql`insert into fee_line (id, case_id, centre_id, what, unit_amount, quantity, basis, at) values (${id(13)}, ${ids.file}, 1, 'copy', 8000, 2, 'NĐ 1', ${at})`;
	await sql`insert into bank_entry (id, centre_id, amount, account, purpose, paid_at, heard_at, case_id, state) values ('b1', 1, 16000, '000111222', 'TN', ${at}, ${at}, ${ids.file}, 'matched')`;
	await sql`insert into payment (id, case_id, centre_id, way, amount, bank_entry_id, at) values (${id(14)}, ${ids.file}, 1, 'transfer', 16000, 'b1', ${at})`;
	await sql`insert into rating (id, centre_id, session_id, way, score, at, day) values (${id(15)}, 1, ${ids.session}, 'second-screen', 4, ${at}, ${day})`;
}

/** Fills the older house. @returns how many rows each of its tables then holds */
export async function fillOlderHouse(keys: Keys, base: Omit<Context, 'db'>): Promise<Map<string, number>> {
	const sql = owner();
	try {
		const context = { ...base, keys, db: sql as unknown as Pool };
		await places(sql);
		await people(sql, context);
		await work(sql, context);
		return await countRows(sql);
	} finally {
		await sql.end();
	}
}

async function countRows(sql: Sql): Promise<Map<string, number>> {
	const tables = await sql<{ name: string }[]>`
		select tablename as name from pg_tables where schemaname = ${PROVINCE} and tablename <> 'migration' order by 1`;
	const counts = tables.map(async ({ name }) => {
		const [row] = await sql<{ n: number }[]>`select count(*)::int as n from ${sql(name)}`;
		return [name, row!.n] as const;
	});
	return new Map(await Promise.all(counts));
}

/** In the house as it was before whole sets were kept, Sớm answered two of them. */
export async function practiseInOlderHouse(): Promise<void> {
	const sql = owner();
	await sql`
		insert into practice_answer (id, centre_id, person_id, set_no, item, act, turn, at)
		select gen_random_uuid(), 1, ${ids.som}, s, 'F' || n || '-a', 'check', 1, ${at}::timestamptz + s * interval '1 hour' from generate_series(1, 2) s, generate_series(1, 5) n`;
	await sql.end();
}

/** What its tables hold now. */
export async function rowsOfOlderHouse(): Promise<Map<string, number>> {
	const sql = owner();
	return countRows(sql).finally(() => sql.end());
}
