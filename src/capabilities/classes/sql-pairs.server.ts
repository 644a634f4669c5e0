import type { Db } from '#platform/db.server.ts';
import type { Relation } from './rules-pairs.ts';

export type PairRow = {
	seatId: string;
	personId: string;
	companionId: string | null;
	/** As staff of their commune may read it. */
	companion: string | null;
	relation: Relation;
};

/** Who comes with whom to a class. */
export const listPairs = (sql: Db, run: string) => sql<PairRow[]>`
	select p.seat_id, p.person_id, p.companion_id, c.name as companion, p.relation
	from class_pair p left join person c on c.id = p.companion_id where p.run_id = ${run} order by p.made_at`;

/** With whom somebody comes to their classes: how they belong together, and no more. */
export const listPairsOf = (sql: Db, person: string) =>
	sql<
		{ seatId: string; relation: Relation }[]
	>`select seat_id, relation from class_pair where person_id = any(same_as(${person}))`;

export const insertPair = (
	sql: Db,
	p: Omit<PairRow, 'companion'> & { run: string; centre: number; by: string | null; at: Date }
) => sql`
	insert into class_pair (seat_id, run_id, centre_id, person_id, companion_id, relation, made_at, by_staff)
	values (${p.seatId}, ${p.run}, ${p.centre}, ${p.personId}, ${p.companionId}, ${p.relation}, ${p.at}, ${p.by}) on conflict do nothing`;

export const dropPair = (sql: Db, seat: string) => sql`delete from class_pair where seat_id = ${seat}`;

/** Chairs of whoever comes along and is no learner of the class. */
export const countBeside = async (sql: Db, run: string): Promise<number> =>
	(await sql<{ n: number }[]>`select chairs_beside(${run}) as n`)[0]!.n;

/** The halls that the centre of a class has entered. */
export const listHalls = (sql: Db, run: string) =>
	sql<{ name: string; capacity: number }[]>`select name, capacity from halls_of_class(${run})`;
