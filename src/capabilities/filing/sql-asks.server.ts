import type { Db, Fragment } from '#platform/db.server.ts';

/** Faults at the portal, one however many files it holds up; what is on its way for less than five minutes is none. */
export const countStuck = (sql: Db, centre: number, now: Date): Fragment => sql`
	select count(distinct coalesce(last_fault, '')) from portal_task
	where centre_id = ${centre} and done_at is null and way = 'api' and (last_fault is not null or since < ${now}::timestamptz - interval '5 minutes')`;
