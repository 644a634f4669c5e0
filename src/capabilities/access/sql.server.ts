import type { Db } from '#platform/db.server.ts';
import type { Role } from './rules-roles.ts';

type StaffRow = {
	id: string;
	login: string;
	name: string;
	password: string;
	totpSealed: Buffer | null;
	totpStep: number;
	closedAt: Date | null;
};

export const findStaffByLogin = async (sql: Db, login: string): Promise<StaffRow | undefined> =>
	(
		await sql<
			StaffRow[]
		>`select id, login, name, password, totp_sealed, totp_step, closed_at from staff where login = ${login} and closed_at is null`
	)[0];

export type NewStaff = {
	id: string;
	login: string;
	name: string;
	password: string;
	totpSealed: Buffer;
	totpStep: number;
	mustChange: boolean;
	at: Date;
};

export const insertStaff = (sql: Db, staff: NewStaff) => sql`
	insert into staff (id, login, name, password, totp_sealed, totp_step, must_change, made_at)
	values (${staff.id}, ${staff.login}, ${staff.name}, ${staff.password}, ${staff.totpSealed}, ${staff.totpStep}, ${staff.mustChange}, ${staff.at})`;

export const insertGrant = (sql: Db, staff: string, place: number, role: Role, at: Date) => sql`
	insert into staff_grant (staff_id, place_id, role, given_at) values (${staff}, ${place}, ${role}, ${at})
	on conflict (staff_id, place_id, role) do update set given_at = excluded.given_at, taken_at = null
		where staff_grant.taken_at is not null`;

export const holdsRole = async (sql: Db, staff: string, place: number, role: Role): Promise<boolean> =>
	(
		await sql`select from staff_grant where staff_id = ${staff} and place_id = ${place} and role = ${role} and taken_at is null`
	).count === 1;

export const insertStaffSession = (
	sql: Db,
	session: { tokenHash: Buffer; id: string; staffId: string; level: 1 | 2; madeAt: Date; expiresAt: Date }
) => sql`
	insert into staff_session (token_hash, id, staff_id, level, made_at, worked_at, expires_at)
	values (${session.tokenHash}, ${session.id}, ${session.staffId}, ${session.level}, ${session.madeAt}, ${session.madeAt}, ${session.expiresAt})`;

export type HalfSession = { id: string; staffId: string; totpSealed: Buffer; totpStep: number };

/** The session whose second factor is awaited; its staff row is locked, so that a code works once. */
export const findHalfSession = async (sql: Db, tokenHash: Buffer, now: Date): Promise<HalfSession | undefined> =>
	(
		await sql<HalfSession[]>`
			select x.id, x.staff_id, s.totp_sealed, s.totp_step
			from staff_session x join staff s on s.id = x.staff_id
			where x.token_hash = ${tokenHash} and x.level = 1 and x.revoked_at is null and x.expires_at > ${now} and s.closed_at is null
			for update of x, s`
	)[0];

/** Whether an account was signed in from this browser, or from this address. */
export const isKnownTo = async (
	sql: Db,
	staff: string,
	browser: Buffer | null,
	address: Buffer | null = null
): Promise<boolean> =>
	(
		await sql`select from staff_browser where staff_id = ${staff} and (token_hash = ${browser} or address_hash = ${address}) limit 1`
	).count === 1;

/** Remembers from which browser and address somebody was let in. */
export const noteBrowser = (sql: Db, one: { staff: string; browser: Buffer; address: Buffer; at: Date }) => sql`
	insert into staff_browser (staff_id, token_hash, address_hash, last_at) values (${one.staff}, ${one.browser}, ${one.address}, ${one.at})
	on conflict (staff_id, token_hash) do update set address_hash = excluded.address_hash, last_at = excluded.last_at`;

export const updateTotpStep = (sql: Db, staff: string, step: number) =>
	sql`update staff set totp_step = ${step} where id = ${staff}`;

export const revokeStaffSession = (sql: Db, tokenHash: Buffer, at: Date) => sql`
	update staff_session set revoked_at = ${at} where token_hash = ${tokenHash} and revoked_at is null`;

