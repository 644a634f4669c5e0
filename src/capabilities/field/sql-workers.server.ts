import type { Db } from '#platform/db.server.ts';

/** Whether somebody of the staff works at a centre, its commune or a hamlet of it, as any row of theirs that the lead sees says. */
export const worksNear = async (sql: Db, centre: number, staff: string): Promise<boolean> =>
	(await sql<{ works: boolean }[]>`select works_near(${centre}, ${staff}) as works`)[0]!.works;
