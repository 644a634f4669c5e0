import type { Db } from '#platform/db.server.ts';

type AtMachine = { login: string; name: string; roles: string[]; places: string[]; closed: boolean };

/** Every account of the house. Whoever asks is at the machine itself. */
export const listAtMachine = (sql: Db) => sql<AtMachine[]>`
	select s.login, s.name, s.closed_at is not null as closed, coalesce(array_agg(g.role order by g.role) filter (where g.role is not null), '{}') as roles,
		coalesce(array_agg(distinct p.name) filter (where p.name is not null), '{}') as places
	from staff s left join staff_grant g on g.staff_id = s.id and g.taken_at is null left join place p on p.id = g.place_id
	group by s.id order by s.closed_at is not null, s.login`;

/** Whoever opens the house waits for whoever opens it at the same moment, and sees what they did: a statement of its own. */
export const holdOpening = (sql: Db) => sql`select pg_advisory_xact_lock(hashtext('opening'))`;

/** How many were ever given a role that agrees, and whether the first hour is over. */
export const findOpening = async (sql: Db): Promise<{ agreeing: number; over: boolean }> =>
	(
		await sql<{ agreeing: number; over: boolean }[]>`
			select (select count(distinct staff_id)::int from staff_grant where role in ('administrator', 'leader')) as agreeing,
				exists (select from first_step where step = 'hour' and verdict = 'right') as over`
	)[0]!;

export const findOpenByLogin = async (sql: Db, login: string): Promise<string | undefined> =>
	(await sql<{ id: string }[]>`select id from staff where login = ${login} and closed_at is null`)[0]?.id;

/** New secrets on an account; what had opened it opens it no more: keys of machines and of programs, sign-ins, browsers that it had used. */
export const resetAtMachine = (
	sql: Db,
	staff: string,
	to: { password: string; totpSealed: Buffer; totpStep: number; at: Date }
) => sql`
	with keys as (delete from passkey where staff_id = ${staff}),
		programs as (update api_key set revoked_at = ${to.at} where staff_id = ${staff} and revoked_at is null),
		signed as (update staff_session set revoked_at = ${to.at} where staff_id = ${staff} and revoked_at is null),
		browsers as (delete from staff_browser where staff_id = ${staff})
	update staff set password = ${to.password}, totp_sealed = ${to.totpSealed}, totp_step = ${to.totpStep}, must_change = true
	where id = ${staff} and closed_at is null`;
