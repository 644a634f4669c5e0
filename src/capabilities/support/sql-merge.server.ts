import type { Db } from '#platform/db.server.ts';
import type { TicketState } from './rules-clocks.ts';

export type Under = {
	id: string;
	number: number;
	ofId: string | null;
	caller: Buffer | null;
	phone: Buffer | null;
	version: number;
};

/** The tickets that stand under some, by their number. */
export const listUnder = (sql: Db, ...tickets: string[]) =>
	sql<
		Under[]
	>`select id, number, person_id as of_id, caller, phone, version from support_ticket where merged_into = any(${sql.array(tickets)}::uuid[]) order by number`;

/** The ticket of a centre by its spoken number. */
export const findNumbered = async (sql: Db, centre: number, number: number): Promise<string | undefined> =>
	(await sql<{ id: string }[]>`select id from support_ticket where centre_id = ${centre} and number = ${number}`)[0]
		?.id;

/** Stands under another, or by itself again; looked at anew either way. */
export const setMerged = (sql: Db, id: string, into: string | null) =>
	sql`update support_ticket set merged_into = ${into}, version = version + 1, rings_at = '-infinity' where id = ${id}`;

/** As its own words say that it stands. */
export const setState = (sql: Db, id: string, state: TicketState) =>
	sql`update support_ticket set state = ${state}, version = version + 1, rings_at = '-infinity' where id = ${id}`;
