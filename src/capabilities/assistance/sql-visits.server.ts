import type { Db } from '#platform/db.server.ts';
import type { VisitOutcome } from './inputs-visits.ts';

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

export const insertVisit = (sql: Db, v: Visit) => sql`
	insert into visit (id, centre_id, household_id, helper_id, phone_id, outcome, began_at, ended_at, at)
	values (${v.id}, ${v.centre}, ${v.household}, ${v.helper}, ${v.phone}, ${v.outcome}, ${v.began}, ${v.ended}, ${v.at})`;

const column = <T, K extends keyof T>(rows: readonly T[], name: K): T[K][] => rows.map((row) => row[name]);

/** A sitting with each who was met, over when it is written. */
export const insertSittings = (sql: Db, v: Visit, met: readonly { session: string; person: string }[]) => sql`
	insert into assisted_session (id, centre_id, person_id, helper_id, machine_id, authority, channel, visit_id, started_at, touched_at, ended_at, end_reason)
	select session, ${v.centre}, person, ${v.helper}, ${v.phone}, 'present', 'home', ${v.id}, ${v.began}, ${v.at}, ${v.ended}, 'done'
	from unnest(${sql.array(column(met, 'session'))}::uuid[], ${sql.array(column(met, 'person'))}::uuid[]) as m (session, person)`;

type Taught = { id: string; session: string; person: string; topic: string; how: string; minutes: number };

export const insertTaught = (sql: Db, v: Visit, taught: readonly Taught[], day: string) => sql`
	insert into encounter (id, centre_id, session_id, person_id, helper_id, channel, topic, how, minutes, at, day)
	select id, ${v.centre}, session, person, ${v.helper}, 'home', topic, how, minutes, ${v.ended}, ${day}::date
	from unnest(${sql.array(column(taught, 'id'))}::uuid[], ${sql.array(column(taught, 'session'))}::uuid[], ${sql.array(column(taught, 'person'))}::uuid[],
		${sql.array(column(taught, 'topic'))}::text[], ${sql.array(column(taught, 'how'))}::text[], ${sql.array(column(taught, 'minutes'))}::int[])
		as t (id, session, person, topic, how, minutes)`;
