import type { Db } from '#platform/db.server.ts';
import type { ApiKeyRow } from './answers.ts';
import type { Role } from './rules-roles.ts';

type KeyAtDoor = {
	id: string;
	staffId: string;
	role: Role;
	groups: string[] | null;
	centres: number[];
	/** Made by its holder, or by the house itself. */
	own: boolean;
	until: Date;
};

export const findApiKey = async (sql: Db, tokenHash: Buffer, now: Date): Promise<KeyAtDoor | undefined> =>
	(
		await sql<
			KeyAtDoor[]
		>`select id, staff_id, role, groups, centres, own, until from key_at_door(${tokenHash}, ${now})`
	)[0];

export const insertApiKey = (
	sql: Db,
	key: {
		tokenHash: Buffer;
		id: string;
		staff: string;
		role: Role;
		place: number;
		name: string;
		groups: readonly string[] | null;
		by: string | null;
		at: Date;
		expiresAt: Date;
	}
) => sql`
	insert into api_key (token_hash, id, staff_id, role, place_id, name, groups, made_by, made_at, expires_at)
	values (${key.tokenHash}, ${key.id}, ${key.staff}, ${key.role}, ${key.place}, ${key.name}, ${key.groups as string[] | null}::text[],
		${key.by}, ${key.at}, ${key.expiresAt})`;

/** Every key that was made in somebody's name. */
export const listKeysOf = (sql: Db, staff: string) => sql<ApiKeyRow[]>`
	select k.id, k.name, k.role, k.groups, p.name as place_name, k.made_at, k.expires_at, k.last_used_at, k.old_until, k.revoked_at
	from api_key k join place p on p.id = k.place_id where k.staff_id = ${staff} order by k.revoked_at nulls first, k.made_at desc`;

type KeyRow = { staffId: string; role: Role };

export const lockKey = async (sql: Db, id: string): Promise<KeyRow | undefined> =>
	(await sql<KeyRow[]>`select staff_id, role from api_key where id = ${id} and revoked_at is null for update`)[0];

export const turnKey = (sql: Db, id: string, to: { tokenHash: Buffer; oldUntil: Date; expiresAt: Date }) => sql`
	update api_key set old_hash = token_hash, old_until = ${to.oldUntil}, token_hash = ${to.tokenHash}, expires_at = ${to.expiresAt} where id = ${id}`;

export const endKey = (sql: Db, id: string, at: Date) => sql`update api_key set revoked_at = ${at} where id = ${id}`;
