import type { Db } from '#platform/db.server.ts';

/** The receiving officer's name as it stands on the slip; answered by a function that tells names and nothing else. */
export const findReceiverName = async (sql: Db, id: string): Promise<string | null> =>
	(await sql<{ name: string | null }[]>`select actor_name('staff', ${id}::text) as name`)[0]?.name ?? null;

export const findCentreOfCase = async (sql: Db, caseId: string): Promise<number | null> =>
	(await sql<{ centre: number | null }[]>`select case_centre(${caseId}) as centre`)[0]?.centre ?? null;
