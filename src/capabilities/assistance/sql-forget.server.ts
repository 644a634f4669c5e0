import type { Db } from '#platform/db.server.ts';

/** Words beside the needs of somebody who was erased; that the needs were there stays for the figures. */
export const emptyNotes = (sql: Db, person: string) =>
	sql`update need set note = null where person_id = any(same_as(${person})) and note is not null`;
