import type { Db } from '#platform/db.server.ts';

/** Sealed photos of a card in the files of one owner. */
export const listCardPhotos = (sql: Db, owner: string, paper: string) => sql<{ sha256: string }[]>`
	select distinct p.sha256 from case_file c join case_paper p on p.case_id = c.id
	where c.owner_id = ${owner} and p.paper = ${paper} and p.sha256 is not null`;
