import type { Db } from '#platform/db.server.ts';

/** What somebody answered who was erased; that she was asked, and which door was next, stays for the figures. */
export const emptyAnswers = (sql: Db, person: string) =>
	sql`update readiness_triage set answers = ''::bytea where person_id = any(same_as(${person})) and answers <> ''::bytea`;
