import { setTimeout } from 'node:timers/promises';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system, type Actor } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { whenLost } from '#platform/begin.server.ts';
import { connect, transactionEnding, transaction, type Db, type Pool } from '#platform/db.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { pageReads, type PageReads } from '#platform/page-reads.server.ts';
import { inScope, readIn } from '#platform/scope.server.ts';
import { countPlannedOnce } from '#platform/sql.server.ts';
import { commitHouse, type House } from './support/committed.ts';

// The reads of one page are one transaction, which says for whom it reads, holds nobody else up, and ends before the page goes out.

let house: House;
beforeAll(async () => void (house = await commitHouse()));
afterAll(() => house.db.end());

const pidOf = async (sql: Db): Promise<number> =>
	(await sql<{ pid: number }[]>`select pg_backend_pid() as pid, pg_sleep(0.01)`)[0]!.pid;
const whoOf = async (sql: Db): Promise<string> =>
	(await sql<{ who: string }[]>`select app_kind() || ' ' || app_id() as who`)[0]!.who;

/** Shows somebody, and says on which connection and for whom it was read. */
const looked = query(
	{
		...{ name: 'test.looked', group: 'house', input: v.object({ person: v.string() }) },
		answer: v.object({ person: v.string(), pid: v.number(), who: v.string() }),
		look: ({ person }) => ({ person, what: 'list', purpose: 'test' })
	},
	async ({ db }, { person }) => ({ person, pid: await pidOf(db), who: await whoOf(db) })
);
const may = new Set(['test.looked', 'test.fails', 'test.writes']);
const as = (actor: Actor, reads: PageReads | null): Context => ({ ...house.as({ ...actor, may }), reads });
const looksAt = (person: string): Promise<number> =>
	inScope(house.db, system('journal-seal', new Set()), '', async (sql) => {
		const [row] = await sql<
			{ n: number }[]
		>`select count(*)::int as n from look where people @> array[${person}::uuid] and purpose = 'test'`;
		return row!.n;
	});

test('all that a page reads is one transaction in one name, and what it showed is written when the page goes out', async () => {
	const reads = pageReads(house.db);
	const of = (person: string) => looked(as(house.officer, reads), { person });
	const found = await Promise.all([of(house.person), of(house.namesake), of(house.person)]);
	expect(new Set(found.map(({ pid }) => pid)).size).toBe(1);
	expect(new Set(found.map(({ who }) => who))).toEqual(new Set([`staff ${house.officer.id}`]));
	expect(await looksAt(house.namesake)).toBe(0);
	await reads.end();
	expect(await looksAt(house.namesake)).toBe(1);
	// A page that is out reads no more in it; whoever still asks has a transaction of their own.
	expect((await looked(as(house.officer, reads), { person: house.namesake })).who).toBe(`staff ${house.officer.id}`);
	expect(await looksAt(house.namesake)).toBe(2);
});

test('what waits for staff is planned once on a connection, and whatever else a page asks for what it is asked with', async () => {
	const db = connect(process.env['TEST_DATABASE_URL']!, { max: 1 });
	const reads = pageReads(db);
	const plans = await readIn({ ...as(house.officer, reads), db }, async (sql) => {
		for (const day of [1, 2, 3]) {
			const at = new Date(Date.now() - day * 86_400_000);
			await Promise.all([
				countPlannedOnce(sql, [sql`select count(*) from look where at > ${at} and purpose = 'waits'`]),
				sql`select count(*) from look where at > ${at} and purpose = 'shown'`
			]);
		}
		return sql`
			select substring(statement from 'purpose = .(waits|shown)') as of, generic_plans::int as once, custom_plans::int as anew
			from pg_prepared_statements where statement ~ 'purpose = .(waits|shown)' order by 1`;
	});
	await reads.end();
	await db.end();
	expect([...plans]).toEqual([
		{ of: 'shown', once: 0, anew: 3 },
		{ of: 'waits', once: 3, anew: 0 }
	]);
});

test('whoever else asks on the same page, and whoever needs a transaction of their own, is on another connection and changes no scope', async () => {
	const reads = pageReads(house.db);
	const mine = (await looked(as(house.officer, reads), { person: house.person })).pid;
	const theirs = await looked(as(house.guide, reads), { person: house.person });
	expect(theirs.pid).not.toBe(mine);
	expect(theirs.who).toBe(`staff ${house.guide.id}`);
	await readIn(as(house.officer, reads), async (sql) => {
		const inner = await inScope(sql, house.guide, '', async (own) => [await pidOf(own), await whoOf(own)]);
		expect(inner[0]).not.toBe(mine);
		expect(inner[1]).toBe(`staff ${house.guide.id}`);
		expect([await pidOf(sql), await whoOf(sql)]).toEqual([mine, `staff ${house.officer.id}`]);
	});
	await reads.end();
});

const fails = query(
	{ name: 'test.fails', group: 'house', input: v.object({ how: v.string() }), answer: v.object({}), look: 'fails' },
	async ({ db }, { how }) => {
		if (how === 'refused') throw new Refusal('person-unknown');
		await db`select 1 / 0`;
		return {};
	}
);

