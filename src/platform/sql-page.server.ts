import { moreAfter, type Page } from '#kernel/page.ts';
import type { Db, Fragment } from './db.server.ts';

/** How many rows a statement finds. */
export const countOf = async (sql: Db, list: Fragment): Promise<number> =>
	(await sql<{ whole: number }[]>`select count(*)::int as whole from (${list}) l`)[0]!.whole;

/** One page of what a statement lists in its own order; all of it is counted. */
export async function pageIn<T extends object>(sql: Db, list: Fragment, page: number, rows: number): Promise<Page<T>> {
	const [whole, found] = await Promise.all([countOf(sql, list), sql<T[]>`${list} limit ${rows} offset ${page * rows}`]);
	return { rows: [...found], whole, more: moreAfter(whole, page, rows) };
}
