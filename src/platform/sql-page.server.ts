import { moreAfter, type Page, type Turn } from '#kernel/page.ts';
import type { Db, Fragment } from './db.server.ts';

/** How many rows a statement finds. */
export const countOf = async (sql: Db, list: Fragment): Promise<number> =>
	(await sql<{ whole: number }[]>`select count(*)::int as whole from (${list}) l`)[0]!.whole;

/** One page of what a statement lists in its own order; all of it is counted. */
export async function pageIn<T extends object>(sql: Db, list: Fragment, page: number, rows: number): Promise<Page<T>> {
	const [whole, found] = await Promise.all([countOf(sql, list), sql<T[]>`${list} limit ${rows} offset ${page * rows}`]);
	return { rows: [...found], whole, more: moreAfter(whole, page, rows) };
}

type Turned<T> = {
	page: number;
	/** What follows the line after which the list goes on; null: by its page. */
	beyond: Fragment | null;
	rows: number;
	keyOf: (row: T) => string;
	/** What counts all of it for less than its order takes. */
	counted?: Fragment;
};

/**
 * One page of what grows with the years, in an order that is that of its key: after a line, whatever was written before it meanwhile. All of
 * it is counted, and what follows.
 */
export async function turnIn<T extends object>(
	sql: Db,
	list: (which: Fragment) => Fragment,
	{ page, beyond, rows, keyOf, counted }: Turned<T>
): Promise<Turn<T>> {
	const every = list(sql`true`);
	const rest = beyond && list(beyond);
	const [whole, left, found] = await Promise.all([
		countOf(sql, counted ?? every),
		rest && countOf(sql, rest),
		sql<T[]>`${rest ?? every} limit ${rows} offset ${rest ? 0 : page * rows}`
	]);
	const more = left === null ? moreAfter(whole, page, rows) : Math.max(0, left - found.length);
	return { rows: [...found], whole, more, next: more > 0 && found.length > 0 ? keyOf(found.at(-1)!) : null };
}
