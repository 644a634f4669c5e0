import type { Db, Fragment } from '#platform/db.server.ts';

/** Needs whose promised day has passed, or that nobody has taken for a day: late as `rules-need-board` says it. */
export const countLateNeeds = (sql: Db, centre: number, day: string, now: Date): Fragment => sql`
	select count(*) from need n join person p on p.id = n.person_id and p.erased_at is null
	where n.centre_id = ${centre} and n.outcome is null
		and (n.promised_on < ${day}::date or (n.owner_id is null and n.made_at < ${now}::timestamptz - interval '1 day'))`;
