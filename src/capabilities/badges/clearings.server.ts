import type { Clearing } from '#platform/retention.server.ts';
import { clearBadges } from './sql.server.ts';

/** A badge that is over goes with its picture; until then it may be given anew with the same one. */
export const badgesClearings: readonly Clearing[] = [
	{
		rule: 'keep-badges',
		days: 180,
		does: 'delete',
		clear: async (db, before) => (await clearBadges(db, before)).count
	}
];
