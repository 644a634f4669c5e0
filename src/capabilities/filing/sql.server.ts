import type { Db } from '#platform/db.server.ts';
import type { PortalTask } from '#capabilities/cases/read.server.ts';
import type { Stage } from '#capabilities/cases/answers.ts';

export const insertPortalTask = (
	sql: Db,
	t: { case: string; centre: number; way: 'api' | 'by-hand'; since: Date }
) => sql`
	insert into portal_task (case_id, centre_id, way, since) values (${t.case}, ${t.centre}, ${t.way}, ${t.since})
	on conflict (case_id) do update set way = excluded.way, since = excluded.since, done_at = null, tries = 0, last_fault = null, reason = null`;

/** The last fault of a file stands with it; each of them stays by itself, so that an outage is seen afterwards. */
export const notePortalFault = (sql: Db, caseId: string, fault: string, reason: string | null, at: Date) => sql`
	with noted as (
		update portal_task set tries = tries + 1, last_fault = ${fault}, reason = ${reason}, last_try_at = ${at} where case_id = ${caseId}
		returning case_id, centre_id
	)
	insert into portal_fault (case_id, centre_id, fault, at) select case_id, centre_id, ${fault}, ${at} from noted`;

export const finishPortalTask = (sql: Db, caseId: string, at: Date) =>
	sql`update portal_task set done_at = ${at} where case_id = ${caseId} and done_at is null`;

/** From the machine to a person; false when the portal has answered meanwhile. */
export const turnPortalTask = async (sql: Db, caseId: string): Promise<boolean> =>
	(await sql`update portal_task set way = 'by-hand' where case_id = ${caseId} and done_at is null`).count === 1;

export const listPortalTasks = (sql: Db, centre: number) => sql<
	(PortalTask & { procedureCode: string; stage: Stage })[]
>`
	select t.case_id, t.way, t.since, t.tries, t.last_fault, t.reason, c.procedure_code, c.stage from portal_task t join case_file c on c.id = t.case_id
	where t.centre_id = ${centre} and t.done_at is null and c.stage in ('confirmed', 'received') order by t.since`;

export const readCursor = async (sql: Db, name: string): Promise<string> =>
	(await sql<{ cursor: string }[]>`select cursor from portal_cursor where name = ${name}`)[0]?.cursor ?? '';

export const writeCursor = (sql: Db, name: string, cursor: string, at: Date) => sql`
	insert into portal_cursor (name, cursor, at) values (${name}, ${cursor}, ${at}) on conflict (name) do update set cursor = excluded.cursor, at = excluded.at`;

export const findCentreOfCase = async (sql: Db, caseId: string): Promise<number | null> =>
	(await sql<{ centre: number | null }[]>`select case_centre(${caseId}) as centre`)[0]?.centre ?? null;
