import type { Db } from './db.server.ts';
import type { SealedBlock } from './sql-journal.server.ts';

/** A month that looks lie in; the first has no beginning. */
export type LookMonth = { name: string; since: Date | null; until: Date };

export const listLookMonths = (sql: Db) => sql<LookMonth[]>`select name, since, until from look_months()`;

/** Months of looks that went: which, how many looks, how long looks were kept then, and by which request. */
export type LetGo = {
	number: number;
	months: string[];
	since: Date | null;
	until: Date;
	looks: number;
	days: number;
	request: string;
	at: Date;
	hash: Buffer;
	signature: Buffer;
};
/** What is left of a block after looks of it went. */
export type LeftOf = { block: number; looks: number; hash: Buffer };

export const listLetGo = (sql: Db) => sql<LetGo[]>`
	select number, months, since, until, looks, days, request, at, hash, signature from look_let_go order by number`;

export const insertLetGo = (sql: Db, one: LetGo) => sql`
	insert into look_let_go (number, months, since, until, looks, days, request, at, hash, signature)
	values (${one.number}, ${one.months}, ${one.since}, ${one.until}, ${one.looks}, ${one.days}, ${one.request}, ${one.at}, ${one.hash}, ${one.signature})`;

export const insertLeft = (sql: Db, letGo: number, left: readonly LeftOf[]) => sql`
	insert into look_let_go_block (let_go, block, looks, hash)
	select ${letGo}, l.block, l.looks, decode(l.hash, 'hex')
	from jsonb_to_recordset(${sql.json(left.map((one) => ({ ...one, hash: one.hash.toString('hex') })))}) l (block bigint, looks bigint, hash text)`;

/** What is left of each block that a letting go touched, in their order. */
export const listLeftBy = (sql: Db, letGo: number) => sql<LeftOf[]>`
	select block, looks, hash from look_let_go_block where let_go = ${letGo} order by block`;

/** What is left by now of the blocks from one to another; of those alone that were touched. */
export const listLeft = (sql: Db, from: number, to: number) => sql<LeftOf[]>`
	select distinct on (b.block) b.block, b.looks, b.hash from look_let_go_block b
	where b.block >= ${from} and b.block <= ${to} and b.let_go in (select number from look_let_go) order by b.block, b.let_go desc`;

type Place = { epoch: number; xid: string };
export type Ends = { first: Place; last: Place };

/** Where in the journal the first and the last of the looks of a span stand; none where there is none. */
export async function findEnds(sql: Db, { since, until }: Pick<LetGo, 'since' | 'until'>): Promise<Ends | null> {
	const end = (way: 'asc' | 'desc') => sql<Place[]>`
		select l.epoch, l.xid::text as xid from look l where l.at >= coalesce(${since}::timestamptz, '-infinity') and l.at < ${until}
		order by ${way === 'asc' ? sql`l.epoch, l.xid` : sql`l.epoch desc, l.xid desc`} limit 1`;
	const [[first], [last]] = await Promise.all([end('asc'), end('desc')]);
	return first && last ? { first, last } : null;
}

/** Blocks with looks from one number on that reach into what lies between two places, in their order. */
export const listBlocksBetween = (sql: Db, { first, last }: Ends, from: number, rows: number) => sql<SealedBlock[]>`
	select number, epoch, from_xid, to_xid, rows, looks, hash, signature from journal_block
	where number >= ${from} and looks is not null and (epoch, to_xid) > (${first.epoch}::int, ${first.xid}::text::xid8)
		and (epoch, from_xid) <= (${last.epoch}::int, ${last.xid}::text::xid8)
	order by number limit ${rows}`;

/** How many looks lie in a span of time. */
export const countLooksIn = async (sql: Db, { since, until }: Pick<LetGo, 'since' | 'until'>): Promise<number> =>
	(
		await sql<{ looks: number }[]>`
			select count(*)::int as looks from look where at >= coalesce(${since}::timestamptz, '-infinity') and at < ${until}`
	)[0]!.looks;

/** The hash of each block by its number: what the one after it begins with. */
export const listHashes = (sql: Db, numbers: readonly number[]) => sql<{ number: number; hash: Buffer }[]>`
	select number, hash from journal_block where number = any(${numbers as number[]})`;

/** Whether the journal holds the row of a request with this proof. */
export const isInJournal = async (sql: Db, request: string, proof: string): Promise<boolean> =>
	(
		await sql<{ found: boolean }[]>`
			select exists (select from journal where request = ${request} and detail->>'proof' = ${proof}) as found`
	)[0]!.found;

/** Waits for whoever lets months go, until the end of the transaction. */
export const alone = (sql: Db) => sql`select pg_advisory_xact_lock(hashtext('look let go'))`;

/** Drops the months that this transaction said it lets go, and nothing else. */
export const dropLetGo = (sql: Db) => sql`select let_look_months_go()`;

/** How many of them lie in blocks from before looks were sealed, which hold none of them. */
export const countLooksUnsealed = async (sql: Db, { since, until }: Pick<LetGo, 'since' | 'until'>): Promise<number> =>
	(
		await sql<{ looks: number }[]>`
			select coalesce(sum((select count(*) from look l where l.at >= coalesce(${since}::timestamptz, '-infinity') and l.at < ${until}
				and l.epoch = b.epoch and l.xid >= b.from_xid and l.xid < b.to_xid)), 0)::int as looks
			from journal_block b where b.looks is null`
	)[0]!.looks;
