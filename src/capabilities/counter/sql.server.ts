import type { TicketState, TicketRow } from './answers.ts';
import type { Db, Fragment } from '#platform/db.server.ts';
import type { Priority } from './rules-matters.ts';

const columns = (
	sql: Db
) => sql`id, centre_id, day, number, matter, procedure_code, priority, priority_confirmed, head_start_min, arrived_at, source, state, desk_id,
	only_desk_id, note, called_at, call_count, ended_at, promised_from, promised_to, greeted_at, greeted_by`;

export const openCalls = (sql: Db, centre: number, day: string) =>
	sql`insert into line_call (centre_id, day) values (${centre}, ${day}::date) on conflict do nothing`;

/** Holds the calls of the day until the transaction ends; none before the first. */
export const lockCalls = async (sql: Db, centre: number, day: string): Promise<{ otherCalled: boolean } | undefined> =>
	(
		await sql<
			{ otherCalled: boolean }[]
		>`select other_called from line_call where centre_id = ${centre} and day = ${day}::date for update`
	)[0];

/** Whether the last call was of somebody without a head start; a day without a call has had none. */
export const wasOtherCalled = async (sql: Db, centre: number, day: string): Promise<boolean> =>
	(
		await sql<
			{ otherCalled: boolean }[]
		>`select other_called from line_call where centre_id = ${centre} and day = ${day}::date`
	)[0]?.otherCalled ?? false;

/** Opens the line of a day that is not open, with what is known by then; answers whether it did. */
export const openLineOf = async (sql: Db, centre: number, day: string): Promise<boolean> =>
	(
		await sql`
			insert into line (centre_id, day, learned) values (${centre}, ${day}::date, learn_service(${centre}, ${day}::date)) on conflict do nothing`
	).count === 1;

/** What is learned with the first number of a day, also where its line was opened before; nothing is gone through for those after it. */
const learnedAtFirst = (sql: Db, centre: number, day: string): Fragment => sql`
	case when exists (select from line o where o.centre_id = ${centre} and o.day = ${day}::date and o.last_number > 0) then null else learn_service(${centre}, ${day}::date) end`;

/** The next number of the day, and when it was taken; whoever takes it holds the line until the transaction ends. */
export const nextNumber = async (sql: Db, centre: number, day: string, at: Date): Promise<number> =>
	(
		await sql<{ lastNumber: number }[]>`
			insert into line as l (centre_id, day, last_number, last_arrived_at, learned) values (${centre}, ${day}::date, 1, ${at}, ${learnedAtFirst(sql, centre, day)})
			on conflict (centre_id, day) do update set last_number = l.last_number + 1, last_arrived_at = greatest(l.last_arrived_at, excluded.last_arrived_at),
				learned = coalesce(excluded.learned, l.learned) returning last_number`
	)[0]!.lastNumber;

export const updateOtherCalled = (sql: Db, centre: number, day: string, other: boolean) => sql`
	update line_call set other_called = ${other} where centre_id = ${centre} and day = ${day}::date`;

type NewTicket = Pick<
	TicketRow,
	'id' | 'centreId' | 'day' | 'matter' | 'procedureCode' | 'priority' | 'headStartMin' | 'promisedFrom' | 'promisedTo'
> & {
	source: string;
};

/**
 * With the number that whoever holds the line took last. Nobody comes before whoever came before them: where the clock of the machine went
 * back, the last one’s time is theirs too.
 */
export const insertTicket = (sql: Db, t: NewTicket) => sql`
	insert into ticket (id, centre_id, day, number, matter, procedure_code, source, priority, head_start_min, arrived_at, state, promised_from, promised_to)
	select ${t.id}, l.centre_id, l.day, l.last_number, ${t.matter}, ${t.procedureCode}, ${t.source}, ${t.priority}, ${t.headStartMin}::int, l.last_arrived_at,
		'waiting', ${t.promisedFrom}::int, ${t.promisedTo}::int
	from line l where l.centre_id = ${t.centreId} and l.day = ${t.day}::date`;

export const findTicket = async (sql: Db, id: string): Promise<TicketRow | undefined> =>
	(await sql<TicketRow[]>`select ${columns(sql)} from ticket where id = ${id}`)[0];

/** Holds the ticket until the transaction ends, as it is when whoever held it before has let go. */
export const lockTicket = async (sql: Db, id: string): Promise<TicketRow | undefined> =>
	(await sql<TicketRow[]>`select ${columns(sql)} from ticket where id = ${id} for update`)[0];

/** Numbers that are over: those of a whole day are read only where one of them is asked for. */
const over: readonly TicketState[] = ['done', 'left'];

export const listTickets = (sql: Db, centre: number, day: string, states: readonly TicketState[]) => sql<TicketRow[]>`
	select ${columns(sql)} from ticket
	where centre_id = ${centre} and day = ${day}::date and state = any(${sql.array(states as string[])}::text[])
		${states.some((state) => over.includes(state)) ? sql`` : sql`and state not in ('done', 'left')`} order by number`;

/** Whom this desk has called, held until the transaction ends. */
export const lockAtDesk = async (sql: Db, desk: string, day: string): Promise<TicketRow | undefined> =>
	(
		await sql<
			TicketRow[]
		>`select ${columns(sql)} from ticket where centre_id = (select d.centre_id from desk d where d.id = ${desk}) and desk_id = ${desk} and day = ${day}::date and state in ('called', 'serving') order by called_at desc limit 1 for update`
	)[0];

