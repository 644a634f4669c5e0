import type { Db } from '#platform/db.server.ts';
import type { Hand, Status, StatusRow, PortalTask } from './answers.ts';
import { latestAnswers } from './sql.server.ts';

export const insertConfirmLink = (
	sql: Db,
	link: { tokenHash: Buffer; case: string; hash: Buffer; proof: Buffer; expiresAt: Date }
) => sql`
	insert into confirm_link (token_hash, case_id, content_hash, proof_hash, expires_at)
	values (${link.tokenHash}, ${link.case}, ${link.hash}, ${link.proof}, ${link.expiresAt})
	on conflict (token_hash) do update set expires_at = excluded.expires_at, proof_hash = excluded.proof_hash, used_at = null`;

type ConfirmLink = { caseId: string; contentHash: Buffer; proofHash: Buffer | null; usedAt: Date | null };

export const findConfirmLink = async (sql: Db, tokenHash: Buffer, now: Date): Promise<ConfirmLink | undefined> =>
	(
		await sql<ConfirmLink[]>`
		select case_id, content_hash, proof_hash, used_at from confirm_link where token_hash = ${tokenHash} and expires_at > ${now}`
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

export const updateFiled = (sql: Db, id: string, code: string, status: Status, at: Date, slipHash: Buffer) => sql`
	update case_file set stage = 'filed', official_code = ${code}, status = ${status}, filed_at = ${at}, slip_hash = ${slipHash}, version = version + 1 where id = ${id}`;

/** The status that is newest outside, however late it was heard. */
export const updateStatusToNewest = (sql: Db, id: string) => sql`
	update case_file set version = version + 1,
		status = (select s.status from case_status s where s.case_id = ${id} order by least(s.outside_at, s.heard_at) desc, s.id desc limit 1)
	where id = ${id}`;

export const listStatuses = (sql: Db, caseId: string) => sql<StatusRow[]>`
	select status, source, outside_at, heard_at from case_status where case_id = ${caseId} order by outside_at, id`;

export const findPortalTask = async (sql: Db, caseId: string): Promise<PortalTask | undefined> =>
	(
		await sql<
			PortalTask[]
		>`select case_id, way, since, tries, last_fault, reason from portal_task where case_id = ${caseId} and done_at is null`
	)[0];

export const findCaseBySlip = async (sql: Db, hashes: Buffer[]): Promise<string | null> =>
	(await sql<{ id: string | null }[]>`select case_by_slip(${sql.array(hashes, 17)}::bytea[]) as id`)[0]?.id ?? null;

export const findCaseByCode = async (sql: Db, code: string): Promise<string | null> =>
	(await sql<{ id: string | null }[]>`select case_by_code(${code}) as id`)[0]?.id ?? null;

/** The receiving officer's name as it stands on the slip; answered by a function that tells names and nothing else. */
export const findReceiverName = async (sql: Db, id: string): Promise<string | null> =>
	(await sql<{ name: string | null }[]>`select actor_name('staff', ${id}::text) as name`)[0]?.name ?? null;

/** Who typed each answer that stands, by name; the key and its maker where a program typed it. */
export const listHands = (sql: Db, caseId: string) => sql<(Hand & { question: string })[]>`
	select a.question, actor_name('staff', a.typed_by::text) as name, k.name as key, k.maker from (${latestAnswers(sql, caseId)}) a
	left join lateral key_called(a.typed_key) k on a.typed_key is not null where a.typed_by is not null`;

/** Papers of a case at which an officer looked before receiving it. */
export const listPaperLooks = (sql: Db, caseId: string) => sql<{ paper: string; by: string; at: Date }[]>`
	select paper, actor_name('staff', by_id::text) as by, at from case_paper_look where case_id = ${caseId} order by at`;

export const insertPaperLook = (sql: Db, l: { case: string; paper: string; by: string; at: Date }) => sql`
	insert into case_paper_look (case_id, paper, by_id, at) values (${l.case}, ${l.paper}, ${l.by}, ${l.at}) on conflict do nothing`;
