import type { Db } from '#platform/db.server.ts';
import type { TakenPerson } from './taken.ts';

/** As it is read: with whether somebody is a door without a name. */
type Person = TakenPerson & { hidden: boolean; since: string };
type Row = {
	id: string;
	book: string | null;
	hamlet: string | null;
	lane: string | null;
	floor: number | null;
	point: [number, number] | null;
	address: string;
	people: Person[];
	visited: [string, string] | null;
	lastBy: string | null;
	visits: number;
};

/** Doors of one's own areas as phones take them along, with who lives there; whoever is a door without a name is marked. */
export const listTaken = (sql: Db, households: readonly string[]) => sql<Row[]>`
	select id, book, hamlet, lane, floor, point, address, visited, last_by, visits, people from taken_along(${sql.array([...households])}::uuid[])`;

/** Of these people, who wants no name where a phone goes; asked as a phone. */
export const listNameless = async (sql: Db, people: readonly string[]): Promise<string[]> =>
	(
		await sql<{ id: string }[]>`select p as id from unnest(${sql.array([...people])}::uuid[]) p where without_name(p)`
	).map(({ id }) => id);
