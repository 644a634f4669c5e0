import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { system } from '#kernel/actor.ts';
import type { Db } from '#platform/db.server.ts';
import { sealJournal, verifyJournal } from '#platform/journal.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { keepLookMonths } from '#platform/sql-look-months.server.ts';
import { lookAt, monthsHouse, watcher, whereLooksLie, type MonthsHouse } from './support/months-house.ts';

// Looks lie by the month (decision 76): each in its own, whatever slept; asked by its own name a month shows nothing and takes nothing.

let house: MonthsHouse;
beforeAll(async () => {
	house = await monthsHouse();
}, 120_000);
afterAll(() => house.end(), 30_000);
beforeEach(async () => {
	await house.owner`delete from journal_block`;
	await house.owner`delete from look`;
});

const months = async (): Promise<string[]> =>
	(await house.owner<{ name: string }[]>`select name from look_months()`).map(({ name }) => name);
const noted = (sql: Db) => sql<{ id: number; xid: string; at: Date }[]>`select id, xid::text, at from look order by id`;

test('a night makes this month and the three after it, and a second makes nothing more', async () => {
	await house.night('2024-11-20T12:00:00Z');
	const made = ['look_2024_11', 'look_2024_12', 'look_2025_01', 'look_2025_02'];
	expect((await months()).filter((name) => made.includes(name))).toEqual(made);
	const all = await months();
	await house.night('2024-11-21T12:00:00Z');
	expect(await months()).toEqual(all);
});

test('what came while nobody made months goes into its own, as it was, and the seal holds', async () => {
	await lookAt(house.db, '2020-05-05T05:00:00Z');
	// The last instant of May in Vietnam, and the first of June.
	await lookAt(house.db, '2024-05-31T16:59:59.999Z');
	await lookAt(house.db, '2024-05-31T17:00:00Z');
	// Far beyond: under a clock that runs ahead.
	await lookAt(house.db, '2031-01-01T05:00:00Z');
	const before = await noted(house.owner);
	expect(await whereLooksLie(house.owner)).toEqual({ look_first: 1, look_rest: 3 });
	await sealJournal(house.db, house.base.keys, new Date());
	await house.night('2024-07-03T12:00:00Z');
	expect(await whereLooksLie(house.owner)).toEqual({ look_first: 1, look_2024_05: 1, look_2024_06: 1, look_rest: 1 });
	expect(await noted(house.owner)).toEqual(before);
	expect((await verifyJournal(house.db, house.base.keys)).broken).toBeNull();
});

test('whenever somebody looks, it lies in the month that it is in Vietnam', async () => {
	const within = { min: new Date('2024-03-01'), max: new Date('2025-10-01'), noInvalidDate: true };
	await fc.assert(
		fc.asyncProperty(fc.array(fc.date(within), { minLength: 1, maxLength: 12 }), async (times) => {
			await house.owner`delete from look`;
			for (const at of times) await lookAt(house.db, at.toISOString());
			await house.night('2025-10-01T12:00:00Z');
			const inVietnam = (at: Date): string =>
				`look_${new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 7).replace('-', '_')}`;
			const found = await house.owner<{ at: Date; name: string }[]>`
				select at, tableoid::regclass::text as name from look order by id`;
			expect(found.map(({ name }) => name)).toEqual(times.map(inVietnam));
		}),
		{ numRuns: 12 }
	);
}, 60_000);

test('two workers at once make each month once, and one that is killed in the middle has made none', async () => {
	for (const day of ['2028-01-05T05:00:00Z', '2028-02-05T05:00:00Z', '2028-03-05T05:00:00Z'])
		await lookAt(house.db, day);
	const all = await months();
	const gone = new Error('killed');
	const killed = house.owner.begin(async (sql) => {
		await sql`select make_look_months('2028-03-10T05:00:00Z')`;
		throw gone;
	});
	await expect(killed).rejects.toBe(gone);
	expect([await months(), await whereLooksLie(house.owner)]).toEqual([all, { look_rest: 3 }]);
	await Promise.all(Array.from({ length: 5 }, () => house.night('2028-03-10T05:00:00Z')));
	expect((await months()).filter((name) => name.startsWith('look_2028'))).toEqual(
		[1, 2, 3, 4, 5, 6].map((n) => `look_2028_0${n}`)
	);
	expect(await whereLooksLie(house.owner)).toEqual({ look_2028_01: 1, look_2028_02: 1, look_2028_03: 1 });
});

