import type { Db } from './db.server.ts';
import type { JournalRow } from './sql.server.ts';

export const getJournalRow = async (sql: Db, id: number): Promise<JournalRow> =>
	(await sql<JournalRow[]>`select * from journal where id = ${id}`)[0]!;

export type SealedBlock = {
	number: number;
	epoch: number;
	fromXid: string;
	toXid: string;
	rows: number;
	/** Null in blocks from before looks were sealed. */
	looks: number | null;
	hash: Buffer;
	/** Null in blocks from before they were signed. */
	signature: Buffer | null;
};

const columns = (sql: Db) => sql`number, epoch, from_xid, to_xid, rows, looks, hash, signature`;

export const findLastBlock = async (sql: Db): Promise<SealedBlock | undefined> =>
	(await sql<SealedBlock[]>`select ${columns(sql)} from journal_block order by number desc limit 1`)[0];

export const listBlocks = (sql: Db) => sql<SealedBlock[]>`select ${columns(sql)} from journal_block order by number`;

/** The clusters in which this journal was written, by their number; the last is this one. */
export const listEpochs = async (sql: Db): Promise<number[]> =>
	(await sql<{ epoch: number }[]>`select epoch from journal_epoch order by epoch`).map(({ epoch }) => epoch);

/** The first transaction id that may still be running: everything below it is settled, and no row can appear there any more. */
export const findSettled = async (sql: Db): Promise<string> =>
	(await sql<{ xmin: string }[]>`select pg_snapshot_xmin(pg_current_snapshot())::text as xmin`)[0]!.xmin;

/** Rows of settled transactions of an epoch in [from, to), in the one order in which they are sealed, as the text that is hashed. */
export const listSealable = (sql: Db, epoch: number, from: string, to: string) => sql<{ row: string; xid: string }[]>`
	select row_to_json(j)::text as row, j.xid::text as xid from (
		select id, xid, extract(epoch from at)::text as at, request, command, actor_kind, actor_id, authority, session_id, centre_id, person_id, about,
			encode(input_hash, 'hex') as input_hash, detail, answer
		from journal where epoch = ${epoch} and xid >= ${from}::text::xid8 and xid < ${to}::text::xid8
	) j order by j.xid, j.id`;

/** A span of time of which the looks go; without a beginning all before its end. */
export type Gone = { since: Date | null; until: Date };

/** The same of looks: who was shown, to whom and why; and whether each is of what goes. */
export const listSealableLooks = (sql: Db, epoch: number, from: string, to: string, gone: Gone | null) => sql<
	{ row: string; xid: string; goes: boolean }[]
>`
	select row_to_json(l)::text as row, l.xid::text as xid, coalesce(l.at::numeric < extract(epoch from ${gone?.until ?? null}::timestamptz), false)
		and coalesce(l.at::numeric >= extract(epoch from ${gone?.since ?? null}::timestamptz), true) as goes from (
		select id, xid, extract(epoch from at)::text as at, actor_kind, actor_id, what, purpose, session_id, about, people
		from look where epoch = ${epoch} and xid >= ${from}::text::xid8 and xid < ${to}::text::xid8
	) l order by l.xid, l.id`;

/**
 * Rows and looks that stand in no block and in nothing that is still to be sealed: of a cluster that never was, of a transaction that has
 * not been, or of a span that is closed. And whether new ones are still given this cluster's number by themselves.
 */
export const findStrays = async (sql: Db): Promise<{ strays: number; turned: boolean }> =>
	(
		await sql<{ strays: number; turned: boolean }[]>`
			with ends as (select pg_snapshot_xmax(pg_current_snapshot()) as next, (select max(epoch) from journal_epoch) as epoch),
			written as (select epoch, xid from journal union all select epoch, xid from look)
			select count(*)::int as strays, exists (
				select from pg_attribute a join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
				where a.attrelid in ('journal'::regclass, 'look'::regclass) and a.attname in ('epoch', 'xid')
					and pg_get_expr(d.adbin, d.adrelid) not in ('journal_epoch_now()', 'pg_current_xact_id()')) as turned
			from written w, ends e
			where w.epoch not in (select epoch from journal_epoch) or (w.epoch = e.epoch and w.xid >= e.next)`
	)[0]!;

export const insertBlock = (sql: Db, block: SealedBlock, at: Date) => sql`
	insert into journal_block (number, epoch, from_xid, to_xid, rows, looks, hash, signature, at)
	values (${block.number}, ${block.epoch}, ${block.fromXid}::text::xid8, ${block.toXid}::text::xid8, ${block.rows}, ${block.looks}, ${block.hash}, ${block.signature}, ${at})
	on conflict (number) do nothing`;
