import type { Db, Fragment } from '#platform/db.server.ts';
import type { Shared } from './answers.ts';

export type TicketRow = { id: string; number: number; at: Date; told: Date | null };

/** Tickets of a system that somebody still sees to and that belong to no incident; where money was lost nothing is joined. */
const loose = (sql: Db, centre: number): Fragment => sql`
	support_ticket t where t.centre_id = ${centre} and t.state in ('open', 'waits') and t.urgency <> 'now' and t.merged_into is null
		and not exists (select from support_loss l where l.ticket_id = t.id)
		and not exists (select from incident_ticket j where j.ticket_id = t.id and j.out_at is null)`;

/** Signs: open tickets since an instant. One that was taken out of an incident was no sign of one. */
export const listTicketSigns = (sql: Db, centre: number, systems: readonly Shared[], from: Date) => sql<
	{ system: Shared; at: Date }[]
>`
	select t.system, t.made_at as at from ${loose(sql, centre)} and t.system = any(${sql.array([...systems])}::text[]) and t.made_at >= ${from}
		and not exists (select from incident_ticket j where j.ticket_id = t.id) order by t.made_at, t.id`;

/** Signs: tries that the portal did not answer. */
export const listFaultSigns = (sql: Db, centre: number, from: Date) => sql<{ at: Date }[]>`
	select at from portal_fault where centre_id = ${centre} and fault = 'silent' and at >= ${from} order by at, id`;

/** What may be joined, the latest first. */
export const offeredTo = (sql: Db, centre: number, system: Shared): Fragment => sql`
	select t.id, t.number, t.made_at as at, null::timestamptz as told from ${loose(sql, centre)} and t.system = ${system}
	order by t.made_at desc, t.id`;

export const ticketsIn = (sql: Db, incident: string): Fragment => sql`
	select t.id, t.number, t.made_at as at, j.told_at as told from incident_ticket j join support_ticket t on t.id = j.ticket_id
	where j.incident_id = ${incident} and j.out_at is null order by t.number`;

/** How many of some tickets belong to it now; one that belongs to another, is of another system or of elsewhere does not come. */
export const joinTickets = async (
	sql: Db,
	j: { incident: string; centre: number; system: Shared; tickets: readonly string[]; by: string; at: Date }
): Promise<number> =>
	(
		await sql`
			insert into incident_ticket (incident_id, ticket_id, centre_id, joined_by, joined_at)
			select ${j.incident}, t.id, ${j.centre}, ${j.by}, ${j.at} from ${loose(sql, j.centre)}
				and t.system = ${j.system} and t.id = any(${sql.array([...j.tickets])}::uuid[])
			on conflict (incident_id, ticket_id) do update set out_at = null, told_at = null, joined_by = excluded.joined_by, joined_at = excluded.joined_at`
	).count;

export const leaveTicket = async (sql: Db, incident: string, ticket: string, at: Date): Promise<boolean> =>
	(
		await sql`
			update incident_ticket set out_at = ${at} where incident_id = ${incident} and ticket_id = ${ticket} and out_at is null`
	).count === 1;

export const listJoined = async (sql: Db, incident: string): Promise<string[]> =>
	(
		await sql<{ id: string }[]>`
			select ticket_id as id from incident_ticket where incident_id = ${incident} and out_at is null order by joined_at, ticket_id`
	).map(({ id }) => id);

export const markTold = (sql: Db, incident: string, tickets: readonly string[], at: Date) => sql`
	update incident_ticket set told_at = ${at} where incident_id = ${incident} and ticket_id = any(${sql.array([...tickets])}::uuid[])`;

/** The incident to which a ticket belongs, or else one of its system that is open and to which it may be joined. */
export const findOfTicket = async (
	sql: Db,
	ticket: string
): Promise<{ id: string; system: Shared; version: number; state: 'open' | 'over'; joined: boolean } | undefined> =>
	(
		await sql<{ id: string; system: Shared; version: number; state: 'open' | 'over'; joined: boolean }[]>`
			select i.id, i.system, i.version, i.state, true as joined from incident_ticket j join incident i on i.id = j.incident_id
			where j.ticket_id = ${ticket} and j.out_at is null
			union all
			select i.id, i.system, i.version, i.state, false from support_ticket t join incident i on i.centre_id = t.centre_id and i.system = t.system and i.state = 'open'
			where t.id = ${ticket} and t.state in ('open', 'waits') and t.urgency <> 'now'
				and not exists (select from support_loss l where l.ticket_id = t.id)
				and not exists (select from incident_ticket j where j.ticket_id = t.id and j.out_at is null)`
	)[0];

/** Tries that nothing answered in a time. */
export const countFaults = async (
	sql: Db,
	centre: number,
	from: Date,
	to: Date
): Promise<{ count: number; first: Date | null; last: Date | null }> =>
	(
		await sql<{ count: number; first: Date | null; last: Date | null }[]>`
			select count(*)::int as count, min(at) as first, max(at) as last from portal_fault
			where centre_id = ${centre} and fault = 'silent' and at >= ${from} and at <= ${to}`
	)[0]!;

/** What went wrong at the portal, day by day. */
export const listFaultDays = (sql: Db, centre: number, from: Date, to: Date) => sql<
	{ day: string; fault: string; tries: number; files: number }[]
>`
	select (at at time zone 'Asia/Ho_Chi_Minh')::date::text as day, fault, count(*)::int as tries, count(distinct case_id)::int as files
	from portal_fault where centre_id = ${centre} and at >= ${from} and at < ${to} group by 1, 2 order by 1, 2`;
