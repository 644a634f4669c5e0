import type { CallReason } from '#capabilities/assistance/inputs-calls.ts';
import type { Db } from '#platform/db.server.ts';

export const insertChance = (
	sql: Db,
	c: { tokenHash: Buffer; centre: number; session: string | null; case: string | null; expiresAt: Date }
) => sql`
	insert into rating_chance (token_hash, centre_id, session_id, case_id, expires_at) values (${c.tokenHash}, ${c.centre}, ${c.session}, ${c.case}, ${c.expiresAt})
	on conflict (token_hash) do nothing`;

type ChanceRow = { centreId: number; sessionId: string | null; caseId: string | null; usedAt: Date | null };

export const findChance = async (sql: Db, tokenHash: Buffer, now: Date): Promise<ChanceRow | undefined> =>
	(
		await sql<
			ChanceRow[]
		>`select centre_id, session_id, case_id, used_at from rating_chance where token_hash = ${tokenHash} and expires_at > ${now} for update`
	)[0];

export const useChance = (sql: Db, tokenHash: Buffer, at: Date) =>
	sql`update rating_chance set used_at = ${at} where token_hash = ${tokenHash}`;

export const insertRating = (
	sql: Db,
	r: {
		id: string;
		centre: number;
		session: string | null;
		case: string | null;
		way: 'link' | 'second-screen';
		score: number;
		at: Date;
		day: string;
	}
) => sql`
	insert into rating (id, centre_id, session_id, case_id, way, score, at, day)
	values (${r.id}, ${r.centre}, ${r.session}, ${r.case}, ${r.way}, ${r.score}, ${r.at}, ${r.day}::date)`;

/** The last session at this desk, if it ended a moment ago and was not rated: the faces belong to it, and never to one before. */
export const findJustEnded = async (
	sql: Db,
	desk: string,
	since: Date
): Promise<{ id: string; centreId: number } | undefined> =>
	(await sql<{ id: string; centreId: number }[]>`select id, centre_id from just_ended(${desk}, ${since})`)[0];

type RatedRow = { centreId: number; score: number; reason: CallReason | null; calledAt: Date | null };

/** What was said by this right, and what came after; nothing where it was not used. */
export const findRated = async (sql: Db, tokenHash: Buffer, now: Date): Promise<RatedRow | undefined> =>
	(
		await sql<RatedRow[]>`
			select c.centre_id, r.score, r.reason, c.called_at from rating_chance c join rating r on r.session_id = c.session_id or r.case_id = c.case_id
			where c.token_hash = ${tokenHash} and c.expires_at > ${now} and c.used_at is not null for update of c`
	)[0];

/** Why it was not good: once. */
export const noteWhy = (sql: Db, tokenHash: Buffer, reason: CallReason) => sql`
	update rating r set reason = ${reason} from rating_chance c
	where c.token_hash = ${tokenHash} and (r.session_id = c.session_id or r.case_id = c.case_id) and r.reason is null`;

export const markCalled = (sql: Db, tokenHash: Buffer, at: Date) =>
	sql`update rating_chance set called_at = ${at} where token_hash = ${tokenHash}`;

/** The last session at this desk, if it was rated low a moment ago. */
export const findJustLow = async (
	sql: Db,
	desk: string,
	since: Date
): Promise<{ id: string; centreId: number; saidWhy: boolean } | undefined> =>
	(
		await sql<
			{ id: string; centreId: number; saidWhy: boolean }[]
		>`select id, centre_id, said_why from just_rated_low(${desk}, ${since})`
	)[0];

export const noteWhyBeside = async (sql: Db, desk: string, since: Date, reason: CallReason): Promise<boolean> =>
	(await sql<{ done: boolean }[]>`select say_why_beside(${desk}, ${since}, ${reason}) as done`)[0]!.done;
