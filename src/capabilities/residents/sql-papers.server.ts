import type { Db } from '#platform/db.server.ts';
import type { PaperUntil } from './answers.ts';

export const insertPaper = (sql: Db, p: PaperUntil & { person: string; commune: number; at: Date }) => sql`
	insert into person_paper (person_id, paper, until, commune_id, noted_at) values (${p.person}, ${p.paper}, ${p.until}::date, ${p.commune}, ${p.at})
	on conflict do nothing`;

/** A day that somebody corrects was never right: later days of the same paper go. */
export const deleteLaterPapers = (sql: Db, { person, paper, until }: PaperUntil & { person: string }) => sql`
	delete from person_paper where person_id = any(same_as(${person})) and paper = ${paper} and until > ${until}::date`;

/** Each paper with its last day, under whichever of their ids it was noted. */
export const listPapersOf = (sql: Db, person: string) => sql<PaperUntil[]>`
	select paper, max(until) as until from person_paper where person_id = any(same_as(${person})) group by paper order by paper desc`;

export const deletePapers = (sql: Db, ids: readonly string[]) => sql`
	delete from person_paper where person_id = any(${sql.array([...ids])}::uuid[])`;
