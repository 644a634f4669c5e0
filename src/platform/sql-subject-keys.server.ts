import type { Db } from './db.server.ts';

export const findSubjectKey = async (sql: Db, subject: string): Promise<{ wrapped: string } | undefined> =>
	(await sql<{ wrapped: string }[]>`select wrapped from subject_key where subject = ${subject}`)[0];

export const insertSubjectKey = (sql: Db, subject: string, wrapped: string, at: Date) => sql`
	insert into subject_key (subject, wrapped, made_at) values (${subject}, ${wrapped}, ${at}) on conflict (subject) do nothing`;

export const deleteSubjectKey = (sql: Db, subject: string) => sql`delete from subject_key where subject = ${subject}`;

/** The wrapped keys of many subjects, those that have one. */
export const listSubjectKeys = (sql: Db, subjects: readonly string[]) => sql<{ subject: string; wrapped: string }[]>`
	select subject, wrapped from subject_key where subject = any(${sql.array([...subjects])}::uuid[])`;

export const insertSubjectKeys = (sql: Db, made: readonly { subject: string; wrapped: string }[], at: Date) => sql`
	insert into subject_key (subject, wrapped, made_at)
	select m.subject, m.wrapped, ${at} from jsonb_to_recordset(${sql.json([...made])}) as m(subject uuid, wrapped text)
	on conflict (subject) do nothing`;

export const deleteSubjectKeys = (sql: Db, subjects: readonly string[]) => sql`
	delete from subject_key where subject = any(${sql.array([...subjects])}::uuid[])`;

/** Data keys that an older master key wraps. */
export const listOldSubjectKeys = (sql: Db, master: string, atMost: number) => sql<
	{ subject: string; wrapped: string }[]
>`
	select subject, wrapped from subject_key where split_part(wrapped, ':', 1) <> ${master} limit ${atMost}`;

export const updateSubjectKey = (sql: Db, subject: string, old: string, wrapped: string) =>
	sql`update subject_key set wrapped = ${wrapped} where subject = ${subject} and wrapped = ${old}`;
