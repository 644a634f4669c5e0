import type { Db } from '#platform/db.server.ts';

export const insertClaim = (
	sql: Db,
	c: { case: string; person: string; centre: number; answer: string; at: Date }
) => sql`
	insert into case_claim (case_id, person_id, centre_id, answer, at) values (${c.case}, ${c.person}, ${c.centre}, ${c.answer}, ${c.at})`;

export const listNotMine = (sql: Db, centre: number) => sql<
	{ caseId: string; at: Date; procedureCode: string; madeAt: Date }[]
>`
	select k.case_id, k.at, c.procedure_code, c.made_at from case_claim k join case_file c on c.id = k.case_id
	where k.centre_id = ${centre} and k.answer = 'not-mine' and k.settled_at is null order by k.at`;

export const settleClaimRow = (sql: Db, caseId: string, by: string, at: Date) => sql`
	update case_claim set settled_by = ${by}, settled_at = ${at} where case_id = ${caseId} and answer = 'not-mine' and settled_at is null`;