export const revokeOwnSession = (sql: Db, id: string, staff: string, at: Date) => sql`
	update staff_session set revoked_at = ${at} where id = ${id} and staff_id = ${staff} and revoked_at is null`;

export const revokeSessionsOf = (sql: Db, staff: string, at: Date) =>
	sql`update staff_session set revoked_at = ${at} where staff_id = ${staff} and revoked_at is null and expires_at > ${at}`;

/** Whether somebody holds a role at one of these centres or at the commune of one. */
export const worksNear = async (sql: Db, staff: string, centres: readonly number[]): Promise<boolean> =>
	(
		await sql<{ works: boolean }[]>`
			select exists (
				select from staff_grant g join place p on g.place_id in (p.id, p.parent_id)
				where g.staff_id = ${staff} and g.taken_at is null and p.id = any(${sql.array(centres as number[], 23)}::int[])
			) as works`
	)[0]!.works;

export const updateSessionDesk = (sql: Db, session: string, desk: string) =>
	sql`update staff_session set desk_id = ${desk} where id = ${session}`;

export type StaffAtDoor = {
	staffId: string;
	sessionId: string;
	name: string;
	login: string;
	deskId: string | null;
	deskName: string | null;
	deskKind: 'guide' | 'counter' | null;
	grants: { role: Role; place: number; kind: string }[];
	assisted: string | null;
	assistedPerson: string | null;
	/** The case that lies open in that session. */
	assistedCase: string | null;
	workedAt: Date;
	lockedAt: Date | null;
	expiresAt: Date;
	mustChange: boolean;
};

/** Everything the door needs about a signed-in browser, in one look. */
export const findStaffAtDoor = async (sql: Db, tokenHash: Buffer, now: Date): Promise<StaffAtDoor | undefined> =>
	(
		await sql<StaffAtDoor[]>`
			select s.id as staff_id, x.id as session_id, s.name, s.login, x.desk_id, d.name as desk_name, d.kind as desk_kind,
				(select coalesce(json_agg(json_build_object('role', g.role, 'place', g.place_id, 'kind', p.kind) order by g.role), '[]')
					from staff_grant g join place p on p.id = g.place_id where g.staff_id = s.id and g.taken_at is null) as grants,
				a.id as assisted, a.person_id as assisted_person, a.case_id as assisted_case, x.worked_at, x.locked_at, x.expires_at, s.must_change
			from staff_session x
			join staff s on s.id = x.staff_id
			left join desk d on d.id = x.desk_id
			left join assisted_session a on a.helper_id = s.id and a.machine_id = x.id and a.ended_at is null
			where x.token_hash = ${tokenHash} and x.level = 2 and x.revoked_at is null and x.expires_at > ${now} and s.closed_at is null`
	)[0];

export const lockMachine = (sql: Db, session: string, at: Date) =>
	sql`update staff_session set locked_at = coalesce(locked_at, ${at}) where id = ${session}`;

export const unlockMachine = (sql: Db, session: string, at: Date) =>
	sql`update staff_session set locked_at = null, worked_at = ${at} where id = ${session}`;

/** Notes that somebody does something there, to the half minute. */
export const noteWork = (sql: Db, session: string, at: Date) => sql`
	update staff_session set worked_at = ${at} where id = ${session} and worked_at < ${at}::timestamptz - interval '30 seconds'`;

export const listColleagues = (sql: Db, centre: number) => sql<{ id: string; name: string; role: Role }[]>`
	select id, name, role from colleagues_at(${centre}) order by name, role`;

/** Who can stand before a class of a centre, of whichever organisation. */
export const listHands = (sql: Db, centre: number) =>
	sql<{ id: string; name: string }[]>`select id, name from hands_at(${centre}) order by name, id`;

export const listSeated = (sql: Db, centre: number, at: Date) => sql<{ id: string; name: string; desk: string }[]>`
	select id, name, desk from seated_at(${centre}, ${at}) order by name`;

export const findPasswordOf = async (sql: Db, staff: string): Promise<string | undefined> =>
	(await sql<{ password: string }[]>`select password from staff where id = ${staff} and closed_at is null`)[0]
		?.password;
