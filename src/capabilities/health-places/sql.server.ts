import type { Db } from '#platform/db.server.ts';
import type { Written } from './inputs.ts';

export type PlaceRow = Written & { id: string; version: number };
type By = { centre: number; by: string; at: Date };

/** The places of a centre that were not ended. */
export const listPlaces = (sql: Db, centre: number) => sql<PlaceRow[]>`
	select id, name, kind, sees, address, hours, channel, step_free as "stepFree", checked_until::text as "checkedUntil", version
	from health_place where centre_id = ${centre} and ended_at is null
	order by case kind when 'station' then 0 when 'clinic' then 1 else 2 end, lower(name), id`;

/** Answers how many were written: none where another of this name stands. */
export const insertPlace = async (sql: Db, p: Written & By & { id: string }): Promise<number> =>
	(
		await sql`
			insert into health_place (id, centre_id, name, kind, sees, address, hours, channel, step_free, checked_until, by_staff, at)
			values (${p.id}, ${p.centre}, ${p.name}, ${p.kind}, ${p.sees}, ${p.address}, ${p.hours}, ${p.channel}, ${p.stepFree},
				${p.checkedUntil}::date, ${p.by}, ${p.at})
			on conflict do nothing`
	).count;

/** Answers how many were changed: none where it was changed since, or ended. */
export const updatePlace = async (sql: Db, p: PlaceRow & By): Promise<number> =>
	(
		await sql`
			update health_place set name = ${p.name}, kind = ${p.kind}, sees = ${p.sees}, address = ${p.address}, hours = ${p.hours},
				channel = ${p.channel}, step_free = ${p.stepFree}, checked_until = ${p.checkedUntil}::date,
				version = version + 1, by_staff = ${p.by}, at = ${p.at}
			where id = ${p.id} and centre_id = ${p.centre} and version = ${p.version} and ended_at is null`
	).count;

export const endPlaceRow = async (sql: Db, { id, centre, by, at }: By & { id: string }): Promise<number> =>
	(
		await sql`
			update health_place set ended_at = ${at}, by_staff = ${by}
			where id = ${id} and centre_id = ${centre} and ended_at is null`
	).count;
