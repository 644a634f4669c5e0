import type { Db } from './db.server.ts';

/** Makes the months in which looks will lie where they are missing; how many were made. */
export const keepLookMonths = async (sql: Db, at: Date): Promise<number> =>
	(await sql<{ made: number }[]>`select keep_look_months(${at}) as made`)[0]!.made;
