import type { Clearing } from '#platform/retention.server.ts';
import { clearTold } from './sql-clear.server.ts';
import { clearStaffTold } from './sql-staff-told.server.ts';
import { clearTests } from './sql-staff.server.ts';

/** What people were told is kept for a year: so long they may ask after it, and the centre answer. */
export const noticesClearings: readonly Clearing[] = [
	{
		rule: 'keep-notices',
		days: 365,
		does: 'delete',
		clear: async (db, before) =>
			(await clearTold(db, before)).count +
			(await clearTests(db, before)).count +
			(await clearStaffTold(db, before)).count
	}
];
