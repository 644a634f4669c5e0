import type { HamletOf } from './answers.ts';
import type { Db } from '#platform/db.server.ts';
import type { Boundary } from './rules-hamlets.ts';

/** The hamlets of a commune that are valid on a day, by name, each with its lanes. */
export const listHamletsOf = (sql: Db, commune: number, day: string) => sql<HamletOf[]>`
	select h.id, h.name, h.boundary is not null as bounded, h.valid_from as since,
		array(select l.name from place l where l.parent_id = h.id and l.kind = 'lane' and l.valid_to is null order by l.name) as lanes
	from place h
	where h.parent_id = ${commune} and h.kind = 'hamlet' and h.valid_from <= ${day}::date and (h.valid_to is null or h.valid_to > ${day}::date)
	order by h.name_plain`;

export const listLanes = (sql: Db, hamlet: number) => sql<{ id: number; name: string }[]>`
	select id, name from place where parent_id = ${hamlet} and kind = 'lane' and valid_to is null order by name_plain`;

/** Puts a hamlet or lane there unless one of the name is; answers its id. */
export const insertPart = async (
	sql: Db,
	part: { parent: number; kind: 'hamlet' | 'lane'; code: string | null; name: string; since: string }
): Promise<number> =>
	(
		await sql<{ id: number }[]>`
			insert into place (id, parent_id, kind, code, name, valid_from)
			values (nextval('place_number'), ${part.parent}, ${part.kind}, ${part.code}, ${part.name}, ${part.since}::date)
			on conflict (parent_id, kind, name_plain) where kind in ('hamlet', 'lane') and valid_to is null do update set valid_to = null
			returning id`
	)[0]!.id;

export const updateBoundary = (sql: Db, id: number, boundary: Boundary) =>
	sql`update place set boundary = ${sql.json(boundary as never)} where id = ${id}`;

/** Ends hamlets, and their lanes with them; what points to them goes on pointing. */
export const endParts = (sql: Db, ids: readonly number[], day: string) => sql`
	update place set valid_to = greatest(${day}::date, valid_from + 1)
	where valid_to is null and kind in ('hamlet', 'lane') and (id = any(${sql.array([...ids])}::int[]) or parent_id = any(${sql.array([...ids])}::int[]))`;
