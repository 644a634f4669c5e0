import type { Db } from '#platform/db.server.ts';
import type { Ring, Rung } from './rules-climb.ts';

/** Tickets of a centre for which somebody may have to be rung by now, the longest due first. */
export const listToRing = async (sql: Db, centre: number, now: Date, most: number): Promise<string[]> =>
	(
		await sql<{ id: string }[]>`
			select id from support_ticket where centre_id = ${centre} and rings_at < ${now} and merged_into is null order by rings_at, id limit ${most}`
	).map(({ id }) => id);

/** When that came here from which its clocks run: the first that was written of all that stand under it. */
export const findArrived = async (sql: Db, ticket: string): Promise<Date | null> =>
	(
		await sql<{ arrived: Date | null }[]>`
			select coalesce(arrived_at, made_at) as arrived from (
				select id, made_at, arrived_at from support_ticket where id = ${ticket}
				union all select id, made_at, arrived_at from support_ticket where merged_into = ${ticket}) t
			order by made_at, id limit 1`
	)[0]?.arrived ?? null;

/** What was rung for a ticket so far. */
export const listRings = (sql: Db, ticket: string) =>
	sql<Ring[]>`select clock, rung, due, at from support_ring where ticket_id = ${ticket} order by at, clock, rung`;

export const insertRing = (sql: Db, ticket: string, centre: number, ring: Ring) => sql`
	insert into support_ring (ticket_id, centre_id, clock, rung, due, at)
	values (${ticket}, ${centre}, ${ring.clock}, ${ring.rung}, ${ring.due}, ${ring.at}) on conflict do nothing`;

/** How far it has climbed, and when it is looked at again; null, it rings nobody until it moves. */
export const setRung = (sql: Db, ticket: string, rung: Rung | null, at: Date | null) =>
	sql`update support_ticket set rung = ${rung}, rings_at = ${at} where id = ${ticket}`;

/** What somebody may see to no more goes to a colleague who may, or back to the whole team; how many. */
export const passTickets = async (sql: Db, from: string, to: string | null): Promise<number> =>
	(await sql<{ passed: number }[]>`select support_pass(${from}, ${to}) as passed`)[0]!.passed;
