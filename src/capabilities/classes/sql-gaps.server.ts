import type { Db } from '#platform/db.server.ts';

/** Classes that were held, whose last lesson lies between two days and at which nobody has looked yet. */
export const listToLookAt = (sql: Db, { since, until }: { since: string; until: string }) =>
	sql<{ runId: string; centreId: number }[]>`select * from classes_to_look_at(${since}, ${until})`;

/** Answers whether it was not looked at before. */
export const lookedAtRun = async (sql: Db, run: string, at: Date): Promise<boolean> =>
	(await sql`update class_run set gaps_at = ${at} where id = ${run} and gaps_at is null`).count === 1;

/** Whoever came to a class and lives here, once, with the lessons at which they were. */
export const listLearners = (sql: Db, run: string) =>
	sql<{ personId: string; nos: number[] }[]>`select * from learners_in_class(${run})`;

/** The lessons at which somebody was since a day, each once, as what they were part of. */
export const listLessonsOf = (sql: Db, person: string, since: string) =>
	sql<{ template: string; no: number }[]>`
		select distinct r.template, m.no from class_mark m join class_run r on r.id = m.run_id join class_session s on s.run_id = m.run_id and s.no = m.no
		where m.person_id = any(same_as(${person})) and m.how in ('here', 'late', 'early') and s.day >= ${since}`;
