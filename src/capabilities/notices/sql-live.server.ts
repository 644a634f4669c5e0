import type { Db, Fragment } from '#platform/db.server.ts';

type LiveRow = {
	askedBy: string;
	askedName: string | null;
	askedAt: Date;
	agreedName: string | null;
	agreedAt: Date | null;
};

/** How a centre stands between trial and the real thing; nothing where nobody has asked. */
export const findLive = async (sql: Db, centre: number): Promise<LiveRow | undefined> =>
	(
		await sql<LiveRow[]>`
			select asked_by, actor_name('staff', asked_by::text) as asked_name, asked_at, actor_name('staff', agreed_by::text) as agreed_name, agreed_at
			from notice_live where centre_id = ${centre}`
	)[0];

export const insertLive = (sql: Db, centre: number, by: string, at: Date) => sql`
	insert into notice_live (centre_id, asked_by, asked_at) values (${centre}, ${by}, ${at}) on conflict (centre_id) do nothing`;

export const agreeLiveRow = (sql: Db, centre: number, by: string, at: Date) => sql`
	update notice_live set agreed_by = ${by}, agreed_at = ${at} where centre_id = ${centre} and agreed_at is null`;

export const deleteLive = (sql: Db, centre: number) => sql`delete from notice_live where centre_id = ${centre}`;

/** Centres whose going out waits for a second person. */
export const countAskedLive = (sql: Db, centre: number): Fragment => sql`
	select count(*) from notice_live where centre_id = ${centre} and agreed_at is null`;

/** How many words of a centre stand how, since an instant. */
export const countStates = (sql: Db, centre: number, since: Date) => sql<{ state: string; count: number }[]>`
	select state, count(*)::int as count from notice where centre_id = ${centre} and made_at >= ${since} and why is distinct from 'known' group by state`;
