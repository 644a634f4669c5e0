import postgres from 'postgres';
import { embeddedUrls } from '../house/lib/database-access.mjs';
import { startHouse } from '../tests/support/house.ts';
import { apiClient } from './api.ts';
import { untilIdle } from './idle.ts';
import { hammer, percentile, say, seconds } from './say.ts';

const CLIENTS = 8;

/** Both are measured in turns, in the same minute of a machine that is now fast and now slow. */
const TURNS = 6;
/** What a form server (ODK Central) took in a second on the machine on which raw statements came to so many. */
const FORM_SERVER = { rate: 150, raw: 4900 };
/** Seconds until both have learned what they do: plans of each connection, code of the program. */
const WARM = 10;

/** The same five statements, raw: a case, three papers, a journal row, a counter; one durable transaction a call. */
async function rawOf(url: string, clients: number) {
	const sql = postgres(url, { max: clients, onnotice: () => {}, connection: { search_path: 'bench' } });
	await sql`create schema if not exists bench`;
	await sql`create table if not exists bench.case_file (id uuid primary key, body text)`;
	await sql`create table if not exists bench.paper (id uuid primary key, case_id uuid, body text)`;
	await sql`create table if not exists bench.journal (id bigint generated always as identity primary key, request uuid unique, detail jsonb)`;
	await sql`create table if not exists bench.counter (id int primary key, n int)`;
	await sql`insert into bench.counter select generate_series(0, 63), 0 on conflict do nothing`;
	return {
		call: (client: number) =>
			sql.begin((tx) => {
				const id = crypto.randomUUID();
				return Promise.all([
					tx`insert into bench.case_file values (${id}, 'x')`,
					tx`insert into bench.paper select gen_random_uuid(), ${id}, 'p' from generate_series(1, 3)`,
					tx`insert into bench.journal (request, detail) values (${crypto.randomUUID()}, '{}')`,
					tx`update bench.counter set n = n + 1 where id = ${client}`
				]);
			}),
		end: async () => {
			await sql`drop schema bench cascade`;
			await sql.end();
		}
	};
}

export async function run(): Promise<void> {
	const house = await startHouse();
	const time = seconds(15);
	try {
		const mai = house.demo().staff.find((one) => one.login === 'mai')!;
		const call = apiClient(house.origin, mai.apiKey);
		const found = await call('queries', 'residents.find', { words: 'suong thi som' });
		const person = (found.body as unknown as { id: string }[])[0]!.id;
		const submit = () =>
			call('commands', 'cases.submit', {
				id: crypto.randomUUID(),
				person,
				procedure: '2.000635',
				answers: { copies: '2', 'registered-on': '1972', 'for-self': 'yes' },
				papers: ['a', 'b', 'c'].map((paper) => ({ id: crypto.randomUUID(), paper, verdict: 'seen', sha256: null }))
			}).then((said) => {
				if (said.status !== 200) throw new Error(`${said.status} ${JSON.stringify(said.body)}`);
			});
		await untilIdle(house.dataDir);
		const { ownerUrl } = embeddedUrls(house.dataDir, house.ports()['DATABASE_PORT']!)!;
		const raw = await rawOf(ownerUrl, CLIENTS);
		await hammer(CLIENTS, WARM, submit);
		await hammer(CLIENTS, WARM / 2, raw.call);
		const [took, rawTook]: [number[], number[]] = [[], []];
		for (let turn = 0; turn < TURNS; turn++) {
			rawTook.push(...(await hammer(CLIENTS, time / TURNS, raw.call)));
			took.push(...(await hammer(CLIENTS, time / TURNS, submit)));
		}
		await raw.end();
		const [rate, rawRate] = [took.length / time, rawTook.length / time];
		say('cases.submit over HTTP, 8 clients', rate, 'a second');
		say('  p50 / p95', `${percentile(took, 0.5).toFixed(1)} / ${percentile(took, 0.95).toFixed(1)}`, 'ms');
		say('the same statements raw, one driver, 8 connections', rawRate, 'a second');
		say('ratio to raw', rate / rawRate, '', '≥ 0.25');
		say('ratio to a form server’s 150 submissions/s', rate / FORM_SERVER.rate, '', '≥ 6');
		// A baseline of another machine says how fast this one is; both as parts of raw statements on their own machine say how the two compare.
		say(
			'  and to what it would take here, by raw statements',
			rate / rawRate / (FORM_SERVER.rate / FORM_SERVER.raw),
			''
		);
	} finally {
		await house.stop();
	}
}
