import type { Db } from './db.server.ts';

export const findSubjectKey = async (sql: Db, subject: string): Promise<{ wrapped: string } | undefined> =>
	(await sql<{ wrapped: string }[]>`select wrapped from subject_key where subject = ${subject}`)[0];

export const insertSubjectKey = (sql: Db, subject: string, wrapped: string, at: Date) => sql`
	insert into subject_key (subject, wrapped, made_at) values (${subject}, ${wrapped}, ${at}) on conflict (subject) do nothing`;

export const deleteSubjectKey = (sql: Db, subject: string) => sql`delete from subject_key where subject = ${subject}`;