test('whoever reads for long is not ended for it: the months are made later, and looks are written meanwhile', async () => {
	let read = (): void => undefined;
	const reading = new Promise<void>((resolve) => (read = resolve));
	let open = (): void => undefined;
	const opened = new Promise<void>((resolve) => (open = resolve));
	const reader = house.owner.begin(async (sql) => {
		await sql`select count(*) from look`;
		open();
		await reading;
		return sql`select count(*) from look`;
	});
	await opened;
	const all = await months();
	const making = house.night('2029-01-05T05:00:00Z');
	await lookAt(house.db, '2026-03-20T05:00:00Z');
	await making;
	expect(await months()).toEqual(all);
	read();
	await reader;
	await house.night('2029-01-05T05:00:00Z');
	expect(await months()).toContain('look_2029_04');
}, 30_000);

test('asked by its own name a month shows nothing and takes nothing, and nobody but the owner changes a look', async () => {
	const person = crypto.randomUUID();
	await house.night('2024-07-03T12:00:00Z');
	await lookAt(house.db, '2024-06-05T05:00:00Z', person);
	const refused = /permission denied/;
	const as = (work: (sql: Db) => Promise<unknown>) => inScope(house.db, watcher, crypto.randomUUID(), work);
	for (const name of [...(await months()), 'look_rest']) {
		await expect(as((sql) => sql`select from ${sql(name)}`)).rejects.toThrow(refused);
		await expect(
			as(
				(
					sql
				) => sql`insert into ${sql(name)} (id, at, actor_kind, actor_id, what, purpose, people) overriding system value
					values (1, '2024-06-06', 'staff', ${watcher.id}, 'record', 'session', array[${person}::uuid])`
			)
		).rejects.toThrow(refused);
	}
	await expect(as((sql) => sql`update look set what = 'list'`)).rejects.toThrow(refused);
	await expect(as((sql) => sql`delete from look`)).rejects.toThrow(refused);
	await expect(as((sql) => sql`truncate look`)).rejects.toThrow(refused);
	await expect(as((sql) => sql`drop table look_2024_06`)).rejects.toThrow(/must be owner/);
	expect(await as((sql) => sql`select from look`)).toHaveLength(0);
	const [open] = await house.owner<{ n: number }[]>`
		select count(*)::int as n from pg_inherits i join pg_class c on c.oid = i.inhrelid
		where i.inhparent = 'look'::regclass and (c.relacl is not null and exists (select from aclexplode(c.relacl) a where a.grantee <> c.relowner)
			or not c.relrowsecurity)`;
	expect(open!.n).toBe(0);
});

test('only the house itself makes months', async () => {
	for (const actor of [watcher, system('retention', new Set()), { ...watcher, id: 'look-months' }])
		await expect(
			inScope(house.db, actor, crypto.randomUUID(), (sql) => keepLookMonths(sql, new Date()))
		).rejects.toThrow(/insufficient_privilege|permission/);
	await expect(house.db`select make_look_months(now())`).rejects.toThrow(/permission denied/);
});

test('what is asked of some days reads their months alone; what is asked of all years goes by an index in each', async () => {
	await house.night('2024-11-20T12:00:00Z');
	const scanned = async (what: string): Promise<string> => {
		const [plan] = await house.owner.begin(async (sql) => {
			await sql`set local enable_seqscan = off`;
			return sql.unsafe(`explain (costs off, format json) ${what}`);
		});
		return JSON.stringify(plan);
	};
	const tables = (plan: string): string[] => [...plan.matchAll(/"Relation Name":"(\w+)"/g)].map(([, name]) => name!);
	const days = `at >= '2024-11-03' and at < '2024-11-05'`;
	expect(tables(await scanned(`select from look where actor_id = 'x' and ${days}`))).toEqual(['look_2024_11']);
	for (const where of [`people && array['${crypto.randomUUID()}'::uuid]`, `epoch = 1 and xid >= '5' and xid < '9'`]) {
		const plan = await scanned(`select from look where ${where}`);
		expect(tables(plan)).toHaveLength((await months()).length + 1);
		expect(plan).not.toContain('Seq Scan');
	}
});
