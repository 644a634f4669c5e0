import type { Db } from '#platform/db.server.ts';

/** What was told, or is told no more, before an instant goes with every hand-over of it. What still waits stays. */
export const clearTold = (sql: Db, before: Date) => sql`
	with gone as (select id from notice where state in ('told', 'over') and made_at < ${before}),
		letters as (delete from notice_letter where try_id in (select t.id from notice_try t where t.notice_id in (select id from gone)) returning try_id),
		tries as (delete from notice_try where notice_id in (select id from gone) returning id)
	delete from notice where id in (select id from gone) and (select count(*) from letters) + (select count(*) from tries) >= 0`;

/** What waited with people and is over by itself; how many. */
export const letGo = async (sql: Db, at: Date): Promise<number> =>
	(await sql<{ n: number }[]>`select let_go_notices(${at}) as n`)[0]!.n;
