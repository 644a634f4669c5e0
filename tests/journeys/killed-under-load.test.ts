import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Pool } from '#platform/db.server.ts';
import { verifyJournal } from '#platform/journal.server.ts';
import { readKeys } from '#platform/keys.server.ts';
import { embeddedUrls } from '../../house/lib/database-access.mjs';
import { startHouse, type RunningHouse } from '../support/house.ts';

// A minute of work while program, worker and database are killed in turn: what was acknowledged is there, once, and was heard.

const LANES = 6;
/** Three rounds of four kills, five seconds apart: a minute. */
const ROUNDS = 3;
const PAUSE_MS = 5000;
/** What a lane waits between two cases: more than a hall of guides ever brings, and no more than one worker hears while it is killed. */
const BREATH_MS = 100;
/** The database last: program and worker must find it again by themselves. */
const kinds = ['app', 'worker', 'database', 'backend'] as const;
type Kind = (typeof kinds)[number];
type Acknowledged = { request: string; effect: string; tries: number };

let house: RunningHouse;
let key: string;
const pools: Pool[] = [];

beforeAll(async () => {
	house = await startHouse();
	key = house.demo().staff.find(({ login }) => login === 'mai')!.apiKey;
});
afterAll(async () => {
	await Promise.all(pools.map((pool) => pool.end({ timeout: 1 })));
	await house.stop();
});

const open = (who: 'url' | 'ownerUrl'): Pool => {
	const pool = connect(embeddedUrls(house.dataDir, house.ports()['DATABASE_PORT'])![who], { max: 1 });
	pools.push(pool);
	return pool;
};

/** What `look` finds, as soon as it finds something; a fault of it is one more reason to look again. */
async function until<T>(what: string, seconds: number, look: () => Promise<T>): Promise<NonNullable<T>> {
	const end = performance.now() + seconds * 1000;
	for (;;) {
		const found = await look().catch(() => null);
		if (found) return found;
		if (performance.now() > end) throw new Error(`after ${seconds} s still not: ${what}`);
		await wait(50);
	}
}

const post = async (path: string, input: unknown, request: string = crypto.randomUUID()) => {
	const reply = await fetch(`${house.origin}/api/${path}`, {
		method: 'POST',
		headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': request },
		body: JSON.stringify(input),
		signal: AbortSignal.timeout(20_000)
	});
	return { status: reply.status, body: await reply.text() };
};

/** Sends under one request id until it is acknowledged. Only silence and a fault of the house are reasons to send again. */
async function send(command: string, input: unknown, effect: string): Promise<Acknowledged> {
	const request = crypto.randomUUID();
	let tries = 0;
	const answer = await until(`${command} acknowledged`, 60, async () => {
		tries++;
		const reply = await post(`commands/${command}`, input, request);
		return reply.status < 500 && reply;
	});
	expect(answer).toMatchObject({ status: 200 });
	return { request, effect, tries };
}

/** One case after the other, from draft to handed over: the last step is heard by the worker, which gives a right to rate. */
async function lane(number: number, person: string, isOver: () => boolean, done: Acknowledged[]): Promise<void> {
	for (let n = 0; !isOver(); n++) {
		const id = crypto.randomUUID();
		const code = `000.16.43.H56-260714-${number}${String(n).padStart(6, '0')}`;
		const papers = [{ id: crypto.randomUUID(), paper: 'a', verdict: 'seen', sha256: null }];
		const draft = { id, person, procedure: '2.000635', answers: { copies: '2' }, papers };
		const handed = { case: id, status: 10, outsideAt: new Date().toISOString() };
		done.push(await send('cases.submit', draft, `draft ${id}`));
		done.push(await send('filing.record-official-code', { case: id, code }, `status 1 ${id}`));
		done.push(await send('filing.record-status', handed, `status 10 ${id}`));
		await wait(BREATH_MS);
	}
}

type Run = { children: Record<string, { pid: number | null }> };

/** Who runs under this name, by the supervisor's own record; null while it is being started again. */
const kept = (name: string): number | null =>
	(JSON.parse(readFileSync(join(house.dataDir, 'run.json'), 'utf8')) as Run).children[name]!.pid;

/** A server process of the database in the midst of a transaction of ours. */
async function busyBackend(): Promise<number | undefined> {
	const db = open('url');
	const [found] = await db<{ pid: number }[]>`
		select pid from pg_stat_activity
		where application_name = 'tung-nha' and xact_start is not null and pid <> pg_backend_pid() order by xact_start limit 1`;
	await db.end();
	return found?.pid;
}

const lives = (pid: number): boolean => {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
};

