import type { SessionRow } from './answers.ts';
import type { Db, Fragment } from '#platform/db.server.ts';

type Hands = 'guide' | 'desk' | 'screen';

export const insertSession = (
	sql: Db,
	s: {
		id: string;
		centre: number;
		person: string;
		helper: string;
		machine: string;
		desk: string | null;
		ticket: string | null;
		at: Date;
	}
) => sql`
	insert into assisted_session (id, centre_id, person_id, helper_id, machine_id, desk_id, ticket_id, authority, started_at, touched_at)
	values (${s.id}, ${s.centre}, ${s.person}, ${s.helper}, ${s.machine}, ${s.desk}, ${s.ticket}, 'present', ${s.at}, ${s.at})`;

/** Locks the row: ending, handing over and answering a session happen one after another. */
export const lockSession = async (sql: Db, id: string): Promise<SessionRow | undefined> =>
	(await sql<SessionRow[]>`select * from assisted_session where id = ${id} and ended_at is null for update`)[0];

export const findSession = async (sql: Db, id: string): Promise<SessionRow | undefined> =>
	(await sql<SessionRow[]>`select * from assisted_session where id = ${id}`)[0];

/** A session that this helper left open on another machine: it blocks a new one until it is ended. */
export const findElsewhere = async (
	sql: Db,
	helper: string,
	machine: string
): Promise<{ id: string; startedAt: Date } | undefined> =>
	(
		await sql<
			{ id: string; startedAt: Date }[]
		>`select id, started_at from assisted_session where helper_id = ${helper} and machine_id <> ${machine} and ended_at is null`
	)[0];

/** The number with which the person of a session came, if they took one. */
export const findTicketOf = async (sql: Db, session: string): Promise<string | null> =>
	(await sql<{ ticketId: string | null }[]>`select ticket_id from assisted_session where id = ${session}`)[0]
		?.ticketId ?? null;

/** Whether somebody else's file was opened by mistake just before: with the same ticket, or in this helper's session before this one. */
export const findMistakeBefore = async (
	sql: Db,
	now: { person: string; helper: string; ticket: string | null; session: string }
): Promise<boolean> =>
	(
		await sql<{ found: boolean }[]>`
			select exists (
				select 1 from assisted_session s
				where s.end_reason = 'wrong-person' and s.person_id <> ${now.person}
					and (s.ticket_id = ${now.ticket}::uuid or s.id = (
						select id from assisted_session where helper_id = ${now.helper} and id <> ${now.session} and channel = 'counter'
						order by started_at desc limit 1))
			) as found`
	)[0]!.found;

export const updateOffer = (sql: Db, id: string, to: string | null, at: Date | null) => sql`
	update assisted_session set offered_to = ${to}, offered_at = ${at}, hands = 'guide' where id = ${id}`;

/** What is offered to this helper and still open, oldest first. */
export const listOffered = (sql: Db, helper: string) => sql<
	{ session: string; helperId: string; ticket: string | null; at: Date }[]
>`
	select id as session, helper_id, ticket_id as ticket, offered_at as at from assisted_session
	where offered_to = ${helper} and ended_at is null order by offered_at`;

/** Who of a centre sits beside somebody now. */
export const listBusy = (sql: Db, centre: number) => sql<{ helperId: string }[]>`
	select helper_id from assisted_session where centre_id = ${centre} and channel = 'counter' and ended_at is null`;

export const passSession = (
	sql: Db,
	id: string,
	{ helper, machine, desk, at }: { helper: string; machine: string; desk: string | null; at: Date }
) => sql`
	update assisted_session set helper_id = ${helper}, machine_id = ${machine}, desk_id = ${desk}, hands = 'guide', touched_at = ${at},
		offered_to = null, offered_at = null
	where id = ${id}`;

export const endSession = (sql: Db, id: string, reason: string, at: Date) => sql`
	update assisted_session set ended_at = ${at}, end_reason = ${reason}, offered_to = null, offered_at = null where id = ${id}`;

