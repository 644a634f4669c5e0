import type { Db, Fragment } from '#platform/db.server.ts';
import type { Carried } from './port.ts';

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

/** Ways whose gateway says no to the centre itself: what it answered last was that it does not know the account or its key. A receipt that is late of what went before says nothing of it. */
export const listUnset = (sql: Db, centre: number, since: Date) => sql<{ channel: Carried }[]>`
	select l.channel from (
		select distinct on (t.channel) t.channel, t.said, t.fault from notice_try t
		where t.centre_id = ${centre} and t.handed_at >= ${since} and t.by_staff is null and t.said not in ('handed', 'silent', 'unsent') and t.fault is distinct from 'template'
		order by t.channel, t.handed_at desc, t.id
	) l where l.said = 'refused' and l.fault = 'settings' order by l.channel`;
