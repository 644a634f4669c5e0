import type { Db } from '#platform/db.server.ts';

export const clearStaffSessions = (sql: Db, before: Date) =>
	sql`delete from staff_session where least(coalesce(revoked_at, 'infinity'), expires_at) < ${before}`;

export const clearResidentSessions = (sql: Db, before: Date) =>
	sql`delete from resident_session where least(coalesce(revoked_at, 'infinity'), expires_at) < ${before}`;

export const clearTrips = (sql: Db, before: Date) => sql`delete from eid_trip where made_at < ${before}`;

export const clearPairings = (sql: Db, before: Date) => sql`delete from pairing where expires_at < ${before}`;

export const clearBrowsers = (sql: Db, before: Date) => sql`delete from staff_browser where last_at < ${before}`;

export const clearChallenges = (sql: Db, before: Date) =>
	sql`delete from passkey_challenge where expires_at < ${before}`;
