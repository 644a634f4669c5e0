import type { Db } from '#platform/db.server.ts';
import type { Locale } from './answers.ts';

/** By letters in this language one of the staff is told from now on, or by none; nothing changes without a proved address. */
export const putTellsIn = (sql: Db, staff: string, locale: Locale | null) => sql`
	update notice_staff set tells_in = ${locale} where staff_id = ${staff} and kind = 'email' and proved_at is not null`;

export const findTellsIn = async (sql: Db, staff: string): Promise<Locale | null> =>
	(
		await sql<{ tellsIn: Locale | null }[]>`
			select tells_in from notice_staff where staff_id = ${staff} and kind = 'email' and proved_at is not null`
	)[0]?.tellsIn ?? null;

export const listDueMails = (sql: Db, at: Date, most: number) =>
	sql<{ id: string; centreId: number; staffId: string }[]>`select * from due_staff_mails(${at}, ${most})`;

/** All that waits to be written to one of the staff, in one order: so many a day are counted by one at a time. */
export const lockMailsOf = (sql: Db, staff: string) => sql`
	select id from staff_notice where staff_id = ${staff} and mail_at is not null order by id for update`;

export type ToMail = {
	fact: string;
	mailAt: Date;
	/** It stands, they have not read it, and they work there today. */
	stands: boolean;
	/** Where their letters go, sealed, and in which language; nothing where they want none. */
	sealed: Buffer | null;
	locale: Locale | null;
	tries: number;
};

export const findToMail = async (sql: Db, id: string, at: Date): Promise<ToMail | undefined> =>
	(
		await sql<ToMail[]>`
			select n.fact, n.mail_at, r.sealed, r.tells_in as locale, (select count(*)::int from staff_mail m where m.notice_id = n.id) as tries,
				t.fact_at = n.fact_at and n.read_at is null and (n.until is null or n.until > ${at}) and staff_works(n.staff_id, n.centre_id, n.roles) as stands
			from staff_notice n join staff_topic t on t.centre_id = n.centre_id and t.about = n.about and t.topic = n.topic
				left join notice_staff r on r.staff_id = n.staff_id and r.kind = 'email' and r.proved_at is not null and r.tells_in is not null
			where n.id = ${id} and n.mail_at is not null`
	)[0];

/** When it is looked at again; nothing where no letter of it goes. */
export const putMailAt = (sql: Db, id: string, at: Date | null) => sql`
	update staff_notice set mail_at = ${at} where id = ${id}`;

export const countMails = async (sql: Db, staff: string, since: Date): Promise<number> =>
	(
		await sql<{ n: number }[]>`
			select count(*)::int as n from staff_mail where staff_id = ${staff} and handed_at >= ${since} and said <> 'unsent'`
	)[0]!.n;

type NewMail = { id: string; notice: string; centre: number; staff: string; code: string; at: Date };

export const insertMail = (sql: Db, n: NewMail) => sql`
	insert into staff_mail (id, notice_id, centre_id, staff_id, code, said, handed_at)
	values (${n.id}, ${n.notice}, ${n.centre}, ${n.staff}, ${n.code}, 'handed', ${n.at})`;

/** What whoever carried it said, of which notice. */
export const hearMail = async (sql: Db, id: string, said: string, fault: string | null): Promise<string | null> =>
	(
		await sql<{ noticeId: string }[]>`
			update staff_mail set said = ${said}, fault = ${fault} where id = ${id} and said = 'handed' returning notice_id`
	)[0]?.noticeId ?? null;

/** The letters that went to somebody of the staff last. */
export const listOwnMails = (sql: Db, staff: string, most: number) =>
	sql<{ id: string; code: string; fact: string; at: Date }[]>`
		select m.id, m.code, n.fact, m.handed_at as at from staff_mail m join staff_notice n on n.id = m.notice_id
		where m.staff_id = ${staff} and m.said <> 'unsent' order by m.handed_at desc limit ${most}`;
