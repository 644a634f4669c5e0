import type { Db } from '#platform/db.server.ts';
import type { Stage, Status } from './rules-stage.ts';

export const insertConfirmLink = (
	sql: Db,
	link: { tokenHash: Buffer; case: string; hash: Buffer; expiresAt: Date }
) => sql`
	insert into confirm_link (token_hash, case_id, content_hash, expires_at) values (${link.tokenHash}, ${link.case}, ${link.hash}, ${link.expiresAt})
	on conflict (token_hash) do update set expires_at = excluded.expires_at, used_at = null`;

export const findConfirmLink = async (
	sql: Db,
	tokenHash: Buffer,
	now: Date
): Promise<{ caseId: string; contentHash: Buffer; usedAt: Date | null } | undefined> =>
	(
		await sql<{ caseId: string; contentHash: Buffer; usedAt: Date | null }[]>`
		select case_id, content_hash, used_at from confirm_link where token_hash = ${tokenHash} and expires_at > ${now}`
	)[0];

export const useConfirmLink = (sql: Db, tokenHash: Buffer, at: Date) =>
	sql`update confirm_link set used_at = ${at} where token_hash = ${tokenHash}`;

/** False when this very change had been heard before: the portal pushes and we poll, and both may tell the same. */
export const insertStatus = async (
	sql: Db,
	s: { case: string; status: Status; source: string; outsideAt: Date; heardAt: Date }
): Promise<boolean> =>
	(
		await sql`
			insert into case_status (case_id, status, source, outside_at, heard_at) values (${s.case}, ${s.status}, ${s.source}, ${s.outsideAt}, ${s.heardAt})
			on conflict on constraint case_status_once do nothing`
	).count === 1;

export type StatusRow = { status: Status; source: string; outsideAt: Date; heardAt: Date };

export const listStatuses = (sql: Db, caseId: string) => sql<StatusRow[]>`
	select status, source, outside_at, heard_at from case_status where case_id = ${caseId} order by outside_at, id`;

export const insertPortalTask = (
	sql: Db,
	t: { case: string; centre: number; way: 'api' | 'by-hand'; since: Date }
) => sql`
	insert into portal_task (case_id, centre_id, way, since) values (${t.case}, ${t.centre}, ${t.way}, ${t.since})
	on conflict (case_id) do update set way = excluded.way, since = excluded.since, done_at = null, tries = 0, last_fault = null`;

export const notePortalFault = (sql: Db, caseId: string, fault: string, at: Date) => sql`
	update portal_task set tries = tries + 1, last_fault = ${fault}, last_try_at = ${at} where case_id = ${caseId}`;

export const finishPortalTask = (sql: Db, caseId: string, at: Date) =>
	sql`update portal_task set done_at = ${at} where case_id = ${caseId} and done_at is null`;

/** From the machine to a person; false when the portal has answered meanwhile. */
export const turnPortalTask = async (sql: Db, caseId: string): Promise<boolean> =>
	(await sql`update portal_task set way = 'by-hand' where case_id = ${caseId} and done_at is null`).count === 1;

export type PortalTask = {
	caseId: string;
	way: 'api' | 'by-hand';
	since: Date;
	tries: number;
	lastFault: string | null;
};

export const findPortalTask = async (sql: Db, caseId: string): Promise<PortalTask | undefined> =>
	(
		await sql<
			PortalTask[]
		>`select case_id, way, since, tries, last_fault from portal_task where case_id = ${caseId} and done_at is null`
	)[0];

export const listPortalTasks = (sql: Db, centre: number) => sql<
	(PortalTask & { procedureCode: string; stage: Stage })[]
>`
	select t.case_id, t.way, t.since, t.tries, t.last_fault, c.procedure_code, c.stage from portal_task t join case_file c on c.id = t.case_id
	where t.centre_id = ${centre} and t.done_at is null order by t.since`;

export const readCursor = async (sql: Db, name: string): Promise<string> =>
	(await sql<{ cursor: string }[]>`select cursor from portal_cursor where name = ${name}`)[0]?.cursor ?? '';

export const writeCursor = (sql: Db, name: string, cursor: string, at: Date) => sql`
	insert into portal_cursor (name, cursor, at) values (${name}, ${cursor}, ${at}) on conflict (name) do update set cursor = excluded.cursor, at = excluded.at`;

export const findCaseBySlip = async (sql: Db, hashes: Buffer[]): Promise<string | null> =>
	(await sql<{ id: string | null }[]>`select case_by_slip(${sql.array(hashes, 17)}::bytea[]) as id`)[0]?.id ?? null;

export const findCaseByCode = async (sql: Db, code: string): Promise<string | null> =>
	(await sql<{ id: string | null }[]>`select case_by_code(${code}) as id`)[0]?.id ?? null;
