import type { Context } from '#platform/context.server.ts';
import type { Db } from '#platform/db.server.ts';
import type { Clearing } from '#platform/retention.server.ts';
import { destroyKeys } from '#platform/subject-keys.server.ts';
import { dropOldSheets, emptyOldImports, emptyRowsOf, emptySheets } from './sql-clear.server.ts';

/** What sheets had brought of somebody, under each of their ids, in the transaction of whoever erases them. Before the register forgets them. */
export const forgetImported = async ({ db }: Pick<Context, 'db'>, person: string): Promise<void> =>
	void (await emptyRowsOf(db, person));

/** Sheets that nobody has gone on with for so long: their cells, what was staged, and the key of each. */
async function dropSheets(db: Db, before: Date): Promise<number> {
	const ids = await dropOldSheets(db, before);
	await emptySheets(db, ids);
	await destroyKeys({ db }, ids);
	return ids.length;
}

/** What an import had kept of people as they were: after this time it can no longer be taken back whole. So long may a sheet wait, too. */
export const importsClearings: readonly Clearing[] = [
	{
		rule: 'keep-import-before',
		days: 30,
		does: 'blank',
		clear: async (db, before) => (await emptyOldImports(db, before)).count + (await dropSheets(db, before))
	}
];
