import type { Db } from '#platform/db.server.ts';
import { findCaseBySlip, findConfirmLink } from './sql-outside.server.ts';

/** The case that a slip code opens, for other rooms that meet the code: by its keyed hashes, an id and nothing else. */
export const findCaseOfSlip = (sql: Db, hashes: Buffer[]): Promise<string | null> => findCaseBySlip(sql, hashes);

/** The case that a confirm link opens and the hash of what it asks a yes to, while it is good; `used` once they said it. */
export async function findCaseOfLink(
	sql: Db,
	tokenHash: Buffer,
	now: Date
): Promise<{ id: string; hash: string; used: boolean } | null> {
	const found = await findConfirmLink(sql, tokenHash, now);
	return found ? { id: found.caseId, hash: found.contentHash.toString('hex'), used: found.usedAt !== null } : null;
}
