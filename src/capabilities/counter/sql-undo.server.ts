import type { MoveKind, TicketRow } from './answers.ts';
import type { Db } from '#platform/db.server.ts';

export type MoveRow = {
	id: string;
	centreId: number;
	day: string;
	what: MoveKind;
	at: Date;
	otherCalled: boolean | null;
	before: readonly TicketRow[];
};

/** Keeps how these numbers stood before, and the version that the move left them with; whoever moved has one such row. */
export const insertMove = (sql: Db, by: string, move: MoveRow) => sql`
	insert into ticket_move as m (by_id, id, centre_id, day, what, at, other_called, before, after)
	values (${by}, ${move.id}, ${move.centreId}, ${move.day}::date, ${move.what}, ${move.at}, ${move.otherCalled}, ${sql.json(move.before as never)},
		(select jsonb_object_agg(id, version) from ticket where id = any(${sql.array(move.before.map(({ id }) => id))}::uuid[])))
	on conflict (by_id) do update set id = excluded.id, centre_id = excluded.centre_id, day = excluded.day, what = excluded.what, at = excluded.at,
		other_called = excluded.other_called, before = excluded.before, after = excluded.after`;

/** What this person moved last, since then. */
export const findMove = async (sql: Db, by: string, since: Date): Promise<MoveRow | undefined> =>
	(
		await sql<
			MoveRow[]
		>`select id, centre_id, day, what, at, other_called, before from ticket_move where by_id = ${by} and at > ${since}`
	)[0];

export const deleteMove = (sql: Db, id: string) => sql`delete from ticket_move where id = ${id}`;

/** Whether every number of this move still stands where the move left it. */
export const isUntouched = async (sql: Db, id: string): Promise<boolean> =>
	(
		await sql<{ untouched: boolean }[]>`
			select coalesce(bool_and(t.version = (m.after ->> t.id::text)::int), false) as untouched
			from ticket_move m cross join lateral jsonb_array_elements(m.before) b join ticket t on t.id = (b ->> 'id')::uuid
			where m.id = ${id}`
	)[0]!.untouched;

/** Puts the numbers of a move back to how they stood; answers how many, of those that nobody has moved since. */
export const restoreTickets = async (sql: Db, id: string): Promise<number> =>
	(
		await sql`
			update ticket t set state = b ->> 'state', desk_id = (b ->> 'deskId')::uuid, only_desk_id = (b ->> 'onlyDeskId')::uuid, note = b ->> 'note',
				called_at = (b ->> 'calledAt')::timestamptz, call_count = (b ->> 'callCount')::int, ended_at = (b ->> 'endedAt')::timestamptz,
				priority = b ->> 'priority', priority_confirmed = (b ->> 'priorityConfirmed')::boolean, head_start_min = (b ->> 'headStartMin')::int,
				greeted_at = (b ->> 'greetedAt')::timestamptz, greeted_by = (b ->> 'greetedBy')::uuid,
				version = version + 1
			from ticket_move m cross join lateral jsonb_array_elements(m.before) b
			where m.id = ${id} and t.id = (b ->> 'id')::uuid and t.version = (m.after ->> t.id::text)::int`
	).count;

/** The period that a move began was none: it has no length, and the one before it runs on. Left alone where the move began none. */
export const reopenPeriod = (sql: Db, ticket: string, since: Date) => sql`
	with running as (
		update ticket_period set to_at = from_at where ticket_id = ${ticket} and to_at is null and from_at >= ${since} returning id
	)
	update ticket_period set to_at = null where id = (
		select max(p.id) from ticket_period p, running r where p.ticket_id = ${ticket} and p.id < r.id)`;

/**
 * Whoever left since then stands as before they said so, and the clock of then runs on; false where it is longer ago, or the number has
 * gone its way since. What was pressed and put back in between (a call, another leaving) was none.
 */
export const stayTicket = async (sql: Db, id: string, since: Date): Promise<boolean> =>
	(
		await sql`
			with gone as (
				update ticket_period set to_at = from_at where ticket_id = ${id} and state = 'left' and to_at is null and from_at > ${since} returning id
			), before as (
				update ticket_period set to_at = null where id = (
					select max(p.id) from ticket_period p, gone g where p.ticket_id = ${id} and p.id < g.id and p.state in ('waiting', 'missed', 'parked'))
				returning state
			)
			update ticket t set state = b.state, ended_at = null, version = version + 1 from before b where t.id = ${id} and t.state = 'left'`
	).count === 1;
