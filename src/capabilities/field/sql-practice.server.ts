import type { Db } from '#platform/db.server.ts';

export const insertPractice = (sql: Db, p: { staff: string; centre: number; at: Date }) => sql`
	insert into field_practice (staff_id, centre_id, at) values (${p.staff}, ${p.centre}, ${p.at}) on conflict do nothing`;
