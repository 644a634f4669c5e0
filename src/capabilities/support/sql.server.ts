import type { Db, Fragment } from '#platform/db.server.ts';
import type { NextStep, Source } from './answers.ts';
import type { System } from './rules-systems.ts';
import type { OpenView } from './inputs.ts';
import type { EventKind, TicketState, Urgency } from './rules-clocks.ts';
import type { Device } from './rules-device.ts';

type Of = {
	person: string | null;
	staff: string | null;
	business?: string | null;
	askedBy?: string | null;
	caller: Buffer | null;
	phone: Buffer | null;
};
export type NewTicket = Of & {
	id: string;
	centre: number;
	system: System;
	source: Source;
	urgency: Urgency;
	fault: string | null;
	device?: Device | null;
	machine?: string | null;
	owner: string | null;
	next: NextStep;
	nextOn: string;
	/** Whoever wrote it down; nobody, where they wrote it themselves. */
	by: string | null;
	at: Date;
	/** When it came here, where it was written at a door. */
	arrived?: Date | null;
};

/** Its spoken number: the next of its centre; two who write at once get one each. */
export const insertTicket = async (sql: Db, t: NewTicket): Promise<number> => {
	const [row] = await sql<{ number: number }[]>`select next_support_number(${t.centre}) as number`;
	await sql`
		insert into support_ticket (id, centre_id, number, system, source, urgency, person_id, staff_id, business_id, asked_by, caller, phone, fault, device, machine_id, owner_id, next_step, next_on, made_by, made_at, arrived_at)
		values (${t.id}, ${t.centre}, ${row!.number}, ${t.system}, ${t.source}, ${t.urgency}, ${t.person}, ${t.staff}, ${t.business ?? null}, ${t.askedBy ?? null},
			${t.caller}, ${t.phone}, ${t.fault}, ${t.device ?? null}, ${t.machine ?? null}, ${t.owner}, ${t.next}, ${t.nextOn}::date, ${t.by}, ${t.at}, ${t.arrived ?? null})`;
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
	businessId: string | null;
	businessName: string | null;
	/** Who asked it for whom it is of. */
	askedBy: string | null;
	askedName: string | null;
	caller: Buffer | null;
	phone: Buffer | null;
	fault: string | null;
	device: Device | null;
	/** How the machine of the centre is called. */
	machine: string | null;
	ownerId: string | null;
	ownerName: string | null;
	/** Since when it is with somebody of another organisation. */
	givenAt: Date | null;
	next: NextStep;
	nextOn: string;
	version: number;
	lost: boolean;
	/** Under which ticket it stands. */
	mergedInto: string | null;
	madeAt: Date;
	/** When it came here, where it was written at a door. */
	arrivedAt: Date | null;
	/** Since when its clocks run: of the first of all that stand under it. */
	openedAt: Date;
};

export const ticket = (sql: Db): Fragment => sql`
	select t.id, t.centre_id, t.number, t.system, t.source, t.state, t.merged_into,
		(array['now', 'high', 'medium', 'low'])[least(pressing(t.urgency), (select min(pressing(c.urgency)) from support_ticket c where c.merged_into = t.id))] as urgency,
		least(t.made_at, (select min(c.made_at) from support_ticket c where c.merged_into = t.id)) as opened_at, t.person_id as of_id, n.id as person_id, n.name as person_name,
		case when t.staff_id is not null then actor_name('staff', t.staff_id::text) end as staff_name, t.business_id, b.name as business_name, t.asked_by, a.name as asked_name, t.caller, t.phone, t.fault,
		t.device, (select d.name from device d where d.id = t.machine_id) as machine,
		t.owner_id, actor_name('staff', t.owner_id::text) as owner_name, t.given_at, t.next_step as next, t.next_on::text as next_on, t.version, t.made_at, t.arrived_at,
		exists (select from support_loss l where l.ticket_id = t.id) as lost
	from support_ticket t left join person p on p.id = t.person_id left join person n on n.id = row_of(p.merged_into, p.id)
		left join business b on b.id = t.business_id left join person a on a.id = t.asked_by`;

export const findTicket = async (sql: Db, id: string): Promise<TicketRow | undefined> =>
	(await sql<TicketRow[]>`${ticket(sql)} where t.id = ${id}`)[0];

