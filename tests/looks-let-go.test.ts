import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { clearOut, setHousePeriod } from '#capabilities/data-rights/retention.server.ts';
import { system } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import type { Db } from '#platform/db.server.ts';
import { sealJournal, verifyJournal, type Head } from '#platform/journal.server.ts';
import { newKeys } from '#platform/keys.server.ts';
import { registerClearings } from '#platform/retention.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { dropLetGo, findEnds } from '#platform/sql-let-go.server.ts';
import { rooms } from '#program/rooms.ts';
import { bindOwner } from './support/bound.ts';
import { lookAt, monthsHouse, watcher, whereLooksLie, type MonthsHouse } from './support/months-house.ts';
import { refusalOf } from './support/scene.ts';

// Months of looks go when the house says so, each with a signed entry before it goes; whatever else is gone is found (decision 76).

registerClearings(rooms);
let house: MonthsHouse;
let heads: Head[];
const may = ['data-rights.clear-out', 'data-rights.set-house-period'];
const as = (name = 'retention', keys = house.base.keys): Context => ({
	...{ ...house.base, keys, actor: system(name, new Set(may)), now: new Date(), request: crypto.randomUUID() }
});
const keep = (days: number) => setHousePeriod(as(), { name: 'keep-looks', days });
const clear = (context = as()) => clearOut(context, { rule: 'keep-looks' });
const why = async (sql: Db = house.db) => (await verifyJournal(sql, house.base.keys, heads)).broken?.why ?? null;
const sealSome = () => sealJournal(house.db, house.base.keys, new Date());

/**
 * Seals all there is, whatever tests beside this one hold open: a seal of the cluster of now would wait for them, one of a cluster that runs
 * no more is closed at once.
 */
async function seal(): Promise<void> {
	const [{ closed } = { closed: 0 }] = await house.owner<{ closed: number }[]>`
		insert into journal_epoch (epoch, cluster) select max(epoch) + 1, 'another' from journal_epoch returning epoch - 1 as closed`;
	const over = () => house.owner`select from journal_block where epoch = ${closed} and to_xid = '18446744073709551615'`;
	while ((await over()).length === 0) await sealSome();
}

/** Days that reach from now to the beginning of this month of 2024 and the year of another. */
const daysSince = (day: string): number => Math.floor((Date.now() - Date.parse(`${day}T00:00:00+07:00`)) / 86_400_000);

beforeAll(async () => {
	house = await monthsHouse();
	await house.night('2024-06-15T05:00:00Z');
}, 120_000);
afterAll(() => house.end(), 30_000);

/** Looks of five months, some of two months in one block, and rows of the journal between them; all of it sealed. */
beforeEach(async () => {
	for (const table of ['look_let_go', 'look_let_go_block', 'journal_block', 'look', 'period'])
		await house.owner`delete from ${house.owner(table)}`;
	for (const day of [
		'2023-12-30',
		'2024-01-05',
		'2024-01-31',
		'2024-02-01',
		'2024-03-05',
		'2024-05-07',
		'2026-05-05'
	]) {
		await lookAt(house.db, `${day}T20:00:00Z`);
		if (day.endsWith('5')) {
			await setHousePeriod(as(), { name: 'keep-attempts', days: 90 });
			await sealSome();
		}
	}
	await house.night('2024-05-10T05:00:00Z');
	await seal();
	heads = [(await verifyJournal(house.db, house.base.keys)).head!];
}, 60_000);

test('without a keeping time looks stay for ever; less than a year nobody sets', async () => {
	const before = await whereLooksLie(house.owner);
	expect(await clear()).toEqual({ cleared: 0 });
	expect(await refusalOf(keep(364))).toBe('period-too-short');
	expect(await whereLooksLie(house.owner)).toEqual(before);
	expect(await house.owner`select from look_let_go`).toHaveLength(0);
});

test('whole months older than the keeping time go, with their entry; all of it verifies, and what is left is guarded as before', async () => {
	await keep(daysSince('2024-03-20'));
	expect(await clear()).toEqual({ cleared: 4 });
	expect(await whereLooksLie(house.owner)).toEqual({ look_2024_03: 1, look_2024_05: 1, look_rest: 1 });
	const [entry] = await house.owner`select number, months, since, looks, days from look_let_go`;
	expect(entry).toEqual({
		...{ number: 1, months: ['look_first', 'look_2024_01', 'look_2024_02'], since: null, looks: 4 },
		days: daysSince('2024-03-20')
	});
	const verdict = await verifyJournal(house.db, house.base.keys, heads);
	expect([verdict.broken, verdict.letGo]).toEqual([null, 3]);
	// Again the same night, and another: nothing more is over.
	expect(await clear()).toEqual({ cleared: 0 });
	// A second time, in blocks that were let go of already.
	await keep(daysSince('2024-04-20'));
	expect(await clear()).toEqual({ cleared: 1 });
	await seal();
	expect([await why(), (await verifyJournal(house.db, house.base.keys)).letGo]).toEqual([null, 4]);
});

