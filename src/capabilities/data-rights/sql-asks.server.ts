import type { Db, Fragment } from '#platform/db.server.ts';
import { clockOf } from './sql-requests.server.ts';

/** Requests whose next clock (to acknowledge, then to answer) ends today or has ended. */
export const countDueRequests = (sql: Db, centre: number, day: string): Fragment => sql`
	select count(*) from data_request r
	where r.centre_id = ${centre} and r.settled_at is null and ${clockOf(sql)} <= ${day}::date`;
