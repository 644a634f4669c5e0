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
