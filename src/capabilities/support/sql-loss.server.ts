import type { Db, Fragment } from '#platform/db.server.ts';
import type { besideThem, Call, CallOutcome, lossWays } from './rules-lost-money.ts';
import { ticket, type TicketRow } from './sql.server.ts';

export type LossRow = {
	ticketId: string;
	way: (typeof lossWays)[number] | null;
	beside: (typeof besideThem)[number] | null;
	handedAt: Date | null;
	toName: string | null;
	dayCallAt: Date;
	dayCalledAt: Date | null;
	weekCallAt: Date;
	weekCalledAt: Date | null;
	begunAt: Date;
};

type NewLoss = { ticket: string; centre: number; dayCallAt: Date; weekCallAt: Date; by: string; at: Date };

export const insertLoss = (sql: Db, l: NewLoss) => sql`
	insert into support_loss (ticket_id, centre_id, day_call_at, week_call_at, begun_by, begun_at)
	values (${l.ticket}, ${l.centre}, ${l.dayCallAt}, ${l.weekCallAt}, ${l.by}, ${l.at})`;

const loss = (sql: Db): Fragment => sql`
	select ticket_id, way, beside, handed_at, actor_name('staff', handed_to::text) as to_name, day_call_at, day_called_at, week_call_at, week_called_at, begun_at
	from support_loss`;

export const findLoss = async (sql: Db, id: string): Promise<LossRow | undefined> =>
	(await sql<LossRow[]>`${loss(sql)} where ticket_id = ${id}`)[0];

export const listLosses = (sql: Db, tickets: readonly string[]) => sql<LossRow[]>`
	${loss(sql)} where ticket_id = any(${sql.array([...tickets])}::uuid[])`;

/** Tickets of money that was lost and that are not over: first those that no police have yet, then by who is called next. */
export const lossesAt = (sql: Db, centre: number): Fragment => sql`
	${ticket(sql)} join support_loss l on l.ticket_id = t.id
	where t.centre_id = ${centre} and t.state <> 'over'
	order by l.handed_at is null desc, case when l.handed_at is null then l.begun_at end,
		least(case when l.day_called_at is null then l.day_call_at end, case when l.week_called_at is null then l.week_call_at end), t.id`;

export type LossEventRow = {
	ticketId: string;
	kind: 'step' | 'step-back' | Call;
	step: number | null;
	outcome: CallOutcome | null;
	byName: string | null;
	at: Date;
};
type NewEvent = Omit<LossEventRow, 'byName'> & { id: string; centre: number; by: string };

export const insertLossEvent = (sql: Db, e: NewEvent) => sql`
	insert into support_loss_event (id, ticket_id, centre_id, kind, step, outcome, by_staff, at)
	values (${e.id}, ${e.ticketId}, ${e.centre}, ${e.kind}, ${e.step}, ${e.outcome}, ${e.by}, ${e.at})`;

/** What was done of each of some tickets, in its order. */
export const listLossEvents = (sql: Db, tickets: readonly string[]) => sql<LossEventRow[]>`
	select ticket_id, kind, step, outcome, actor_name('staff', by_staff::text) as by_name, at
	from support_loss_event where ticket_id = any(${sql.array([...tickets])}::uuid[]) order by at, id`;

export const tellLossRow = (sql: Db, id: string, { way, beside }: Pick<LossRow, 'way' | 'beside'>) =>
	sql`update support_loss set way = ${way}, beside = ${beside} where ticket_id = ${id}`;

export const handLoss = (sql: Db, id: string, h: { to: string | null; by: string; at: Date }) =>
	sql`update support_loss set handed_to = ${h.to}, handed_by = ${h.by}, handed_at = ${h.at} where ticket_id = ${id} and handed_at is null`;

/** A call was made, or is to be made again. */
export const moveCall = (sql: Db, id: string, call: Call, { at, made }: { at: Date; made: Date | null }) =>
	call === 'day'
		? sql`update support_loss set day_call_at = ${at}, day_called_at = ${made} where ticket_id = ${id}`
		: sql`update support_loss set week_call_at = ${at}, week_called_at = ${made} where ticket_id = ${id}`;

type Of = { person: string | null; caller: Buffer | null; phone: Buffer | null };
export const nameTicket = (sql: Db, { id }: Pick<TicketRow, 'id'>, of: Of) =>
	sql`update support_ticket set person_id = ${of.person}, caller = ${of.caller}, phone = ${of.phone} where id = ${id}`;

/** Those of the police at a centre. */
export const listPolice = (sql: Db, centre: number) => sql<{ id: string; name: string }[]>`
	select distinct id, name from colleagues_at(${centre}) where role = 'police' order by name, id`;

const open = (sql: Db, centre: number): Fragment => sql`
	from support_loss l join support_ticket t on t.id = l.ticket_id
	where l.centre_id = ${centre} and t.state <> 'over'`;

/** Money that no police have yet, and calls whose day has come: those before an instant. */
export const countLosses = (sql: Db, centre: number, until: Date): Fragment => sql`
	select count(*) ${open(sql, centre)} and (l.handed_at is null
		or l.day_called_at is null and l.day_call_at < ${until}
		or l.week_called_at is null and l.week_call_at < ${until})`;

/** Of them those that no police had within their fifteen minutes. */
export const countLateLosses = (sql: Db, centre: number, before: Date): Fragment => sql`
	select count(*) ${open(sql, centre)} and l.handed_at is null and l.begun_at < ${before}`;
