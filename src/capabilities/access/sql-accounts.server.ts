import type { Db } from '#platform/db.server.ts';
import type { AccountChange, AccountRow } from './answers.ts';
import type { Role } from './rules-roles.ts';

/** Whether the actor holds one of these roles over every centre of a place. */
export const keepsPlace = async (sql: Db, place: number, roles: readonly Role[]): Promise<boolean> =>
	(await sql<{ keeps: boolean }[]>`select app_keeps(${place}, ${[...roles]}::text[]) as keeps`)[0]!.keeps;

export const kindOfPlace = async (sql: Db, place: number): Promise<string> =>
	(await sql<{ kind: string }[]>`select kind from place where id = ${place}`)[0]?.kind ?? '';

/** The same over every place at which somebody works. */
export const keepsAccount = async (sql: Db, staff: string, roles: readonly Role[]): Promise<boolean> =>
	(await sql<{ keeps: boolean }[]>`select app_keeps_account(${staff}, ${[...roles]}::text[]) as keeps`)[0]!.keeps;

export const listAccounts = (sql: Db) => sql<AccountRow[]>`
	select id, login, name, made_at, closed_at, must_change, last_at, grants from accounts_kept() order by name, login`;

export const findAccount = async (sql: Db, staff: string): Promise<AccountRow | undefined> =>
	(
		await sql<AccountRow[]>`
			select id, login, name, made_at, closed_at, must_change, last_at, grants from accounts_kept() where id = ${staff}`
	)[0];

export type Change = {
	id: string;
	staffId: string;
	what: AccountChange['what'];
	role: Role | null;
	place: number | null;
	to: string | null;
	askedBy: string;
	expiresAt: Date;
};

type NewChange = Omit<Change, 'askedBy'> & { by: string; at: Date };

export const insertChange = (sql: Db, one: NewChange) => sql`
	insert into account_change (id, staff_id, what, role, place_id, successor_id, asked_by, asked_at, expires_at)
	values (${one.id}, ${one.staffId}, ${one.what}, ${one.role}, ${one.place}, ${one.to}, ${one.by}, ${one.at}, ${one.expiresAt})`;

/** What nobody agreed to in time makes room for the same again. */
export const dropExpired = (sql: Db, staff: string, by: string, now: Date) => sql`
	update account_change set dropped_at = ${now}, dropped_by = ${by}
	where staff_id = ${staff} and agreed_at is null and dropped_at is null and expires_at <= ${now}`;

const columns = (sql: Db) =>
	sql`c.id, c.staff_id, c.what, c.role, c.place_id as place, c.successor_id as "to", c.asked_by, c.expires_at`;

export const findChange = async (sql: Db, id: string): Promise<Change | undefined> =>
	(await sql<Change[]>`select ${columns(sql)} from account_change c where c.id = ${id}`)[0];

export const lockChange = async (sql: Db, id: string): Promise<Change | undefined> =>
	(
		await sql<Change[]>`
			select ${columns(sql)} from account_change c where c.id = ${id} and c.agreed_at is null and c.dropped_at is null for update`
	)[0];

export const listChanges = (sql: Db, now: Date) => sql<AccountChange[]>`
	select ${columns(sql)}, actor_name('staff', c.staff_id::text) as name, p.name as place_name, c.asked_at,
		actor_name('staff', c.asked_by::text) as asker_name, actor_name('staff', c.successor_id::text) as to_name
	from account_change c left join place p on p.id = c.place_id
	where c.agreed_at is null and c.dropped_at is null and c.expires_at > ${now} order by c.asked_at`;

export const agreeTo = (sql: Db, id: string, by: string, at: Date) =>
	sql`update account_change set agreed_by = ${by}, agreed_at = ${at} where id = ${id}`;

export const dropTo = (sql: Db, id: string, by: string, at: Date) =>
	sql`update account_change set dropped_by = ${by}, dropped_at = ${at} where id = ${id}`;

/** Whether the row itself sees two people behind it at this moment: whoever asked may still ask. */
export const isAgreed = async (sql: Db, { staffId, what }: Change, at: Date): Promise<boolean> =>
	(await sql<{ agreed: boolean }[]>`select app_agreed(${staffId}, ${[what]}::text[], ${at}) as agreed`)[0]!.agreed;

export const takeGrant = (sql: Db, staff: string, place: number, role: Role, at: Date) => sql`
	update staff_grant set taken_at = ${at}
	where staff_id = ${staff} and place_id = ${place} and role = ${role} and taken_at is null`;

/** Where somebody worked and at which desks they sat when everything of access ended for them; null where the rows refuse it. */
export const closeAccount = async (
	sql: Db,
	staff: string,
	at: Date
): Promise<{ centres: number[]; desks: string[] } | null> =>
	(
		await sql<{ closed: { centres: number[]; desks: string[] } | null }[]>`
			select close_account(${staff}, ${at}) as closed`
	)[0]!.closed;

export const resetAccount = async (
	sql: Db,
	staff: string,
	to: { password: string; totpSealed: Buffer; totpStep: number; at: Date }
): Promise<boolean> =>
	(
		await sql<{ done: boolean }[]>`
			select reset_account(${staff}, ${to.password}, ${to.totpSealed}, ${to.totpStep}, ${to.at}) as done`
	)[0]!.done;

/** Where the actor administers: a role is given there. A hamlet is kept with its commune, which is asked once for all of them. */
export const listKeptPlaces = (sql: Db) => sql<{ id: number; name: string }[]>`
	with kept as materialized (
		select p.id from place p where p.kind in ('commune', 'centre') and app_near(p.id) and app_keeps(p.id, '{administrator}')
	)
	select p.id, p.name from place p
	where p.valid_to is null and (case p.kind when 'hamlet' then p.parent_id when 'commune' then p.id when 'centre' then p.id end) in (select id from kept)
	order by p.kind = 'hamlet', p.kind, p.name`;

export const countMyAgreements = (sql: Db, now: Date) => sql`
	select count(*) from account_change c
	where c.agreed_at is null and c.dropped_at is null and c.expires_at > ${now} and app_id() not in (c.asked_by::text, c.staff_id::text)`;

/** How many serve at a centre, and how many may agree to what somebody else asks for there. */
export const countPeople = async (sql: Db, centre: number): Promise<{ serving: number; agreeing: number }> =>
	(
		await sql<{ serving: number; agreeing: number }[]>`
			select count(distinct staff_id) filter (where role in ('guide', 'receiving-officer'))::int as serving,
				count(distinct staff_id) filter (where role in ('administrator', 'leader'))::int as agreeing
			from staff_grant where place_id = ${centre} and taken_at is null`
	)[0]!;
