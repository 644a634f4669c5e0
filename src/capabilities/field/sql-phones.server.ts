import type { Db } from '#platform/db.server.ts';
import type { OwnField, PhoneRow } from './answers.ts';

export type Phone = {
	id: string;
	centreId: number | null;
	staffId: string | null;
	publicKey: Buffer;
	pairedAt: Date | null;
	revokedAt: Date | null;
	contacts: number;
};

export const holdPhoneCodes = (sql: Db) => sql`select pg_advisory_xact_lock(hashtext('field phones'))`;

export const isPhoneCodeShown = async (sql: Db, code: string, now: Date): Promise<boolean> =>
	(await sql`select from field_phone where code = ${code} and staff_id is null and code_until > ${now} limit 1`).count >
	0;

/** A phone that asks again before it is bound shows a new code. */
export const insertPhone = (sql: Db, p: { id: string; key: Buffer; code: string; until: Date; at: Date }) => sql`
	insert into field_phone (id, public_key, code, code_until, asked_at) values (${p.id}, ${p.key}, ${p.code}, ${p.until}, ${p.at})
	on conflict (id) do update set code = excluded.code, code_until = excluded.code_until, asked_at = excluded.asked_at
	where field_phone.staff_id is null and field_phone.public_key = excluded.public_key`;

type Asking = { code: string | null; codeUntil: Date | null; staffId: string | null; revokedAt: Date | null };

export const findAsking = async (sql: Db, id: string): Promise<Asking | undefined> =>
	(await sql<Asking[]>`select code, code_until, staff_id, revoked_at from field_phone where id = ${id}`)[0];

export const bindPhone = async (
	sql: Db,
	code: string,
	to: { staff: string; centre: number; by: string; at: Date }
): Promise<string | null> =>
	(
		await sql<{ id: string }[]>`
			update field_phone set staff_id = ${to.staff}, centre_id = ${to.centre}, paired_by = ${to.by}, paired_at = ${to.at}, code = null, code_until = null
			where code = ${code} and staff_id is null and code_until > ${to.at} returning id`
	)[0]?.id ?? null;

export const revokePhoneRow = (sql: Db, id: string, by: string, at: Date) => sql`
	update field_phone set revoked_at = ${at}, revoked_by = ${by} where id = ${id} and revoked_at is null and staff_id is not null`;

/** The phones of a centre, or of whoever goes through some hamlets of it alone. */
export const listPhones = (sql: Db, centre: number, hamlets: readonly number[] | null) => sql<PhoneRow[]>`
	select p.id, p.staff_id, actor_name('staff', p.staff_id::text) as staff_name, p.paired_at, p.seen_at, p.waiting, p.revoked_at, p.wiped_at, f.at as practised_at
	from field_phone p left join field_practice f on f.staff_id = p.staff_id and f.centre_id = p.centre_id
	where p.centre_id = ${centre} and (${hamlets === null} or p.staff_id in (select staff_id from staff_in_hamlets(${sql.array([...(hamlets ?? [])])}::int[])))
	order by p.revoked_at nulls first, staff_name, p.id`;

export const listOwnPhones = (sql: Db, staff: string) => sql<OwnField['phones']>`
	select id, paired_at, actor_name('staff', paired_by::text) as paired_by, seen_at, waiting, revoked_at, wiped_at
	from field_phone where staff_id = ${staff} order by revoked_at nulls first, paired_at desc`;

export const disownPhoneRow = (sql: Db, id: string, staff: string, at: Date) => sql`
	update field_phone set revoked_at = ${at}, revoked_by = ${staff} where id = ${id} and staff_id = ${staff} and revoked_at is null`;

const columns = (sql: Db) => sql`id, centre_id, staff_id, public_key, paired_at, revoked_at, contacts`;

/** With the server's epoch. Held until the answer is written: a phone is answered once at a time. */
export const lockPhone = async (sql: Db, id: string): Promise<(Phone & { epoch: number }) | undefined> =>
	(
		await sql<(Phone & { epoch: number })[]>`
			select ${columns(sql)}, (select epoch from field_server) as epoch from field_phone where id = ${id} for no key update`
	)[0];

export const listPhonesOf = (sql: Db, ids: readonly string[]) => sql<Phone[]>`
	select ${columns(sql)} from field_phone where id = any(${sql.array([...ids])}::uuid[]) and staff_id is not null`;

export const noteContact = (
	sql: Db,
	id: string,
	c: { contacts: number; waiting: number; at: Date; wiped: boolean }
) => sql`
	update field_phone set contacts = ${c.contacts}, waiting = ${c.waiting}, seen_at = ${c.at}, wiped_at = case when ${c.wiped} then ${c.at}::timestamptz else wiped_at end
	where id = ${id}`;

export const raiseEpoch = async (sql: Db, to: number): Promise<number> =>
	(await sql<{ epoch: number }[]>`select raise_field_epoch(${to}) as epoch`)[0]!.epoch;

export const clearAsking = (sql: Db, before: Date) => sql`
	delete from field_phone where staff_id is null and asked_at < ${before}`;

type Carrier = { id: string; name: string; areas: string[]; phones: number };

/** Who of a centre, or of some hamlets of it alone, may carry a phone, with where they go and how many they have. */
export const listCarriers = (sql: Db, centre: number, hamlets: readonly number[] | null) => sql<Carrier[]>`
	select c.id, c.name,
		array(select a.name from field_worker w join field_area a on a.id = w.area_id where w.staff_id = c.id and w.until is null order by a.name) as areas,
		(select count(*)::int from field_phone p where p.staff_id = c.id and p.revoked_at is null) as phones
	from carriers(${centre}) c
	where ${hamlets === null} or c.id in (select staff_id from staff_in_hamlets(${sql.array([...(hamlets ?? [])])}::int[]))
	order by c.name, c.id`;
