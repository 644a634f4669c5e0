import type { Kept, Counts, Erasure } from './answers.ts';
import type { Page } from '#kernel/page.ts';
import type { Db } from '#platform/db.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
export type ErasureRow = Omit<Erasure, 'words' | 'left' | 'proof' | 'intact'> & { personId: string; hash: Buffer };

const columns = (sql: Db) =>
	sql`e.id, e.person_id, e.centre_id, e.at, e.before::text as before, e.after::text as after, e.kept::text as kept, e.key_destroyed, e.hash, e.finished_at`;

/** The counts are read as text: their names are those of tables, and are not made into ours. */
const read = (
	row: Omit<ErasureRow, 'before' | 'after' | 'kept'> & Record<'before' | 'after' | 'kept', string>
): ErasureRow => ({
	...row,
	before: JSON.parse(row.before) as Counts,
	after: JSON.parse(row.after) as Counts,
	kept: JSON.parse(row.kept) as Kept[]
});
type Raw = Parameters<typeof read>[0];

export const insertErasure = (
	sql: Db,
	e: Omit<ErasureRow, 'personId' | 'centreId'> & { person: string; centre: number; request: string; by: string }
) => sql`
	insert into erasure (id, person_id, centre_id, request_id, by_id, at, before, after, kept, key_destroyed, hash, finished_at)
	values (${e.id}, ${e.person}, ${e.centre}, ${e.request}, ${e.by}, ${e.at}, ${JSON.stringify(e.before)}::text::jsonb, ${JSON.stringify(e.after)}::text::jsonb,
		${JSON.stringify(e.kept)}::text::jsonb, ${e.keyDestroyed}, ${e.hash}, ${e.finishedAt})`;

export const updateErasure = (
	sql: Db,
	id: string,
	to: Pick<ErasureRow, 'after' | 'kept' | 'keyDestroyed' | 'hash' | 'finishedAt'>
) => sql`
	update erasure set after = ${JSON.stringify(to.after)}::text::jsonb, kept = ${JSON.stringify(to.kept)}::text::jsonb, key_destroyed = ${to.keyDestroyed},
		hash = ${to.hash}, finished_at = ${to.finishedAt} where id = ${id}`;

/** One page of what was erased at a centre, the last first. */
export async function listErasures(sql: Db, centre: number, page: number, rows: number): Promise<Page<ErasureRow>> {
	const list = sql`select ${columns(sql)} from erasure e where e.centre_id = ${centre} order by e.at desc, e.id`;
	const found = await pageIn<Raw>(sql, list, page, rows);
	return { ...found, rows: found.rows.map(read) };
}

export const findErasure = async (sql: Db, id: string): Promise<ErasureRow | undefined> =>
	(await sql<Raw[]>`select ${columns(sql)} from erasure e where e.id = ${id}`).map(read)[0];

/** Erasures in which something had to be kept. */
export const listOpenErasures = (sql: Db) => sql<{ id: string; person: string; centre: number }[]>`
	select e.id, e.person_id as person, e.centre_id as centre from erasure e where e.finished_at is null order by e.at`;
