import type { Clearing } from '#platform/retention.server.ts';
import { clearParts } from './sql-at-door.server.ts';
import { clearConfirmLinks } from './sql-clear.server.ts';

/** Links by which somebody could say yes on their own phone, once they have expired; and parts of photos whose others never came. */
export const casesClearings: readonly Clearing[] = [
	{
		rule: 'keep-links',
		days: 30,
		does: 'delete',
		clear: async (db, before) => (await clearConfirmLinks(db, before)).count
	},
	{
		rule: 'keep-photo-parts',
		days: 30,
		does: 'delete',
		clear: async (db, before) => (await clearParts(db, before)).count
	}
];
