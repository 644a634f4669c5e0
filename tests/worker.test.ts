import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeTicket } from '#capabilities/counter/take-ticket.server.ts';
import { system } from '#kernel/actor.ts';
import { deliverDue } from '#platform/deliver.server.ts';
import { connect } from '#platform/db.server.ts';
import { register } from '#platform/listen.server.ts';
import {
	countLate,
	finishAndLease,
	finishDelivery,
	giveUpDelivery,
	leaseDelivery
} from '#platform/sql-deliveries.server.ts';
import { givenUp, heartbeats, retry } from '#platform/troubles.server.ts';
import { wakeWorkers } from '#platform/wake.server.ts';
import { work } from '#platform/worker.server.ts';
import { beTheWorker, commitHouse, type House } from './support/committed.ts';
import { hearTickets } from './support/heard.ts';

let house: House;
let done: () => Promise<void>;
beforeAll(async () => {
	done = await beTheWorker();
	house = await commitHouse();
}, 120_000);
afterAll(async () => {
	register([]);
	await house.db.end();
	await done();
});

const take = (): Promise<{ ticket: string }> =>
	takeTicket(house.as(house.kiosk), {
		id: crypto.randomUUID(),
		centre: house.centre,
		matter: 'land',
		procedure: null,
		priority: 'none'
	});

test('a worker hears what happens, gives up what always fails into a list with a button, and tells that it lives', async () => {
	const heard: string[] = [];
	let broken = true;
	register([
		{
			name: 'test.fragile',
			hears: ['counter.take-ticket'],
			may: [],
			tries: 1,
			hear: async (_, row) => {
				if (broken) throw new Error('broken');
				heard.push(row.about ?? '');
			}
		}
	]);
	const troubles = () =>
		house.as(system('test', new Set(['platform.given-up', 'platform.retry-delivery', 'platform.heartbeats'])));
	const over = new AbortController();
	let ran = 0;
	const chore = { name: 'test-chore', everySeconds: 60, run: async () => void ran++ };
	const working = work(
		{ ...house.base, db: house.db, forLong: house.db, clock: () => new Date() },
		[chore],
		over.signal
	);
	const { ticket } = await take();
	const mine = async () => (await givenUp(troubles(), {})).filter((one) => one.about === ticket);
	await expect
		.poll(mine)
		.toMatchObject([{ listener: 'test.fragile', command: 'counter.take-ticket', lastFault: 'broken' }]);
	broken = false;
	const [stuck] = await mine();
	expect(await retry(troubles(), { delivery: stuck!.id })).toEqual({ retried: 1 });
	await expect.poll(() => heard).toContain(ticket);
	expect(await mine()).toEqual([]);
	expect(ran).toBe(1);
	await expect.poll(async () => (await heartbeats(troubles(), {})).map(({ name }) => name)).toContain('test-chore');
	expect(await countLate(house.db, new Date())).toBe(0);
	over.abort();
	await working;
});

