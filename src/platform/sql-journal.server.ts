import type { Db } from './db.server.ts';
import type { JournalRow } from './sql.server.ts';

export const getJournalRow = async (sql: Db, id: number): Promise<JournalRow> =>
	(await sql<JournalRow[]>`select * from journal where id = ${id}`)[0]!;

export type SealedBlock = { number: number; fromXid: string; toXid: string; rows: number; hash: Buffer };

export const findLastBlock = async (sql: Db): Promise<SealedBlock | undefined> =>
	(
		await sql<
			SealedBlock[]
		>`select number, from_xid, to_xid, rows, hash from journal_block order by number desc limit 1`
	)[0];

export const listBlocks = (sql: Db) =>
	sql<SealedBlock[]>`select number, from_xid, to_xid, rows, hash from journal_block order by number`;

/** The first transaction id that may still be running: everything below it is settled, and no row can appear there any more. */
export const findSettled = async (sql: Db): Promise<string> =>
	(await sql<{ xmin: string }[]>`select pg_snapshot_xmin(pg_current_snapshot())::text as xmin`)[0]!.xmin;

/** Rows of settled transactions in [from, to), in the one order in which they are sealed, as the text that is hashed. */
export const listSealable = (sql: Db, from: string, to: string) => sql<{ row: string }[]>`
	select row_to_json(j)::text as row from (
		select id, xid, extract(epoch from at)::text as at, request, command, actor_kind, actor_id, authority, session_id, centre_id, person_id, about,
			encode(input_hash, 'hex') as input_hash, detail, answer
		from journal where xid >= ${from}::text::xid8 and xid < ${to}::text::xid8
	) j order by j.xid, j.id`;

export const insertBlock = (sql: Db, block: SealedBlock, at: Date) => sql`
	insert into journal_block (number, from_xid, to_xid, rows, hash, at)
	values (${block.number}, ${block.fromXid}::text::xid8, ${block.toXid}::text::xid8, ${block.rows}, ${block.hash}, ${at})
	on conflict (number) do nothing`;
