import type { Db } from '#platform/db.server.ts';
import type { DenialFound } from './inputs.ts';

type NewClaim = { case: string; person: string; centre: number; answer: string; way: string; at: Date };

/** What was denied is from now on somebody's to look into. */
export const insertClaim = (sql: Db, c: NewClaim) => sql`
	insert into case_claim (case_id, person_id, centre_id, answer, way, at, holder_id, held_since)
	select ${c.case}, ${c.person}, ${c.centre}, ${c.answer}, ${c.way}, ${c.at}::timestamptz, l.who, case when l.who is not null then ${c.at}::timestamptz end
	from (select case when ${c.answer}::text = 'not-mine' then leader_to_ask(${c.centre}) end as who) l`;

/** Their own word in place of what was said by their slip and nobody has looked into yet; answers whether there was such a thing. */
export const replaceClaim = async (sql: Db, caseId: string, answer: string): Promise<boolean> =>
	(
		await sql`update case_claim set answer = ${answer}, way = 'own-page' where case_id = ${caseId} and way <> 'own-page' and settled_at is null`
	).count > 0;

export type DenialRow = { at: Date; settledAt: Date | null; found: DenialFound | null };

/** Whether somebody said that this file is not theirs, and what came of it. */
export const findDenial = async (sql: Db, caseId: string): Promise<DenialRow | undefined> =>
	(
		await sql<
			DenialRow[]
		>`select at, settled_at, found from case_claim where case_id = ${caseId} and answer = 'not-mine'`
	)[0];

export const listNotMine = (sql: Db, centre: number) => sql<
	{
		caseId: string;
		at: Date;
		procedureCode: string;
		madeAt: Date;
		holderId: string | null;
		holderName: string | null;
		heldSince: Date | null;
	}[]
>`
	select k.case_id, k.at, c.procedure_code, c.made_at, k.holder_id, actor_name('staff', k.holder_id::text) as holder_name, k.held_since
	from case_claim k join case_file c on c.id = k.case_id
	where k.centre_id = ${centre} and k.answer = 'not-mine' and k.settled_at is null order by k.at`;

export const holdClaim = (sql: Db, caseId: string, by: string, at: Date) => sql`
	update case_claim set holder_id = ${by}, held_since = ${at} where case_id = ${caseId} and answer = 'not-mine' and settled_at is null`;

export const settleClaimRow = (
	sql: Db,
	caseId: string,
	{ found, by, at }: { found: DenialFound; by: string; at: Date }
) => sql`
	update case_claim set settled_by = ${by}, settled_at = ${at}, found = ${found} where case_id = ${caseId} and answer = 'not-mine' and settled_at is null`;

/** Whatever this person had to look into goes to another leader of the place, or to nobody. */
export const passClaims = (sql: Db, from: string, at: Date) => sql`
	update case_claim k set holder_id = l.who, held_since = case when l.who is not null then ${at}::timestamptz end
	from (select c.case_id, leader_to_ask(c.centre_id) as who from case_claim c where c.holder_id = ${from} and c.settled_at is null) l
	where k.case_id = l.case_id`;
