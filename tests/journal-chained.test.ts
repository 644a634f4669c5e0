import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Db } from '#platform/db.server.ts';
import { sealJournal, verifyJournal, type Head } from '#platform/journal.server.ts';
import { register } from '#platform/listen.server.ts';
import { findPeople } from '#capabilities/residents/people.server.ts';
import { bindOwner } from './support/bound.ts';
import { beTheWorker, commitHouse, takeNumber, type House } from './support/committed.ts';
import { sealAll } from './support/sealed.ts';

// What whoever owns the database can do to the journal, and a journal that moves to another cluster. Each attack is done in a
// transaction of the owner's and taken back.

let house: House;
let done: () => Promise<void>;
const owner = connect(process.env['TEST_DATABASE_OWNER_URL']!, { max: 1 });
let heads: Head[];

beforeAll(async () => {
	done = await beTheWorker();
	house = await commitHouse();
	await owner`delete from journal_block`;
	for (let n = 0; n < 5; n++) {
		await takeNumber(house);
		await findPeople(house.as(house.guide), { words: 'suong thi som' });
		await sealAll(house, owner);
	}
	heads = [(await verifyJournal(house.db, house.base.keys)).head!];
}, 120_000);
afterAll(async () => {
	register([]);
	await Promise.all([house.db.end(), owner.end()]);
	await done();
});

const undo = Symbol('undo');

/** Why the journal is broken after an attack; null when nothing was seen. */
async function after(attack: (sql: Db) => Promise<unknown>, known: readonly Head[] = []): Promise<string | null> {
	let why: string | null = null;
	await owner
		.begin(async (sql) => {
			await attack(sql);
			await bindOwner(sql);
			why = (await verifyJournal(sql, house.base.keys, known)).broken?.why ?? null;
			throw undo;
		})
		.catch((reason: unknown) => {
			if (reason !== undo) throw reason;
		});
	return why;
}

/** The chain computed anew over what stands there, as anybody can who reads this program. */
async function rechain(sql: Db): Promise<void> {
	let before: Buffer = Buffer.alloc(32);
	const blocks = await sql<{ number: number; epoch: number; low: string; high: string }[]>`
		select number, epoch, from_xid::text as low, to_xid::text as high from journal_block order by number`;
	for (const { number, epoch, low, high } of blocks) {
		const rows = await sql<{ row: string }[]>`
			select row_to_json(j)::text as row from (
				select id, xid, extract(epoch from at)::text as at, request, command, actor_kind, actor_id, authority, session_id, centre_id,
					person_id, about, encode(input_hash, 'hex') as input_hash, detail, answer
				from journal where epoch = ${epoch} and xid >= ${low}::text::xid8 and xid < ${high}::text::xid8
			) j order by j.xid, j.id`;
		const hash = createHash('sha256').update(before);
		const looks = await sql<{ row: string }[]>`
			select row_to_json(l)::text as row from (
				select id, xid, extract(epoch from at)::text as at, actor_kind, actor_id, what, purpose, session_id, about, people
				from look where epoch = ${epoch} and xid >= ${low}::text::xid8 and xid < ${high}::text::xid8
			) l order by l.xid, l.id`;
		for (const { row } of [...rows, ...looks]) hash.update(row).update('\n');
		before = hash.digest();
		await sql`update journal_block set hash = ${before}, rows = ${rows.length}, looks = ${looks.length} where number = ${number}`;
	}
}

const change = (sql: Db) =>
	sql`update journal set detail = detail || '{"number": 999}' where id = (select max(id) from journal)`;

test('untouched, the journal is whole, and holds the head that left the machine', async () => {
	expect(await after(async () => undefined, heads)).toBeNull();
});

test('a changed row is seen, and so is a chain that was computed anew over it', async () => {
	expect(await after(change)).toBe('rows');
	expect(
		await after(async (sql) => {
			await change(sql);
			await rechain(sql);
		})
	).toBe('signature');
	expect(
		await after(async (sql) => {
			await change(sql);
			await rechain(sql);
			await sql`update journal_block set signature = null where number > 1`;
		})
	).toBe('signature');
});

