import type { Db, Fragment } from '#platform/db.server.ts';
import type { NextStep } from './answers.ts';
import type { TicketState } from './rules-clocks.ts';
import { ticket } from './sql.server.ts';

// What whoever is stuck reads and says themselves.

/** Tickets of somebody under each of their ids, what is open first, the latest first. */
export const ticketsOf = (sql: Db, person: string): Fragment => sql`
	${ticket(sql)} where t.person_id = any(same_as(${person})) and t.merged_into is null order by t.state = 'over', t.made_at desc, t.id`;

/** How many moved: none where something happened to it since they read it. */
export const hearTicket = async (sql: Db, id: string, version: number, state: TicketState): Promise<number> =>
	(await sql<{ moved: number }[]>`select support_heard(${id}, ${version}, ${state}) as moved`)[0]!.moved;

/** The centre of the commune in which somebody lives, for the house that hears their message. */
export const findHomeCentre = async (sql: Db, person: string): Promise<number | null> =>
	(await sql<{ centre: number | null }[]>`select support_home(${person}) as centre`)[0]!.centre;

/** The ticket of a message of somebody that is still seen to. */
export const findAsked = async (sql: Db, centre: number, person: string): Promise<string | undefined> =>
	(
		await sql<{ id: string }[]>`
			select id from support_ticket where centre_id = ${centre} and person_id = any(same_as(${person})) and source = 'message' and state in ('open', 'waits')
				and merged_into is null order by made_at desc limit 1`
	)[0]?.id;

export type ByNumber = { id: string; state: TicketState; next: NextStep; nextOn: string; phone: Buffer };

/** A ticket of a caller by its spoken number. */
export const findByNumber = async (sql: Db, centre: number, number: number): Promise<ByNumber | undefined> =>
	(
		await sql<
			ByNumber[]
		>`select id, state, next_step as next, next_on, phone from support_by_number(${centre}, ${number})`
	)[0];
