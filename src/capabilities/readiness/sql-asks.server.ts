import type { Db, Fragment } from '#platform/db.server.ts';

/** Visits to the police whose day has passed and of which nobody has said what became of them. */
export const countUntold = (sql: Db, centre: number, day: string): Fragment => sql`
	select count(*) from police_booking b join police_slot s on s.id = b.slot_id
	where b.centre_id = ${centre} and b.state = 'booked' and s.day < ${day}::date`;