/** Held until whoever asks has done with it. */
export const lockTicket = async (sql: Db, id: string): Promise<TicketRow | undefined> => {
	await sql`select from support_ticket where id = ${id} for update`;
	return findTicket(sql, id);
};

export type EventRow = {
	id: string;
	/** Under which ticket it is read. */
	ticketId: string;
	kind: EventKind;
	words: Buffer | null;
	until: Date | null;
	byName: string | null;
	at: Date;
	/** The ticket on which it was said: under its key it lies. */
	ofTicket: string;
	/** Its spoken number, where it stands under another. */
	from: number | null;
};

export const insertEvent = (
	sql: Db,
	e: Omit<EventRow, 'byName' | 'ofTicket' | 'from'> & { centre: number; by: string | null }
) => sql`
	insert into support_event (id, ticket_id, centre_id, kind, words, until, by_staff, at)
	values (${e.id}, ${e.ticketId}, ${e.centre}, ${e.kind}, ${e.words}, ${e.until}, ${e.by}, ${e.at})`;

/** What happened to each of some tickets and to those that stand under them, in its order. */
export const listEvents = (sql: Db, tickets: readonly string[]) => sql<EventRow[]>`
	select e.id, t.shown as ticket_id, e.ticket_id as of_ticket, t.from, e.kind, e.words, e.until, actor_name('staff', e.by_staff::text) as by_name, e.at
	from (
		select id, id as shown, null::int as from from support_ticket where id = any(${sql.array([...tickets])}::uuid[])
		union all select id, merged_into, number from support_ticket where merged_into = any(${sql.array([...tickets])}::uuid[])) t
	join support_event e on e.ticket_id = t.id order by e.at, e.id`;

export type Moved = { owner: string | null; next: NextStep; nextOn: string; state: TicketState };
/** Who moves it, and when; nobody of the house, where it moves by itself. */
export type Mover = { by: string | null; at: Date };

/** Answers how many were moved: none where somebody else was quicker. */
export const moveTicket = async (sql: Db, id: string, version: number, to: Moved, mover: Mover): Promise<number> =>
	(
		await sql`
			update support_ticket set owner_id = ${to.owner}, given_at = case when owner_id = ${to.owner}::uuid then given_at end, next_step = ${to.next}, next_on = ${to.nextOn}::date, state = ${to.state}, version = version + 1, rings_at = '-infinity', moved_by = ${mover.by}, moved_at = ${mover.by === null ? null : mover.at}
			where id = ${id} and version = ${version}`
	).count;

/** Who of the house was quicker, when, and what they said with it; none where it was nobody of the house. */
export const findMover = async (
	sql: Db,
	id: string
): Promise<{ name: string; at: Date; kind: EventKind | null } | undefined> =>
	(
		await sql<{ name: string; at: Date; kind: EventKind | null }[]>`
			select actor_name('staff', t.moved_by::text) as name, t.moved_at as at,
				(select e.kind from support_event e where e.ticket_id = t.id and e.by_staff = t.moved_by and e.at = t.moved_at order by e.id desc limit 1) as kind
			from support_ticket t where t.id = ${id} and t.moved_by is not null`
	)[0];

/** How many are open at a centre, by what they wait for; no more are counted of each than `most`. */
export const countTickets = async (
	sql: Db,
	centre: number,
	me: string,
	most: number
): Promise<Record<OpenView, number>> =>
	(await sql<Record<OpenView, number>[]>`select * from support_counts(${centre}, ${me}::uuid, ${most})`)[0]!;

/** What nobody has taken, or is late by its day: what waits for the team. */
export const countAsking = (sql: Db, centre: number, today: string): Fragment =>
	sql`select support_asking(${centre}, ${today}::date)`;

/** How many words went. */
export const forgetTickets = async (sql: Db, person: string): Promise<number> =>
	(await sql<{ gone: number }[]>`select forget_support(${person}) as gone`)[0]!.gone;

/** How many words went. */
export const clearTickets = async (sql: Db, before: Date): Promise<number> =>
	(await sql<{ gone: number }[]>`select clear_support(${before}) as gone`)[0]!.gone;