/** Everybody who waits, by their numbers, and whom this desk has called, held until the transaction ends. */
export const listForDesk = (sql: Db, { id, centreId }: { id: string; centreId: number }, day: string) => sql<
	TicketRow[]
>`
	(select ${columns(sql)} from ticket where centre_id = ${centreId} and day = ${day}::date and state = 'waiting' order by number)
	union all
	select * from (
		select ${columns(sql)} from ticket where centre_id = ${centreId} and day = ${day}::date and state in ('called', 'serving') and desk_id = ${id}
		order by called_at desc limit 1 for update
	) there`;

export const findAtDesk = async (sql: Db, desk: string, day: string): Promise<TicketRow | undefined> =>
	(
		await sql<
			TicketRow[]
		>`select ${columns(sql)} from ticket where centre_id = (select d.centre_id from desk d where d.id = ${desk}) and desk_id = ${desk} and day = ${day}::date and state in ('called', 'serving') order by called_at desc limit 1`
	)[0];

/**
 * Calls a ticket to a desk: its row, its period and whom the line called last, in one. The compare-and-set makes a second call of the
 * same ticket impossible even without the line’s lock; answers whether it was still there.
 */
export const callTicket = async (sql: Db, call: Call): Promise<boolean> =>
	(await sql<{ there: boolean }[]>`select ${calling(sql, call)} as there`)[0]!.there;

type Call = { ticket: string; desk: string; other: boolean; at: Date };

const calling = (sql: Db, { ticket, desk, at, other }: Call): Fragment =>
	sql`call_ticket(${ticket}, ${desk}, ${at}, ${other})`;

export const callTicketAgain = (sql: Db, id: string, at: Date) => sql`
	update ticket set called_at = ${at}, call_count = call_count + 1, version = version + 1 where id = ${id} and state = 'called'`;

/** Moves a ticket that is still where it was seen, and its period with it; answers whether it was. */
export const moveTicket = async (sql: Db, move: Move): Promise<boolean> =>
	(await sql<{ there: boolean }[]>`select ${moving(sql, move)} as there`)[0]!.there;

type Move = {
	ticket: Pick<TicketRow, 'id' | 'state' | 'deskId'>;
	to: TicketState;
	at: Date;
	note?: string | null;
};

const moving = (sql: Db, { ticket: { id, state, deskId }, to, at, note = null }: Move): Fragment =>
	sql`move_ticket(${id}, ${state}, ${to}, ${deskId}, ${at}, ${note})`;

/** Both, as the last of a command: it ends where one of them was not there any more. */
export const passOnLast = (sql: Db, { move, call }: { move: Move | null; call: Call | null }) =>
	sql`select require_there(${move ? moving(sql, move) : sql`true`} and ${call ? calling(sql, call) : sql`true`})`;

/** Whoever is being helped goes on at another desk: neither called anew nor moved in the line. */
export const moveToDesk = (sql: Db, id: string, desk: string) =>
	sql`update ticket set desk_id = ${desk}, version = version + 1 where id = ${id}`;

export const sendTicketToDesk = (sql: Db, id: string, desk: string) => sql`
	update ticket set state = 'waiting', desk_id = null, only_desk_id = ${desk}, call_count = 0, version = version + 1 where id = ${id}`;

/** Back into the line at the place that its arrival gives it, for any desk. */
export const sendToLine = (sql: Db, id: string) => sql`
	update ticket set state = 'waiting', desk_id = null, only_desk_id = null, call_count = 0, version = version + 1 where id = ${id}`;

export const updatePriority = (sql: Db, id: string, priority: Priority, headStartMin: number) => sql`
	update ticket set priority = ${priority}, head_start_min = ${headStartMin}, priority_confirmed = true, version = version + 1 where id = ${id}`;

/** Somebody has gone to whoever has this number. */
export const updateGreeted = (sql: Db, id: string, by: string, at: Date) => sql`
	update ticket set greeted_at = ${at}, greeted_by = ${by}, version = version + 1 where id = ${id}`;

/** The names of those who greeted somebody on a day. */
export const listGreeters = (sql: Db, centre: number, day: string) => sql<{ id: string; name: string }[]>`
	select g.id, actor_name('staff', g.id::text) as name
	from (select distinct greeted_by as id from ticket where centre_id = ${centre} and day = ${day}::date and greeted_by is not null) g`;

/** Closes the running period of a ticket and opens the next: exact time in each state for free. */
export const turnPeriod = (
	sql: Db,
	ticket: { id: string; centreId: number; day: string },
	state: TicketState,
	desk: string | null,
	at: Date
) => sql`
	with closed as (update ticket_period set to_at = ${at} where ticket_id = ${ticket.id} and to_at is null)
	insert into ticket_period (ticket_id, centre_id, day, state, desk_id, from_at) values (${ticket.id}, ${ticket.centreId}, ${ticket.day}::date, ${state}, ${desk}, ${at})`;

/** Numbers for one matter that were taken from home since then and still wait. */
export const countFromHome = async (sql: Db, centre: number, matter: string, since: Date): Promise<number> =>
	(
		await sql<{ n: number }[]>`
			select count(*)::int as n from ticket
			where centre_id = ${centre} and matter = ${matter} and source = 'home' and state = 'waiting' and arrived_at > ${since}`
	)[0]!.n;
