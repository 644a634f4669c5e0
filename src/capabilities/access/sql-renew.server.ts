import type { Db } from '#platform/db.server.ts';

/** The sealed secrets of authenticators that an older master key wraps. */
export const listOldSecrets = (sql: Db, master: string, atMost: number) => sql<{ id: string; sealed: Buffer }[]>`
	select id, totp_sealed as sealed from staff
	where totp_sealed is not null and split_part(convert_from(totp_sealed, 'UTF8'), ':', 1) <> ${master} limit ${atMost}`;

export const updateSecret = (sql: Db, id: string, old: Buffer, sealed: Buffer) =>
	sql`update staff set totp_sealed = ${sealed} where id = ${id} and totp_sealed = ${old}`;