/** What somebody does who owns the database, and what is seen of it; all of it is taken back. */
async function afterThief(attack: (sql: Db) => Promise<unknown>): Promise<string | null> {
	const undo = new Error('undo');
	let seen: string | null = null;
	await house.owner
		.begin(async (sql) => {
			await attack(sql);
			await bindOwner(sql);
			seen = await why(sql);
			throw undo;
		})
		.catch((reason: unknown) => {
			if (reason !== undo) throw reason;
		});
	return seen;
}

test('a month that went without an entry is found, and one whose entry nobody of this house signed', async () => {
	expect(await afterThief(async () => undefined)).toBeNull();
	expect(await afterThief((sql) => sql`drop table look_2024_01`)).toBe('rows');
	expect(await afterThief((sql) => sql`delete from look where at < '2024-02-01'`)).toBe('rows');
	expect(await afterThief((sql) => sql`alter table look detach partition look_2024_03`)).toBe('rows');
	// All that the house does, with keys that are not its own.
	await keep(daysSince('2024-03-20'));
	await clear(as('retention', newKeys()));
	expect(await why()).toBe('let-go');
});

test('after months went, what is left of their blocks, the entry and its row of the journal are guarded as everything else', async () => {
	await keep(daysSince('2024-03-20'));
	await clear();
	await seal();
	expect(await afterThief(async () => undefined)).toBeNull();
	// The looks of March stand in blocks with those of February that went.
	const attacks: [string, string][] = [
		[`delete from look where at < '2024-04-01'`, 'rows'],
		[`update look set actor_id = 'x' where at < '2024-04-01'`, 'rows'],
		[`update journal set detail = detail || '{"days": 91}' where id = (select min(id) from journal)`, 'rows'],
		[`drop table look_2024_03`, 'rows'],
		[`delete from look_let_go`, 'rows'],
		[`delete from look_let_go_block where block = (select min(block) from look_let_go_block)`, 'let-go'],
		[`update look_let_go_block set hash = '\\x00' where block = (select max(block) from look_let_go_block)`, 'let-go'],
		[`update look_let_go set days = 3650`, 'let-go'],
		[`update look_let_go set looks = looks - 1`, 'let-go'],
		[`update journal set detail = detail - 'proof' where detail ? 'proof'`, 'let-go'],
		[`update journal_block set hash = '\\x00' where number = (select min(block) from look_let_go_block)`, 'rows']
	];
	for (const [attack, seen] of attacks)
		expect([attack, await afterThief((sql) => sql.unsafe(attack))]).toEqual([attack, seen]);
});

test('a journal that was tampered with lets nothing go, and neither do looks that stand in no block', async () => {
	await keep(daysSince('2024-03-20'));
	const [one] = await house.owner`select * from look where at < '2024-02-01' order by id limit 1`;
	await house.owner`update look set actor_id = 'x' where id = ${one!['id']}`;
	const before = await whereLooksLie(house.owner);
	await expect(clear()).rejects.toThrow(/not whole/);
	await house.owner`update look set actor_id = ${one!['actorId']} where id = ${one!['id']}`;
	await lookAt(house.db, '2024-01-06T05:00:00Z');
	await expect(clear()).rejects.toThrow(/in no block yet/);
	expect(await whereLooksLie(house.owner)).toEqual({ ...before, look_2024_01: before['look_2024_01']! + 1 });
	await seal();
	expect(await clear()).toEqual({ cleared: 5 });
	expect(await why()).toBeNull();
}, 60_000);

test('killed before the end, everything stands as before, and the next night does it', async () => {
	await keep(daysSince('2024-03-20'));
	const before = await whereLooksLie(house.owner);
	// The server ends the connection of whoever drops, once the months are dropped and before that is kept.
	await house.owner.unsafe(`create function kills() returns trigger language plpgsql as $$
		begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
		create constraint trigger kills after insert on look_let_go deferrable initially deferred for each row execute function kills()`);
	await expect(clear()).rejects.toThrow();
	await house.owner`drop trigger kills on look_let_go`;
	await house.owner`drop function kills()`;
	expect(await whereLooksLie(house.owner)).toEqual(before);
	expect([await why(), await house.owner`select from look_let_go_block`]).toMatchObject([null, { length: 0 }]);
	expect(await clear()).toEqual({ cleared: 4 });
	expect(await why()).toBeNull();
}, 60_000);