export const updateHands = (sql: Db, id: string, hands: Hands, at: Date) =>
	sql`update assisted_session set hands = ${hands}, touched_at = ${at} where id = ${id}`;

export const noteWrong = (sql: Db, id: string, at: Date) =>
	sql`update assisted_session set hands = 'guide', wrong_at = ${at}, touched_at = ${at} where id = ${id}`;

export const updateSessionCase = (sql: Db, id: string, caseId: string | null, at: Date) =>
	sql`update assisted_session set case_id = ${caseId}, touched_at = ${at} where id = ${id}`;

export const insertEncounter = (
	sql: Db,
	e: {
		id: string;
		centre: number;
		session: string | null;
		person: string | null;
		helper: string;
		topic: string;
		how: string;
		minutes: number;
		at: Date;
		day: string;
	}
) => sql`
	insert into encounter (id, centre_id, session_id, person_id, helper_id, channel, topic, how, minutes, at, day)
	values (${e.id}, ${e.centre}, ${e.session}, ${e.person}, ${e.helper}, 'counter', ${e.topic}, ${e.how}, ${e.minutes}, ${e.at}, ${e.day}::date)
	on conflict (session_id) where session_id is not null and channel = 'counter' do nothing`;

export const countQuickHelps = async (sql: Db, centre: number, day: string): Promise<{ all: number; alone: number }> =>
	(
		await sql<{ all: number; alone: number }[]>`
			select count(*)::int as all, count(*) filter (where how = 'self')::int as alone from encounter
			where centre_id = ${centre} and day = ${day}::date and session_id is null and channel = 'counter'`
	)[0]!;

/** What row-level security shows to the resident who asks: the help that was given to them. */
export const learnedOf = (sql: Db): Fragment =>
	sql`select topic, how, day from encounter where person_id = any(app_same()) order by at desc, id`;

/** The sessions that this helper has open, on whatever machine. */
export const listOpenOfHelper = (sql: Db, helper: string) => sql<{ id: string; centreId: number }[]>`
	select id, centre_id from assisted_session where helper_id = ${helper} and ended_at is null`;

/** One row for each who was in a lesson; the same again writes nothing. */
export const insertInClass = (
	sql: Db,
	rows: readonly { id: string; person: string }[],
	e: { topic: string; centre: number; minutes: number; at: Date; day: string; helper: string }
) => sql`
	insert into encounter (id, centre_id, session_id, person_id, helper_id, channel, topic, how, minutes, at, day)
	select m.id, ${e.centre}, null, m.person, ${e.helper}, 'class', ${e.topic}, 'guided', ${e.minutes}, ${e.at}, ${e.day}::date
	from unnest(${sql.array(rows.map(({ id }) => id))}::uuid[], ${sql.array(rows.map(({ person }) => person))}::uuid[]) m (id, person)
	on conflict (id) do nothing`;

/** Help of the support team; the same again writes nothing. */
export const insertFromFar = (
	sql: Db,
	e: {
		id: string;
		person: string;
		topic: string;
		how: string;
		minutes: number;
		centre: number;
		helper: string;
		at: Date;
		day: string;
	}
) => sql`
	insert into encounter (id, centre_id, session_id, person_id, helper_id, channel, topic, how, minutes, at, day)
	values (${e.id}, ${e.centre}, null, ${e.person}, ${e.helper}, 'support', ${e.topic}, ${e.how}, ${e.minutes}, ${e.at}, ${e.day}::date)
	on conflict (id) do nothing`;

export const hasEncounter = async (sql: Db, id: string): Promise<boolean> =>
	(await sql`select from encounter where id = ${id}`).count > 0;

/** Whoever was not in a lesson after all. */
export const dropInClass = (sql: Db, ids: readonly string[]) =>
	sql`select unmeet_in_class(${sql.array([...ids])}::uuid[])`;