test('a look that was taken out, turned to another or added is seen', async () => {
	const newest = (sql: Db) => sql`select max(id) from look where cardinality(people) > 0`;
	expect(await after((sql) => sql`delete from look where id = (${newest(sql)})`)).toBe('rows');
	expect(await after((sql) => sql`update look set actor_id = ${house.officer.id} where id = (${newest(sql)})`)).toBe(
		'rows'
	);
	expect(
		await after(
			(sql) => sql`
				insert into look (at, actor_kind, actor_id, what, purpose, people, xid)
				select at, actor_kind, ${house.officer.id}, what, purpose, people, xid from look where id = (${newest(sql)})`
		)
	).toBe('rows');
	expect(
		await after(async (sql) => {
			await sql`delete from look where id = (${newest(sql)})`;
			await rechain(sql);
		})
	).toBe('signature');
	// A block that is said to be from before looks were sealed is none: its hash and its signature held them.
	const saidOlder = (sql: Db) =>
		sql`update journal_block set looks = null where number = (select max(number) from journal_block where looks > 0)`;
	expect(await after(saidOlder)).toBe('rows');
});

test('what is written where no block will look is seen, and so is a table that writes there by itself', async () => {
	const stray = (epoch: number, xid: string) => (sql: Db) => sql`
		insert into look (at, actor_kind, actor_id, what, purpose, people, epoch, xid)
		select at, actor_kind, actor_id, what, purpose, people, ${epoch}, ${xid}::text::xid8 from look order by id desc limit 1`;
	for (const epoch of [0, 99]) expect(await after(stray(epoch, '1'))).toBe('stray');
	expect(await after(stray(1, '99999999999'))).toBe('stray');
	for (const table of ['look', 'journal'])
		expect(await after((sql) => sql.unsafe(`alter table ${table} alter column epoch set default 99`))).toBe('stray');
	expect(await after((sql) => sql`alter table look alter column xid set default '1'`)).toBe('stray');
});

test('blocks cut out of the middle leave a gap, renumbered or not', async () => {
	expect(await after((sql) => sql`delete from journal_block where number in (2, 3)`)).toBe('gap');
	expect(
		await after(async (sql) => {
			await sql`delete from journal_block where number in (2, 3)`;
			await sql`update journal_block set number = number - 2 where number > 3`;
		})
	).toBe('gap');
});

test('an end that was cut off with its rows is seen by the head that left the machine', async () => {
	const cut = async (sql: Db): Promise<void> => {
		const [last] = await sql<
			{ low: string }[]
		>`select from_xid::text as low from journal_block order by number desc limit 1`;
		await sql`delete from delivery where journal_id in (select id from journal where xid >= ${last!.low}::text::xid8)`;
		await sql`delete from journal where xid >= ${last!.low}::text::xid8`;
		await sql`delete from journal_block where number = (select max(number) from journal_block)`;
	};
	expect(await after(cut)).toBeNull();
	expect(await after(cut, heads)).toBe('head');
	// Begun anew, all of it signed by nobody: the head is not in it.
	const anew = async (sql: Db): Promise<void> => {
		await change(sql);
		await rechain(sql);
		await sql`update journal_block set signature = null`;
	};
	expect(await after(anew, heads)).toBe('head');
});

test('in another cluster transaction ids begin anew: what it writes is sealed, and all of it verifies', async () => {
	await takeNumber(house);
	await owner`insert into journal_epoch (epoch, cluster) select max(epoch) + 1, 'another' from journal_epoch`;
	const { ticket } = await takeNumber(house);
	// As after a dump: this cluster has counted to seven.
	await owner`update journal set xid = '7' where about = ${ticket}`;
	const [row] = await owner<{ n: number }[]>`select count(*)::int as n from journal`;
	for (let n = 0; n < 3; n++) await sealJournal(house.db, house.base.keys, new Date());
	const { broken, rows } = await verifyJournal(house.db, house.base.keys, heads);
	expect([broken, rows]).toEqual([null, row!.n]);
});