test('a request that comes twice lets go once; two at once let go once, and whoever reads meanwhile is not ended', async () => {
	await keep(daysSince('2024-03-20'));
	const again = as();
	expect([await clear(again), await clear(again)]).toEqual([{ cleared: 4 }, { cleared: 4 }]);
	expect(await house.owner`select from look_let_go`).toHaveLength(1);
	await keep(daysSince('2024-04-20'));
	const cleared = (await Promise.all([clear(), clear(), clear()])).map((one) => one.cleared);
	expect(cleared.toSorted()).toEqual([0, 0, 1]);
	expect(await house.owner`select from look_let_go`).toHaveLength(2);
	expect(await why()).toBeNull();
	await keep(daysSince('2024-06-10'));
	await house.owner.begin(async (sql) => {
		await sql`select from look`;
		await expect(clear()).rejects.toThrow(/lock timeout/);
		await sql`select from look`;
	});
	expect(await clear()).toEqual({ cleared: 1 });
}, 60_000);

test('the program drops no month that nobody said goes, that is young, or for which no time is set', async () => {
	const drop = (id: string, kind: 'staff' | 'system' = 'system') =>
		inScope(house.db, { ...watcher, kind, id }, crypto.randomUUID(), dropLetGo);
	const say = (until: string, months: string[], looks: number) =>
		inScope(house.db, system('retention', new Set()), crypto.randomUUID(), async (sql) => {
			await sql`
				insert into look_let_go (number, months, since, until, looks, days, request, at, hash, signature)
				values (1, ${months}, null, ${until}, ${looks}, 1, ${crypto.randomUUID()}, now(), '\\x00', '\\x00')`;
			await dropLetGo(sql);
		});
	const upTo = async (until: string): Promise<[string, string[], number]> => {
		const months = await house.owner<{ name: string }[]>`select name from look_months() where until <= ${until}`;
		const looks = await house.owner`select from look where at < ${until}`;
		return [until, months.map(({ name }) => name), looks.length];
	};
	const [march, now] = await Promise.all([upTo('2024-03-01T00:00:00+07:00'), upTo('2026-06-01T00:00:00+07:00')]);
	const refused = /insufficient|permission|nothing says/;
	for (const [id, kind] of [
		['retention', 'staff'],
		['journal-seal', 'system'],
		['retention', 'system']
	] as const)
		await expect(drop(id, kind)).rejects.toThrow(refused);
	await expect(say(...march)).rejects.toThrow(refused);
	await house.owner`insert into period (name, days, changed_by, changed_at) values ('keep-looks', 1, 'x', now())`;
	await expect(say(...now)).rejects.toThrow(refused);
	await expect(say(march[0], march[1].slice(1), march[2])).rejects.toThrow(refused);
	await expect(say(march[0], march[1], march[2] - 1)).rejects.toThrow(/other looks/);
	await expect(
		inScope(
			house.db,
			{ ...watcher },
			crypto.randomUUID(),
			(sql) => sql`insert into look_let_go_block values (1, 1, 1, '\\x00')`
		)
	).rejects.toThrow(/row-level security/);
	// As it is said truly, it goes: what was refused was refused for its reason; unsigned, it is found.
	await say(...march);
	expect(await why()).toBe('let-go');
});

test('where looks of a span begin and end is told by the count of transactions', async () => {
	const span = { since: new Date('2024-01-01T00:00:00+07:00'), until: new Date('2024-03-01T00:00:00+07:00') };
	const ends = () =>
		inScope(house.db, system('retention', new Set()), crypto.randomUUID(), (sql) => findEnds(sql, span));
	await house.owner`
		update look l set xid = n.xid::xid8 from (
			select id, (array['100', '9', '10'])[row_number() over (order by id)] as xid from look
			where at >= ${span.since} and at < ${span.until}) n where n.id = l.id`;
	expect(await ends()).toMatchObject({ first: { xid: '9' }, last: { xid: '100' } });
	await house.owner`delete from look where at >= ${span.since} and at < ${span.until}`;
	expect(await ends()).toBeNull();
});

test('looks from before looks were sealed go with their month as well', async () => {
	await house.owner`delete from journal_block`;
	await house.owner`delete from look`;
	await seal();
	// A block as they were then: it holds no looks and is signed by nobody.
	await house.owner`update journal_block set looks = null, signature = null where number = 1`;
	await lookAt(house.db, '2024-01-07T05:00:00Z');
	await house.owner`update look set xid = '1', epoch = b.epoch from journal_block b where b.number = 1`;
	heads = [];
	await house.night('2024-05-10T05:00:00Z');
	expect(await why()).toBeNull();
	await keep(daysSince('2024-03-20'));
	expect(await clear()).toEqual({ cleared: 1 });
	expect([await why(), await house.owner`select from look`]).toMatchObject([null, { length: 0 }]);
});
