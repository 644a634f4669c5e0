import type { Clearing } from '#platform/retention.server.ts';
import {
	clearBrowsers,
	clearChallenges,
	clearPairings,
	clearResidentSessions,
	clearStaffSessions,
	clearTrips
} from './sql-clear.server.ts';

/** Sign-ins that are over, trips to the e-ID and codes of screens: what let somebody in and does so no longer. */
export const accessClearings: readonly Clearing[] = [
	{
		rule: 'keep-staff-sessions',
		days: 90,
		does: 'delete',
		clear: async (db, before) => (await clearStaffSessions(db, before)).count
	},
	{
		rule: 'keep-resident-sessions',
		days: 90,
		does: 'delete',
		clear: async (db, before) => (await clearResidentSessions(db, before)).count
	},
	{
		rule: 'keep-e-id-trips',
		days: 1,
		does: 'delete',
		clear: async (db, before) => (await clearTrips(db, before)).count
	},
	{
		rule: 'keep-staff-browsers',
		days: 180,
		does: 'delete',
		clear: async (db, before) => (await clearBrowsers(db, before)).count
	},
	{
		rule: 'keep-pairings',
		days: 1,
		does: 'delete',
		clear: async (db, before) => (await clearPairings(db, before)).count
	},
	{
		rule: 'keep-passkey-challenges',
		days: 1,
		does: 'delete',
		clear: async (db, before) => (await clearChallenges(db, before)).count
	}
];