/** Kills one process of this kind with the signal that nothing can answer, and sees it gone. */
async function kill(kind: Kind): Promise<void> {
	const pid = await until(`a living ${kind}`, 30, async () => {
		const found = kind === 'backend' ? await busyBackend() : kept(kind);
		return found && process.kill(found, 'SIGKILL') ? found : null;
	});
	await until(`the end of ${kind} ${pid}`, 10, async () => !lives(pid));
}

async function killInTurn(): Promise<Record<Kind, number>> {
	const killed = { app: 0, worker: 0, database: 0, backend: 0 };
	for (const kind of Array.from({ length: ROUNDS }, () => kinds).flat()) {
		await kill(kind);
		killed[kind]++;
		await wait(PAUSE_MS);
	}
	return killed;
}

/** What was to be there once and is not, is there more than once, or was never to be there. */
function compare(wanted: readonly string[], found: readonly string[]) {
	const [want, have, seen] = [new Set(wanted), new Set(found), new Set<string>()];
	return {
		lost: wanted.filter((one) => !have.has(one)),
		twice: found.filter((one) => seen.size === seen.add(one).size),
		strange: found.filter((one) => !want.has(one))
	};
}

const nothing = { lost: [], twice: [], strange: [] };

/** What the database says of these cases: the requests journalled, the rows they made, the rights to rate that the worker gave. */
async function readBack(db: Pool, cases: string[]) {
	const journal = await db<{ is: string }[]>`
		select request as is from journal where about = any(${cases}::uuid[]) and actor_kind = 'staff'`;
	const effects = await db<{ is: string }[]>`
		select 'draft ' || id as is from case_file where id = any(${cases}::uuid[])
		union all select 'status ' || status || ' ' || case_id from case_status where case_id = any(${cases}::uuid[])`;
	const chances = await db<{ is: string }[]>`
		select case_id as is from rating_chance where case_id = any(${cases}::uuid[])`;
	const texts = (rows: readonly { is: string }[]): string[] => rows.map((row) => row.is);
	return { requests: texts(journal), effects: texts(effects), heard: texts(chances) };
}

/** Works and kills at once until the last kill is survived. */
async function workAndKill() {
	const found = await until('somebody found', 60, async () => {
		const reply = await post('queries/residents.find', { words: 'suong thi som' });
		return reply.status < 500 ? reply : null;
	});
	expect(found).toMatchObject({ status: 200 });
	const [person] = JSON.parse(found.body) as { id: string }[];
	const acknowledged: Acknowledged[] = [];
	let over = false;
	const killing = killInTurn().finally(() => (over = true));
	const lanes = Array.from({ length: LANES }, (_, n) => lane(n + 1, person!.id, () => over, acknowledged));
	const [killed] = await Promise.all([killing, ...lanes]);
	const resent = acknowledged.filter(({ tries }) => tries > 1).length;
	return { acknowledged, killed, resent };
}

const title = 'nothing acknowledged is lost, nothing is done twice, everything is heard';
test(title, { timeout: 400_000 }, async ({ annotate }) => {
	const { acknowledged, killed, resent } = await workAndKill();
	await annotate(JSON.stringify({ acknowledged: acknowledged.length, resent, killed }));
	expect(acknowledged.length).toBeGreaterThan(100);
	expect(resent).toBeGreaterThan(0);
	for (const kind of kinds) expect(killed[kind], kind).toBeGreaterThanOrEqual(2);

	await until('well again', 60, async () => {
		const reply = await fetch(`${house.origin}/healthz`);
		return ((await reply.json()) as { status: string }).status === 'ok';
	});
	const db = open('ownerUrl');
	// The lease of a worker that was killed ends after a minute; then its delivery is due again. One given up is never done.
	await until('every delivery heard', 150, async () => {
		const open = await db`select 1 from delivery where done_at is null limit 1`;
		return open.length === 0;
	});
	const requests = acknowledged.map(({ request }) => request);
	const effects = acknowledged.map(({ effect }) => effect);
	const cases = effects.filter((one) => one.startsWith('draft ')).map((one) => one.slice(6));
	const found = await readBack(db, cases);
	expect(compare(requests, found.requests)).toEqual(nothing);
	expect(compare(effects, found.effects)).toEqual(nothing);
	expect(compare(cases, found.heard)).toEqual(nothing);

	const asHouse = open('url');
	const verdict = await until('every row sealed', 60, async () => {
		const now = await verifyJournal(asHouse, readKeys(join(house.dataDir, 'keys.json')));
		const [written] = await db<{ n: number }[]>`select count(*)::int as n from journal`;
		return now.broken || now.rows === written!.n ? now : null;
	});
	expect(verdict.broken).toBeNull();
});
