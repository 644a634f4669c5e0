import type { Db, Fragment } from '#platform/db.server.ts';
import type { NextStep, Source, System } from './answers.ts';
import type { View } from './inputs.ts';
import type { EventKind, TicketState, Urgency } from './rules-clocks.ts';

type Of = { person: string | null; staff: string | null; caller: Buffer | null; phone: Buffer | null };
export type NewTicket = Of & {
	id: string;
	centre: number;
	system: System;
	source: Source;
	urgency: Urgency;
	fault: string | null;
	owner: string | null;
	next: NextStep;
	nextOn: string;
	/** Whoever wrote it down; nobody, where they wrote it themselves. */
	by: string | null;
	at: Date;
};

/** Its spoken number: the next of its centre; two who write at once get one each. */
export const insertTicket = async (sql: Db, t: NewTicket): Promise<number> => {
	const [row] = await sql<{ number: number }[]>`select next_support_number(${t.centre}) as number`;
	await sql`
		insert into support_ticket (id, centre_id, number, system, source, urgency, person_id, staff_id, caller, phone, fault, owner_id, next_step, next_on, made_by, made_at)
		values (${t.id}, ${t.centre}, ${row!.number}, ${t.system}, ${t.source}, ${t.urgency},
			${t.person}, ${t.staff}, ${t.caller}, ${t.phone}, ${t.fault}, ${t.owner}, ${t.next}, ${t.nextOn}::date, ${t.by}, ${t.at})`;
	return row!.number;
};

export type TicketRow = {
	id: string;
	centreId: number;
	number: number;
	system: System;
	source: Source;
	urgency: Urgency;
	state: TicketState;
	/** Under whose key it is sealed: the row that was theirs when it was written. */
	ofId: string | null;
	personId: string | null;
	personName: string | null;
	staffName: string | null;
	caller: Buffer | null;
	phone: Buffer | null;
	fault: string | null;
	ownerId: string | null;
	ownerName: string | null;
	next: NextStep;
	nextOn: string;
	version: number;
	lost: boolean;
	madeAt: Date;
};

export const ticket = (sql: Db): Fragment => sql`
	select t.id, t.centre_id, t.number, t.system, t.source, t.urgency, t.state, t.person_id as of_id, n.id as person_id, n.name as person_name,
		case when t.staff_id is not null then actor_name('staff', t.staff_id::text) end as staff_name, t.caller, t.phone, t.fault,
		t.owner_id, actor_name('staff', t.owner_id::text) as owner_name, t.next_step as next, t.next_on::text as next_on, t.version, t.made_at,
		exists (select from support_loss l where l.ticket_id = t.id) as lost
	from support_ticket t left join person p on p.id = t.person_id left join person n on n.id = coalesce(p.merged_into, p.id)`;

const inView = (sql: Db, view: View, me: string): Fragment =>
	({
		all: sql`t.state <> 'over'`,
		mine: sql`t.state <> 'over' and t.owner_id = ${me}::uuid`,
		free: sql`t.state <> 'over' and t.owner_id is null`,
		waits: sql`t.state = 'waits'`,
		solved: sql`t.state = 'solved'`,
		over: sql`t.state = 'over'`
	})[view];

/** What is open, the most pressing first: money that is running away, then by the day on which somebody goes on. What is over, the latest first. */
export const ticketsAt = (sql: Db, centre: number, view: View, me: string): Fragment => sql`
	${ticket(sql)} where t.centre_id = ${centre} and ${inView(sql, view, me)}
	order by ${view === 'over' ? sql`t.number desc` : sql`t.urgency = 'now' and t.state <> 'solved' desc, t.next_on, t.made_at, t.id`}`;

export const findTicket = async (sql: Db, id: string): Promise<TicketRow | undefined> =>
	(await sql<TicketRow[]>`${ticket(sql)} where t.id = ${id}`)[0];

/** Held until whoever asks has done with it. */
export const lockTicket = async (sql: Db, id: string): Promise<TicketRow | undefined> => {
	await sql`select from support_ticket where id = ${id} for update`;
	return findTicket(sql, id);
};

export type EventRow = {
	id: string;
	ticketId: string;
	kind: EventKind;
	words: Buffer | null;
	until: Date | null;
	byName: string | null;
	at: Date;
};

export const insertEvent = (sql: Db, e: Omit<EventRow, 'byName'> & { centre: number; by: string | null }) => sql`
	insert into support_event (id, ticket_id, centre_id, kind, words, until, by_staff, at)
	values (${e.id}, ${e.ticketId}, ${e.centre}, ${e.kind}, ${e.words}, ${e.until}, ${e.by}, ${e.at})`;

/** What happened to each of some tickets, in its order. */
export const listEvents = (sql: Db, tickets: readonly string[]) => sql<EventRow[]>`
	select id, ticket_id, kind, words, until, actor_name('staff', by_staff::text) as by_name, at
	from support_event where ticket_id = any(${sql.array([...tickets])}::uuid[]) order by at, id`;

export type Moved = { owner: string | null; next: NextStep; nextOn: string; state: TicketState };

/** Answers how many were moved: none where somebody else was quicker. */
export const moveTicket = async (sql: Db, id: string, version: number, to: Moved): Promise<number> =>
	(
		await sql`
			update support_ticket set owner_id = ${to.owner}, next_step = ${to.next}, next_on = ${to.nextOn}::date, state = ${to.state}, version = version + 1
			where id = ${id} and version = ${version}`
	).count;

/** How many are open at a centre, by what they wait for. */
export const countTickets = async (sql: Db, centre: number, me: string): Promise<Record<View, number>> =>
	(
		await sql<Record<View, number>[]>`
			select count(*)::int as all, count(*) filter (where owner_id = ${me}::uuid)::int as mine, count(*) filter (where owner_id is null)::int as free,
				count(*) filter (where state = 'waits')::int as waits, count(*) filter (where state = 'solved')::int as solved,
				(select count(*)::int from support_ticket where centre_id = ${centre} and state = 'over') as over
			from support_ticket where centre_id = ${centre} and state <> 'over'`
	)[0]!;

/** What nobody has taken, or is late by its day: what waits for the team. */
export const countAsking = (sql: Db, centre: number, today: string): Fragment => sql`
	select count(*) from support_ticket where centre_id = ${centre} and state <> 'over' and (owner_id is null or next_on < ${today}::date)`;

/** How many words went. */
export const forgetTickets = async (sql: Db, person: string): Promise<number> =>
	(await sql<{ gone: number }[]>`select forget_support(${person}) as gone`)[0]!.gone;

/** How many words went. */
export const clearTickets = async (sql: Db, before: Date): Promise<number> =>
	(await sql<{ gone: number }[]>`select clear_support(${before}) as gone`)[0]!.gone;
