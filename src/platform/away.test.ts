import { connect as dial, createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { isAway, watchDatabase } from './away.server.ts';
import { system } from '#kernel/actor.ts';
import { connect, transaction, type Db } from './db.server.ts';
import { pageReads } from './page-reads.server.ts';
import { ping } from './sql.server.ts';

/** A way to the test database that can be frozen: it is still connected, and nothing comes through. */
async function freezer() {
	const to = new URL(process.env['TEST_DATABASE_URL']!);
	const sockets = new Set<Socket>();
	let frozen = false;
	const proxy = createServer((client) => {
		const upstream = dial(Number(to.port), to.hostname);
		for (const [one, other] of [
			[client, upstream],
			[upstream, client]
		] as const) {
			sockets.add(one);
			one.on('data', (bytes) => void other.write(bytes));
			one.on('error', () => other.destroy());
			one.on('close', () => other.destroy());
			if (frozen) one.pause();
		}
	});
	await new Promise<void>((resolve) => void proxy.listen(0, '127.0.0.1', resolve));
	const url = new URL(to);
	url.port = String((proxy.address() as AddressInfo).port);
	const set = (now: boolean) => {
		frozen = now;
		for (const one of sockets)
			if (now) one.pause();
			else one.resume();
	};
	return {
		url: url.href,
		freeze: () => set(true),
		thaw: () => set(false),
		close: () => (proxy.close(), [...sockets].forEach((one) => one.destroy()))
	};
}

const one = (db: ReturnType<typeof connect>) => transaction(db, async (sql) => (await ping(sql))[0]!.n);

test('a frozen database is away for whoever waits and whoever comes, and is there again when it wakes', async () => {
	const way = await freezer();
	const db = connect(way.url, { max: 2 });
	expect(await one(db)).toBe(1);
	const watch = watchDatabase(way.url, { everyMs: 50, patienceMs: 300 });
	way.freeze();
	const waits = await one(db).catch((reason: unknown) => reason);
	expect(isAway(waits)).toBe(true);
	const comes = await one(db).catch((reason: unknown) => reason);
	expect(isAway(comes)).toBe(true);
	way.thaw();
	await expect.poll(() => one(db).catch(() => 0), { timeout: 10_000 }).toBe(1);
	watch.stop();
	await db.end({ timeout: 1 });
	way.close();
});

test('a server that is down, going down, starting or full is away; a fault of ours is not', () => {
	for (const code of ['ECONNREFUSED', 'CONNECTION_CLOSED', 'CONNECT_TIMEOUT', '57P01', '57P03', '53300'])
		expect([code, isAway(Object.assign(new Error(code), { code }))]).toEqual([code, true]);
	for (const code of ['42601', '23505', '57014']) expect(isAway(Object.assign(new Error(code), { code }))).toBe(false);
	expect(isAway(new Error('deadline'))).toBe(false);
});

test('a page whose database freezes while it reads is told so, ends, and keeps nothing for the next', async () => {
	const way = await freezer();
	const db = connect(way.url, { max: 2 });
	const [reads, actor] = [pageReads(db), system('test', new Set())];
	const ask = (sql: Db) => ping(sql);
	expect((await reads.within(actor, '', ask))![0]!.n).toBe(1);
	const watch = watchDatabase(way.url, { everyMs: 50, patienceMs: 300 });
	way.freeze();
	const asked = await reads.within(actor, '', ask)!.catch((reason: unknown) => reason);
	expect(isAway(asked)).toBe(true);
	expect(isAway(await reads.end().catch((reason: unknown) => reason))).toBe(true);
	way.thaw();
	await expect.poll(() => one(db).catch(() => 0), { timeout: 10_000 }).toBe(1);
	const next = pageReads(db);
	expect((await next.within(actor, '', ask))![0]!.n).toBe(1);
	await next.end();
	watch.stop();
	await db.end({ timeout: 1 });
	way.close();
});
