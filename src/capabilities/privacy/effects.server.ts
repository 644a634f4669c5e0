import type { Context } from '#platform/context.server.ts';
import type { ConsentPurpose } from './rules-consent.ts';
import { findMayBeUsed } from './sql-call-list.server.ts';

/**
 * Whether somebody's yes to a purpose stands now: to the words of today, and nothing restricted, objected to or erased. The same
 * function of the database as in every list; whoever does one thing for one person asks it here.
 */
export const mayBeUsedFor = (
	{ db, now }: Pick<Context, 'db' | 'now'>,
	person: string,
	purpose: ConsentPurpose
): Promise<boolean> => findMayBeUsed(db, person, purpose, now);
