import type { Db } from '#platform/db.server.ts';
import type { NewStaff } from './sql.server.ts';
import type { OwnSession } from './answers.ts';

export const listOwnSessions = (sql: Db, staff: string, now: Date) => sql<OwnSession[]>`
	select x.id, x.made_at, x.worked_at, x.locked_at, d.name as desk_name
	from staff_session x left join desk d on d.id = x.desk_id
	where x.staff_id = ${staff} and x.level = 2 and x.revoked_at is null and x.expires_at > ${now} order by x.made_at desc`;

export const endOtherSessions = (sql: Db, staff: string, but: string, at: Date) => sql`
	update staff_session set revoked_at = ${at}
	where staff_id = ${staff} and id <> ${but} and revoked_at is null and expires_at > ${at}`;

export type OwnRow = Omit<NewStaff, 'id' | 'at'>;

const ownRow = (sql: Db, staff: string) =>
	sql`select login, name, password, totp_sealed, totp_step, must_change from staff where id = ${staff}`;

/** One's own row, held: a code works once. */
export const lockOwn = async (sql: Db, staff: string): Promise<OwnRow> =>
	(await sql<OwnRow[]>`${ownRow(sql, staff)} for update`)[0]!;

export const findOwn = async (sql: Db, staff: string): Promise<OwnRow> =>
	(await sql<OwnRow[]>`${ownRow(sql, staff)}`)[0]!;

export const updatePassword = (sql: Db, staff: string, password: string) =>
	sql`update staff set password = ${password}, must_change = false where id = ${staff}`;

export const updateTotp = (sql: Db, staff: string, sealed: Buffer, step: number) =>
	sql`update staff set totp_sealed = ${sealed}, totp_step = ${step}, must_change = false where id = ${staff}`;
