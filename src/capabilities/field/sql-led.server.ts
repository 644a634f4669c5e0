import type { Db, Fragment } from '#platform/db.server.ts';

/** Whether whoever asks leads somebody of the staff: all of the centre, or a hamlet in which that one goes from door to door. */
export const isLedHere = (sql: Db, centre: number, staff: Fragment): Fragment => sql`exists (
	select from led_hamlets(nullif(app_id(), '')::uuid, ${centre}) mine
	where mine is null or exists (
		select from field_worker w join field_area a on a.id = w.area_id where w.staff_id = ${staff} and w.until is null and a.hamlet_id = any(mine)))`;