test('a refusal stops nothing else; where the database refused, the page cannot go out, for what it showed is written nowhere', async () => {
	const refused = pageReads(house.db);
	const before = await looksAt(house.person);
	await expect(fails(as(house.officer, refused), { how: 'refused' })).rejects.toThrow('person-unknown');
	await looked(as(house.officer, refused), { person: house.person });
	await refused.end();
	expect(await looksAt(house.person)).toBe(before + 1);
	const broken = pageReads(house.db);
	await looked(as(house.officer, broken), { person: house.person });
	await expect(fails(as(house.officer, broken), { how: 'divided' })).rejects.toThrow('division by zero');
	await expect(broken.end()).rejects.toThrow('division by zero');
	expect(await looksAt(house.person)).toBe(before + 1);
});

const writes = command(
	{ name: 'test.writes', group: 'house', input: Nothing, answer: v.object({ own: v.boolean() }) },
	async ({ db, reads }) => ({ answer: { own: reads === null && (await pidOf(db)) > 0 }, person: null })
);

test('a page whose connection is gone is told so, asks nothing more, and leaves the next one whole', async () => {
	const before = await looksAt(house.person);
	for (const asksOn of [true, false]) {
		const reads = pageReads(house.db);
		const { pid } = await looked(as(house.officer, reads), { person: house.person });
		// Nothing is on its way when it goes, the look neither.
		await readIn(as(house.officer, reads), pidOf);
		await house.db`select pg_terminate_backend(${pid})`;
		await expect.poll(async () => (await house.db`select from pg_stat_activity where pid = ${pid}`).length).toBe(0);
		// Until the program has heard of it too.
		await setTimeout(100);
		if (asksOn) await expect(looked(as(house.officer, reads), { person: house.person })).rejects.toThrow();
		await expect(reads.end()).rejects.toThrow();
	}
	expect(await looksAt(house.person)).toBe(before);
	const next = pageReads(house.db);
	const found = await Promise.all(
		Array.from({ length: 20 }, () => looked(as(house.officer, next), { person: house.namesake }))
	);
	expect(new Set(found.map(({ who }) => who))).toEqual(new Set([`staff ${house.officer.id}`]));
	await next.end();
	expect((await writes(as(house.officer, null), {})).own).toBe(true);
});

test('more pages at once than the pool has connections, each with a transaction of its own inside, all go out', async () => {
	const pages = Array.from({ length: 40 }, async () => {
		const reads = pageReads(house.db);
		const context = as(house.officer, reads);
		const both = await Promise.all([looked(context, { person: house.person }), writes(context, {})]);
		await readIn(context, (sql) => inScope(sql, house.officer, '', pidOf));
		await reads.end();
		return both[1].own;
	});
	expect(await Promise.all(pages)).toEqual(Array.from({ length: 40 }, () => true));
});

test('a transaction whose connection goes in its middle rejects, and nothing of it is written to another', async () => {
	let starts = 0;
	whenLost(() => starts++);
	const faults: unknown[] = [];
	const heard = (fault: unknown): void => void faults.push(fault);
	process.on('uncaughtExceptionMonitor', heard);
	const name = crypto.randomUUID();
	const lost = transaction(house.db, async (sql) => {
		const pid = await pidOf(sql);
		await sql`insert into request (id, at) values (${name}, now())`;
		await house.db`select pg_terminate_backend(${pid})`;
		await setTimeout(100);
		await sql`select 1`;
	});
	await expect(lost).rejects.toThrow();
	await setTimeout(50);
	process.off('uncaughtExceptionMonitor', heard);
	expect(faults).toEqual([]);
	expect(starts).toBe(1);
	// A database that cannot be reached is away, and no reason to start again; nor is what a command refuses.
	const nowhere = connect('postgres://nobody:x@127.0.0.1:1/none', { max: 1 });
	await expect(transaction(nowhere, (sql) => sql`select 1`)).rejects.toThrow();
	await nowhere.end({ timeout: 0 });
	await expect(transaction(house.db, (sql) => sql`select 1 / 0`)).rejects.toThrow('division by zero');
	whenLost(() => {});
	expect(starts).toBe(1);
	expect(await transaction(house.db, (sql) => sql`select from request where id = ${name}`)).toHaveLength(0);
});

test('what was begun beside something that failed asks nothing in the transaction of whoever comes next', async () => {
	let later: Promise<unknown> = Promise.resolve();
	const failed = transaction(house.db, async (sql) => {
		later = setTimeout(50).then(() => whoOf(sql));
		later.catch(() => {});
		throw new Refusal('person-unknown');
	});
	await expect(failed).rejects.toThrow('person-unknown');
	await inScope(house.db, house.officer, '', async (sql) => {
		await setTimeout(100);
		return whoOf(sql);
	});
	await expect(later).rejects.toThrow('the transaction is over');
});

test('what is done last goes with the end of a transaction; where it fails nothing was done', async () => {
	const place = (pool: Pool, name: string, last: 'fine' | 'fails') =>
		transactionEnding(pool, async (sql) => {
			await sql`select set_config('app.kind', 'system', true), set_config('app.id', 'test', true)`;
			await sql`insert into request (id, at) values (${name}, now())`;
			return { answer: name, last: [last === 'fine' ? sql`select 1 as one` : sql`select 1 / 0 as one`] };
		});
	const there = async (id: string) =>
		(await transaction(house.db, (sql) => sql`select from request where id = ${id}`)).length;
	const [kept, gone] = [crypto.randomUUID(), crypto.randomUUID()];
	expect(await place(house.db, kept, 'fine')).toBe(kept);
	await expect(place(house.db, gone, 'fails')).rejects.toThrow('division by zero');
	expect([await there(kept), await there(gone)]).toEqual([1, 0]);
});
