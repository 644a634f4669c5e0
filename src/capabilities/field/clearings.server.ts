import type { Clearing } from '#platform/retention.server.ts';
import { clearOutings } from './sql-outings.server.ts';
import { clearAsking } from './sql-phones.server.ts';

/** Phones that asked and were never bound, and when somebody was out. */
export const fieldClearings: readonly Clearing[] = [
	{
		rule: 'keep-phones-asking',
		days: 1,
		does: 'delete',
		clear: async (db, before) => (await clearAsking(db, before)).count
	},
	{
		rule: 'keep-outings',
		days: 30,
		does: 'delete',
		clear: async (db, before) => (await clearOutings(db, before)).count
	}
];
