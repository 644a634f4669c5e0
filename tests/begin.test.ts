import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, transaction, transactionEnding, type Pool } from '#platform/db.server.ts';

// A transaction begins together with what it asks first: whoever asks sees nothing of that.

const url = process.env['TEST_DATABASE_URL']!;
let db: Pool;
beforeAll(() => void (db = connect(url, { max: 2 })));
afterAll(() => db.end());

const isThere = async (id: string): Promise<boolean> =>
	(await transaction(db, (sql) => sql`select from request where id = ${id}`)).length === 1;

test('the first of a pool that has asked nothing sends lists as lists, however many begin at once', async () => {
	const fresh = connect(url, { max: 3 });
	const all = await Promise.all(
		Array.from({ length: 9 }, (_, n) =>
			transaction(
				fresh,
				async (sql) =>
					(await sql<{ sum: number }[]>`select sum(n)::int from unnest(${sql.array([n, 1], 23)}::int[]) as n`)[0]!.sum
			)
		)
	);
	expect(all).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
	await fresh.end();
});

test('where something failed that nobody waited for, nothing is kept, and whoever began it is told by what', async () => {
	const id = crypto.randomUUID();
	const unheard = transaction(db, async (sql) => {
		await sql`insert into request (id, at) values (${id}, now())`;
		sql`select 1 / 0`.execute().catch(() => {});
		return id;
	});
	await expect(unheard).rejects.toThrow('division by zero');
	// Said to be wrong by whatever was asked behind it, too.
	const behind = transaction(db, async (sql) => {
		sql`select 1 / 0`.execute().catch(() => {});
		await sql`select 1`;
	});
	await expect(behind).rejects.toThrow('division by zero');
	expect(await isThere(id)).toBe(false);
});

test.each(['first', 'later'])('what the driver cannot send, asked %s, ends the transaction alone', async (when) => {
	const id = crypto.randomUUID();
	const never = new Date(Number.NaN);
	const sent = (pool: Pool) =>
		transaction(pool, async (sql) => {
			if (when === 'later') await sql`select 1`;
			const wrong = sql`insert into request (id, at) values (${id}, ${never})`;
			const [, behind] = await Promise.all([wrong, sql<{ n: number }[]>`select 7 as n`]);
			return behind;
		});
	// So that the statement is known to each connection, and nothing of it is asked before it is sent.
	const known = (n: number) =>
		transaction(db, (sql) => sql`insert into request (id, at) values (${crypto.randomUUID()}, ${new Date(n)})`);
	for (let n = 0; n < 4; n++) await Promise.all([known(n), known(n)]);
	for (let n = 0; n < 3; n++) await expect(sent(db)).rejects.toThrow('Invalid time value');
	const all = await Promise.all(
		Array.from({ length: 12 }, (_, n) => transaction(db, (sql) => sql<{ n: number }[]>`select ${n}::int as n`))
	);
	expect(all.map(([row]) => row!.n)).toEqual(Array.from({ length: 12 }, (_, n) => n));
	expect(await isThere(id)).toBe(false);
});

test('work that throws before it asks anything leaves its connection to others', async () => {
	const throws = (): Promise<never> => {
		throw new Error('at once');
	};
	for (let n = 0; n < 4; n++) await expect(transaction(db, throws)).rejects.toThrow('at once');
	const [row] = await transaction(db, (sql) => sql<{ n: number }[]>`select 1 as n`);
	expect(row).toEqual({ n: 1 });
});

test('inside of one, what fails is undone by itself, and what was before it is kept', async () => {
	const [kept, undone, after] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
	await transaction(db, async (sql) => {
		const keep = (id: string) => sql`insert into request (id, at) values (${id}, now())`;
		await keep(kept);
		const inner = transaction(sql, async () => {
			await keep(undone);
			await sql`select 1 / 0`;
		});
		await expect(inner).rejects.toThrow('division by zero');
		await transaction(sql, async () => void (await keep(after)));
	});
	expect([await isThere(kept), await isThere(undone), await isThere(after)]).toEqual([true, false, true]);
});

test('more at once than a pool has connections: each has its own, and each is given back', async () => {
	const ids = Array.from({ length: 30 }, () => crypto.randomUUID());
	await Promise.all(
		ids.map((id) =>
			transactionEnding(db, async (sql) => {
				const [one] = await sql<{ n: number }[]>`select count(*)::int as n from request where id = ${id}`;
				return { answer: one!.n, last: [sql`insert into request (id, at) values (${id}, now())`] };
			})
		)
	);
	expect(await Promise.all(ids.map(isThere))).toEqual(ids.map(() => true));
});

test('whose connections are ended under it keeps all that it said it kept, and serves everybody when that is over', async () => {
	const hand = connect(url, { max: 1 });
	const pool = connect(url, { max: 4 });
	const [kept, used]: [string[], Set<number>] = [[], new Set()];
	const keep = () =>
		transaction(pool, async (sql) => {
			const id = crypto.randomUUID();
			const [[row]] = await Promise.all([
				sql<{ pid: number }[]>`select pg_backend_pid() as pid`,
				sql`insert into request (id, at) values (${id}, now())`
			]);
			used.add(row!.pid);
			await sql`select pg_sleep(0.002)`;
			return id;
		});
	let [over, ended] = [false, 0];
	const busy = async () => {
		while (!over)
			await keep().then(
				(id) => kept.push(id),
				() => new Promise((go) => setTimeout(go, 5))
			);
	};
	const storm = async () => {
		while (ended < 40) {
			const pid = [...used][Math.floor(Math.random() * used.size)];
			if (pid === undefined || !used.delete(pid)) await new Promise((go) => setTimeout(go, 10));
			else if ((await hand<{ was: boolean }[]>`select pg_terminate_backend(${pid}) as was`)[0]!.was) ended++;
		}
		over = true;
	};
	await Promise.all([storm(), ...Array.from({ length: 8 }, busy)]);
	expect(kept.length).toBeGreaterThan(20);
	// Whoever found its connection ended as the storm was over has met it by now.
	await Promise.allSettled(Array.from({ length: 8 }, keep));
	kept.push(...(await Promise.all(Array.from({ length: 100 }, keep))));
	const there = await hand<{ id: string }[]>`select id from request where id = any(${kept})`;
	expect(there).toHaveLength(kept.length);
	const [left] = await hand<{ n: number }[]>`
		select count(*)::int as n from pg_stat_activity where pid = any(${[...used]}) and state like 'idle in transaction%'`;
	expect(left).toEqual({ n: 0 });
	await Promise.all([pool.end(), hand.end()]);
});
