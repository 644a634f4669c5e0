import type { Db } from '#platform/db.server.ts';

/** They are expected nowhere any more: their place at the police is free. */
export const freeBookings = (sql: Db, person: string, on: string) =>
	sql`update police_booking set state = 'cancelled', settled_on = ${on}::date where person_id = any(same_as(${person})) and state = 'booked'`;

/** What somebody answered who was erased; that they were asked, and which step was next, stays for the figures. */
export const emptyAnswers = (sql: Db, person: string) =>
	sql`update readiness_triage set answers = ''::bytea where person_id = any(same_as(${person})) and answers <> ''::bytea`;

/** Who goes along to a time that is still to come. */
export const passBookings = (sql: Db, from: string, to: string | null) =>
	sql`update police_booking set companion_id = ${to} where companion_id = ${from} and state = 'booked'`;
