import type { Db, Fragment } from '#platform/db.server.ts';
import type { VisitOutcome } from './inputs-visits.ts';
import type { DoneAgain, SaidBack } from './rules-teach-back.ts';
import type { Topic } from './topics.ts';

type Visit = {
	id: string;
	household: string;
	outcome: VisitOutcome;
	centre: number;
	helper: string;
	phone: string;
	began: Date;
	ended: Date;
	at: Date;
};

export const insertVisit = (sql: Db, v: Visit): Fragment => sql`
	insert into visit (id, centre_id, household_id, helper_id, phone_id, outcome, began_at, ended_at, at)
	values (${v.id}, ${v.centre}, ${v.household}, ${v.helper}, ${v.phone}, ${v.outcome}, ${v.began}, ${v.ended}, ${v.at})`;

const column = <T, K extends keyof T>(rows: readonly T[], name: K): T[K][] => rows.map((row) => row[name]);

type Taught = {
	id: string;
	session: string;
	person: string;
	topic: string;
	how: string;
	minutes: number;
	again: string | null;
	back: { card: string; version: number; said: string; did: string } | null;
};

/**
 * A visit, a sitting with each who was met, over when it is written, and what they were shown: in one statement, because a push brings
 * hundreds. Only of people of one's areas; answers how many those are.
 */
export const insertMeeting = async (
	sql: Db,
	v: Visit,
	met: readonly { session: string; person: string }[],
	taught: readonly Taught[],
	day: string
): Promise<number> =>
	(
		await sql<{ sat: number }[]>`
			with one as (
				${insertVisit(sql, v)}
			), met as (
				select m.session, m.person from unnest(${sql.array(column(met, 'session'))}::uuid[], ${sql.array(column(met, 'person'))}::uuid[]) as m (session, person)
				where lived_in_areas(m.person)
			), sat as (
				insert into assisted_session (id, centre_id, person_id, helper_id, machine_id, authority, channel, visit_id, started_at, touched_at, ended_at, end_reason)
				select session, ${v.centre}, person, ${v.helper}, ${v.phone}, 'present', 'home', ${v.id}, ${v.began}, ${v.at}, ${v.ended}, 'done' from met
			), shown as (
				insert into encounter (id, centre_id, session_id, person_id, helper_id, channel, topic, how, minutes, at, day, ask_again_on, card, card_version, said_back, done_again)
				select t.id, ${v.centre}, t.session, t.person, ${v.helper}, 'home', t.topic, t.how, t.minutes, ${v.ended}, ${day}::date, t.again,
					t.back ->> 'card', (t.back ->> 'version')::int, t.back ->> 'said', t.back ->> 'did'
				from unnest(${sql.array(column(taught, 'id'))}::uuid[], ${sql.array(column(taught, 'session'))}::uuid[], ${sql.array(column(taught, 'person'))}::uuid[],
					${sql.array(column(taught, 'topic'))}::text[], ${sql.array(column(taught, 'how'))}::text[], ${sql.array(column(taught, 'minutes'))}::int[], ${sql.array(column(taught, 'again'))}::date[], ${sql.array(taught.map(({ back }) => back && JSON.stringify(back)))}::jsonb[])
					as t (id, session, person, topic, how, minutes, again, back) join met on met.session = t.session
			)
			select count(*)::int as sat from met`
	)[0]!.sat;

/** Takes back one's own visit that ended after a moment, and the needs told in it; answers at whose door, null where there is none. */
export const takeBackRow = async (
	sql: Db,
	{ visit, needs, since, at }: { visit: string; needs: readonly string[]; since: Date; at: Date }
): Promise<string | null> =>
	(
		await sql<{ household: string | null }[]>`
			select take_back_visit(${visit}, ${sql.array([...needs])}::uuid[], ${since}, ${at}) as household`
	)[0]!.household;

/** What was seen of one person in the course of help: with a card, or because they did it all themselves. */
export const listSeen = (sql: Db, person: string) => sql<
	{ card: string | null; topic: Topic; how: string; saidBack: SaidBack | null; doneAgain: DoneAgain | null; at: Date }[]
>`
	select card, topic, how, said_back, done_again, at from encounter
	where person_id = any(same_as(${person})) and (card is not null or how = 'self') order by at`;

/** Who was met in a visit. */
export const listMet = async (sql: Db, visit: string): Promise<string[]> =>
	(
		await sql<{ person: string }[]>`select distinct person_id as person from assisted_session where visit_id = ${visit}`
	).map(({ person }) => person);
