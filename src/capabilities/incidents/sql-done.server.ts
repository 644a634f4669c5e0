import type { Db, Fragment } from '#platform/db.server.ts';
import type { ToWhom } from './answers.ts';

// What was done about an outage besides: told higher up, and said aloud in the hall.

type NewDone = {
	id: string;
	incident: string;
	centre: number;
	to: ToWhom | null;
	number: string | null;
	by: string;
	at: Date;
};

/** Told to somebody (`to`), or read out where it is nobody. */
export const insertDone = (sql: Db, d: NewDone) => sql`
	insert into incident_done (id, incident_id, centre_id, kind, to_whom, number, by_staff, at)
	values (${d.id}, ${d.incident}, ${d.centre}, ${d.to === null ? 'read' : 'reported'}, ${d.to}, ${d.number}, ${d.by}, ${d.at})`;

export type ReportRow = { to: ToWhom; number: string | null; by: string | null; at: Date };

export const reportsOf = (sql: Db, incident: string): Fragment => sql`
	select to_whom as to, number, actor_name('staff', by_staff::text) as by, at from incident_done
	where incident_id = ${incident} and kind = 'reported' order by at desc, id`;

/** How often it was read out, and when and by whom last. */
export const readsOf = async (sql: Db, incident: string) =>
	(
		await sql<{ count: number; last: Date | null; by: string | null }[]>`
			select count(*)::int as count, max(at) as last, (array_agg(actor_name('staff', by_staff::text) order by at desc, id))[1] as by
			from incident_done where incident_id = ${incident} and kind = 'read'`
	)[0]!;
