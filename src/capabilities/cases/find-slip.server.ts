import type { Db } from '#platform/db.server.ts';
import { findCaseBySlip, findConfirmLink } from './sql-outside.server.ts';

/** The case that a slip code opens, for other rooms that meet the code: by its keyed hashes, an id and nothing else. */
export const findCaseOfSlip = (sql: Db, hashes: Buffer[]): Promise<string | null> => findCaseBySlip(sql, hashes);

/** The case that a confirm link opens, while it is good. */
export const findCaseOfLink = async (sql: Db, tokenHash: Buffer, now: Date): Promise<string | null> =>
	(await findConfirmLink(sql, tokenHash, now))?.caseId ?? null;
