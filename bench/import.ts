import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeXlsx } from 'hucre/xlsx';
import postgres from 'postgres';
import { applyImport, stepImport } from '#capabilities/imports/apply.server.ts';
import { bringSheet } from '#capabilities/imports/begin.server.ts';
import { mapImport } from '#capabilities/imports/map.server.ts';
import { importShown } from '#capabilities/imports/sheets.server.ts';
import { loadHamlets } from '#capabilities/places/hamlets.server.ts';
import { connect } from '#platform/db.server.ts';
import { system } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { rightsOf } from '#program/roles.ts';
import { throwawayDatabase } from '../gate/throwaway.mjs';
import { commitHouse } from '../tests/support/committed.ts';
import { madeCommune, type Made } from '../tests/support/commune.ts';
import { say } from './say.ts';
import { layProvince } from './search.ts';

/** With BENCH_RESIDENTS=4000000 the sheet comes in beside 166 other communes; without it into an empty house. */
const ROWS = Number(process.env['BENCH_ROWS'] ?? 40_000);
const CHECK = '≤ 20 s';
const WRITE = '≤ 60 s';

const HEADER = [
	'Mã hộ',
	'Họ và tên',
	'Ngày sinh',
	'Giới tính',
	'Số CCCD',
	'Quan hệ với chủ hộ',
	'Thôn',
	'Số điện thoại'
];

/** A commune as a workbook: numbered households of four, whose first is the head. Numbers in the sheet stand as text. */
async function workbook(people: readonly Made[]): Promise<File> {
	const seen = new Set<number>();
	const rows = people.map((one) => {
		const head = !seen.has(one.home);
		seen.add(one.home);
		const born = one.birthDate?.split('-').toReversed().join('/') ?? String(one.birthYear);
		const gender = one.gender === 'male' ? 'Nam' : 'Nữ';
		return [`H${one.home}`, one.name, born, gender, one.number, head ? 'Chủ hộ' : 'Con', one.hamlet, one.phone];
	});
	return new File(
		[new Uint8Array(await writeXlsx({ sheets: [{ name: 'Nhân khẩu', rows: [HEADER, ...rows] }] }))],
		'xa.xlsx'
	);
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
	const begun = performance.now();
	await work();
	return (performance.now() - begun) / 1000;
};

/** The same rows, into a table without a key, a rule or a seal. */
async function bareCopy(owner: postgres.Sql, people: readonly Made[]): Promise<number> {
	await owner`create table bench_copy (id uuid, name text, birth_year int, birth_date date, gender text, number text, hamlet text, phone text, home int)`;
	const cell = (value: unknown): string => (value === null ? '\\N' : String(value));
	const lines = people.map((p) =>
		[p.id, p.name, p.birthYear, p.birthDate, p.gender, p.number, p.hamlet, p.phone, p.home].map(cell).join('\t')
	);
	const took = await timed(async () => {
		const into = await owner`copy bench_copy from stdin`.writable();
		into.end(lines.join('\n') + '\n');
		await once(into, 'finish');
	});
	await owner`drop table bench_copy`;
	return took;
}

export async function run(): Promise<void> {
	const { env, end } = await throwawayDatabase();
	Object.assign(process.env, env);
	const search_path = `${env.PROVINCE}, public`;
	const owner = postgres(env.TEST_DATABASE_OWNER_URL, { max: 2, onnotice: () => {}, connection: { search_path } });
	try {
		if (process.env['BENCH_RESIDENTS']) await layProvince(owner);
		await measure(owner, env.TEST_DATABASE_URL);
	} finally {
		await owner.end();
		await end();
	}
}

async function measure(owner: postgres.Sql, url: string): Promise<void> {
	const house = await commitHouse();
	const db = connect(url, { max: 4 });
	const files = new Map<string, Buffer>();
	const store: Context['store'] = {
		put: (bytes) => {
			const sha256 = createHash('sha256').update(bytes).digest('hex');
			files.set(sha256, bytes);
			return Promise.resolve(sha256);
		},
		get: (sha256) => Promise.resolve(files.get(sha256)!),
		remove: () => Promise.resolve()
	};
	const leader = { ...house.guide, may: new Set(rightsOf.leader) };
	const as = (): Context => ({ ...house.as(leader), db, store });
	const work = async (): Promise<void> => {
		while (await stepImport({ ...house.base, db, store, clock: () => new Date() }));
	};
	const shown = (id: string) => importShown(as(), { import: id });
	const made = madeCommune(ROWS, 1).slice(0, ROWS);
	await loadHamlets(as(), { text: `thôn\n${[...new Set(made.map(({ hamlet }) => hamlet))].join('\n')}\n` });
	const copy = await bareCopy(owner, made);
	say(`${ROWS.toLocaleString('en')} rows, baseline: a bare COPY`, copy, 's');
	const tell = (what: string, took: number, target: string): void =>
		say(`  ${what}`, took.toFixed(1), `s, ${(took / copy).toFixed(0)} × the baseline`, target);

	const check = async (what: string, people: readonly Made[]): Promise<string> => {
		const id = crypto.randomUUID();
		await bringSheet(as(), id, await workbook(people));
		const read = await timed(work);
		await mapImport(as(), { import: id, mapping: (await shown(id)).mapping });
		const checked = await timed(work);
		const { state, fault, counts } = await shown(id);
		if (state !== 'checked') throw new Error(`${what}: ${state} ${fault ?? ''}`);
		say(
			what,
			Object.entries(counts)
				.map(([verdict, n]) => `${n} ${verdict}`)
				.join(', '),
			''
		);
		tell('read', read, CHECK);
		tell('checked', checked, CHECK);
		return id;
	};
	const write = async (
		what: string,
		id: string,
		before: () => Promise<void> = () => Promise.resolve()
	): Promise<void> => {
		await applyImport(as(), { import: id });
		const took = await timed(async () => {
			await before();
			// What a killed program held is let go of within a second or two, and the worker looks once a second.
			while ((await shown(id)).state === 'applying') {
				await work();
				await new Promise((resolve) => setTimeout(resolve, 200));
			}
		});
		const { state, fault } = await shown(id);
		if (state !== 'applied') throw new Error(`${what}: ${state} ${fault ?? ''}`);
		tell(what, took, WRITE);
	};

	await write('written', await check('first', made));
	await write('written', await check('again, the same sheet', made));
	const corrected = made.map((one, n) => (n % 4 === 0 ? { ...one, phone: `08${String(10_000_000 + n)}` } : one));
	await write('written', await check('corrected, a quarter of the telephones', corrected));
	const others = madeCommune(ROWS, 2)
		.slice(0, ROWS)
		.map((one) => ({ ...one, home: one.home + ROWS, number: one.number?.replace(/^097/, '096') ?? null }));
	const killed = await check('another, whose writing is killed', others);
	await write('killed after 5 s, and then written', killed, () => killAfter(5000));
	const [left] = await inScope(
		db,
		system('import', new Set(), null, [house.centre]),
		'',
		(sql) => sql`select count(*)::int as n from person`
	);
	say('people in the register', Number(left!['n']), '');
	await db.end();
}

/** One turn of the worker in a process of its own, ended as a power cut ends it. */
async function killAfter(milliseconds: number): Promise<void> {
	const worker = spawn(process.execPath, ['tests/support/step-import.ts'], { stdio: ['ignore', 'pipe', 'inherit'] });
	const gone = once(worker, 'exit');
	await once(worker.stdout, 'data');
	await new Promise((resolve) => setTimeout(resolve, milliseconds));
	worker.kill('SIGKILL');
	await gone;
}
