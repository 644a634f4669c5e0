import type { Clearing } from '#platform/retention.server.ts';
import { clearConfirmLinks } from './sql-clear.server.ts';

/** Links by which somebody could say yes on their own phone, once they have expired. */
export const casesClearings: readonly Clearing[] = [
	{
		rule: 'keep-links',
		days: 30,
		does: 'delete',
		clear: async (db, before) => (await clearConfirmLinks(db, before)).count
	}
];
