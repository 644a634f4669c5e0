import type { Db, Fragment } from '#platform/db.server.ts';

/** Requests whose next clock (to acknowledge, then to answer) ends today or has ended. */
export const countDueRequests = (sql: Db, centre: number, day: string): Fragment => sql`
	select count(*) from data_request
	where centre_id = ${centre} and settled_at is null
		and case when state = 'received' then least(acknowledge_by, due_by) else due_by end <= ${day}::date`;
