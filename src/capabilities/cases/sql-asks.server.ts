import type { Db, Fragment } from '#platform/db.server.ts';

/** Open files whose due day has passed; at 5 and 6 the clock stands still, 3, 7 and 8 ended otherwise. */
export const countOverdue = (sql: Db, centre: number, day: string): Fragment => sql`
	select count(*) from case_file
	where receiving_centre_id = ${centre} and stage not in ('draft', 'void') and (status is null or status in (1, 2, 4)) and due_on < ${day}::date`;

/** Faults at the portal, one however many files it holds up; what is on its way for less than five minutes is none. */
export const countStuck = (sql: Db, centre: number, now: Date): Fragment => sql`
	select count(distinct coalesce(last_fault, '')) from portal_task
	where centre_id = ${centre} and done_at is null and way = 'api' and (last_fault is not null or since < ${now}::timestamptz - interval '5 minutes')`;

/** Files of which somebody said that they are not hers. */
export const countNotMine = (sql: Db, centre: number): Fragment => sql`
	select count(*) from case_claim where centre_id = ${centre} and answer = 'not-mine' and settled_at is null`;
