import type { Db, Fragment } from '#platform/db.server.ts';

/** Open files whose due day has passed; at 5 and 6 the clock stands still, 3, 7 and 8 ended otherwise. */
export const countOverdue = (sql: Db, centre: number, day: string): Fragment => sql`
	select count(*) from case_file
	where receiving_centre_id = ${centre} and stage not in ('draft', 'void') and (status is null or status in (1, 2, 4)) and due_on < ${day}::date`;

/** Files of which somebody said that they are not theirs. */
export const countNotMine = (sql: Db, centre: number): Fragment => sql`
	select count(*) from case_claim where centre_id = ${centre} and answer = 'not-mine' and settled_at is null`;