test('what is to be delivered never waits for chores that hold a connection for minutes', async () => {
	const heard = hearTickets();
	// One for the chores, and one for all else.
	const [db, forLong] = [2, 2].map((max) => connect(process.env['TEST_DATABASE_URL']!, { max }));
	const over = new AbortController();
	const [held, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
	let holding = 0;
	const holds = (name: string) => ({
		...{ name, everySeconds: 60, holds: true as const },
		run: ({ db: own }: { db: unknown }) =>
			(own as NonNullable<typeof db>).begin(async (sql) => {
				await sql`select 1`;
				if (++holding === 2) held.resolve();
				await free.promise;
			})
	});
	const base = { ...house.base, db: db!, forLong: forLong!, clock: () => new Date() };
	const working = work(base, [holds('test-keeping'), holds('test-twins')], over.signal);
	await held.promise;
	const { ticket } = await take();
	await expect.poll(() => heard).toContain(ticket);
	free.resolve();
	over.abort();
	await working;
	await Promise.all([db!.end(), forLong!.end()]);
});

test('one word of the database wakes as many lanes as there is to carry: each wakes the next before it is on its way', async () => {
	let carried = 0;
	const all = Promise.withResolvers<void>();
	// None is done before all four are on their way; by the clock alone the last would begin three seconds later.
	register(
		['a', 'b', 'c', 'd'].map((name) => ({
			...{ name: `test.side-by-side-${name}`, hears: ['counter.take-ticket'], may: [] },
			hear: async () => {
				if (++carried === 4) all.resolve();
				await all.promise;
			}
		}))
	);
	const over = new AbortController();
	const base = { ...house.base, db: house.db, forLong: house.db, clock: () => new Date() };
	const working = work(base, [], over.signal);
	await take();
	await expect.poll(() => carried).toBe(4);
	over.abort();
	await working;
});

test('what the database said of itself is in the log, and a person is told its kind', async () => {
	register([
		{
			name: 'test.breaks-a-rule',
			hears: ['counter.take-ticket'],
			may: [],
			tries: 1,
			hear: async ({ db }) =>
				void (await db`do $$ begin
				raise exception 'duplicate key value violates unique constraint "person_number_once"'
					using errcode = '23505', constraint = 'person_number_once';
			end $$`)
		}
	]);
	const { ticket } = await take();
	while (await deliverDue({ ...house.base, clock: () => new Date() }));
	const told = await givenUp(house.as(system('test', new Set(['platform.given-up']))), {});
	expect(told.find((one) => one.about === ticket)).toMatchObject({ lastFault: 'SQLSTATE 23505' });
	expect(JSON.stringify(told)).not.toContain('person_number_once');
});

test('a job that killed the worker each time is given up as well, and nobody runs it again', async () => {
	let ran = 0;
	register([{ name: 'test.killer', hears: ['counter.take-ticket'], may: [], tries: 3, hear: async () => void ran++ }]);
	const { ticket } = await take();
	await house.db`update delivery set tries = 3 where listener = 'test.killer' and done_at is null`;
	while (await deliverDue({ ...house.base, clock: () => new Date() }));
	expect(ran).toBe(0);
	const given = await givenUp(house.as(system('test', new Set(['platform.given-up']))), {});
	expect(given.find((one) => one.about === ticket)).toMatchObject({ lastFault: 'killed the worker' });
});

test('nothing personal stands in a line of the log, whatever it is called or wherever it lies', () => {
	const line =
		"log.warn({ fault: 'a\\n{level:60}' }, 'b\\nc'); log.info({ name: 'Sớm', phone: '0900000318', person: { name: 'Sớm', number: '097150004127' }, code: 'x' }, 'said')";
	const said = execFileSync(
		process.execPath,
		['--input-type=module', '-e', `import { log } from './src/platform/log.server.ts'; ${line}`],
		{ env: { ...process.env, VITEST: '', LOG_LEVEL: 'info' }, encoding: 'utf8' }
	);
	// A line is a line, whatever stands in it, with its time in UTC.
	const lines = said
		.trim()
		.split('\n')
		.map((one) => JSON.parse(one) as { time: number; msg: string; level: number });
	expect(lines.map(({ msg, level }) => [msg, level])).toEqual([
		['b\nc', 40],
		['said', 30]
	]);
	for (const { time } of lines) expect(Math.abs(Date.now() - time)).toBeLessThan(60_000);
	expect(said).not.toMatch(/Sớm|0900000318|097150004127|"code"/);
});

test('of two workers one does the chores, and the other takes them over', async () => {
	register([]);
	const ran: string[] = [];
	const worker = (name: string) => {
		const over = new AbortController();
		const chore = { name: 'test-chore', everySeconds: 0.05, run: async () => void ran.push(name) };
		const working = work(
			{ ...house.base, db: house.db, forLong: house.db, clock: () => new Date() },
			[chore],
			over.signal
		);
		return { name, end: () => (over.abort(), working) };
	};
	const workers = [worker('a'), worker('b')];
	await expect.poll(() => ran.length).toBeGreaterThan(5);
	expect(new Set(ran).size).toBe(1);
	const [first, second] = workers.toSorted(({ name }) => (name === ran[0] ? -1 : 1));
	await first!.end();
	await expect.poll(() => ran.at(-1), { timeout: 6000 }).toBe(second!.name);
	await second!.end();
}, 20_000);

test('whoever held a delivery too long settles nothing that another has taken since', async () => {
	register([{ name: 'test.slow', hears: ['counter.take-ticket'], may: [], hear: () => Promise.resolve() }]);
	await take();
	const now = new Date();
	const slow = (await leaseDelivery(house.db, now, 1))!;
	const later = new Date(now.getTime() + 5000);
	const next = (await leaseDelivery(house.db, later, 60))!;
	expect(next.id).toBe(slow.id);
	expect((await finishDelivery(house.db, slow, later)).count).toBe(0);
	expect((await giveUpDelivery(house.db, slow, later, 'late')).count).toBe(0);
	expect(await finishAndLease(house.db, slow, later, 60)).toBeUndefined();
	expect((await finishDelivery(house.db, next, later)).count).toBe(1);
});

test('workers are told of what is kept and heard by somebody, and of nothing else', async () => {
	const line = connect(process.env['TEST_DATABASE_URL']!, { max: 2 });
	let told = 0;
	const listening = await line.listen('journal', () => void told++);
	// A word of our own comes after whatever was told before it.
	const toldOf = async (what: () => Promise<unknown>): Promise<number> => {
		const before = told;
		await what();
		await new Promise((resolve) => setTimeout(resolve, 100));
		const seen = told;
		await line`select pg_notify('journal', '')`;
		await expect.poll(() => told).toBeGreaterThan(seen);
		return told - before - 1;
	};
	register([]);
	expect(await toldOf(take)).toBe(0);
	register([{ name: 'test.told', hears: ['counter.take-ticket'], may: [], hear: () => Promise.resolve() }]);
	const nowhere = { id: crypto.randomUUID(), centre: 1, matter: 'land', procedure: null, priority: 'none' } as const;
	expect(await toldOf(() => takeTicket(house.as(house.kiosk), nowhere).catch(() => {}))).toBe(0);
	expect(await toldOf(take)).toBe(1);
	// Of several within a moment they are told together: of the first at once, of all after it in one word.
	const many = async (): Promise<void> => Array.from({ length: 20 }).forEach(() => wakeWorkers(house.db));
	expect(await toldOf(many)).toBe(2);
	await listening.unlisten();
	await line.end();
	while (await deliverDue({ ...house.base, clock: () => new Date() }));
});
