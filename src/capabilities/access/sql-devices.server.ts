import type { DeviceRow } from './answers.ts';
import type { Db } from '#platform/db.server.ts';
import type { DeviceKind } from './rules-roles.ts';

export const insertPairing = (
	sql: Db,
	pairing: { keyHash: Buffer; code: string; kind: DeviceKind; at: Date; expiresAt: Date }
) => sql`
	insert into pairing (key_hash, code, kind, made_at, expires_at) values (${pairing.keyHash}, ${pairing.code}, ${pairing.kind}, ${pairing.at}, ${pairing.expiresAt})
	on conflict (key_hash) do update set code = excluded.code, kind = excluded.kind, made_at = excluded.made_at, expires_at = excluded.expires_at, used_at = null`;

export const findPairingByKey = async (
	sql: Db,
	keyHash: Buffer,
	now: Date
): Promise<{ code: string; kind: DeviceKind } | undefined> =>
	(
		await sql<
			{ code: string; kind: DeviceKind }[]
		>`select code, kind from pairing where key_hash = ${keyHash} and expires_at > ${now} and used_at is null`
	)[0];

export const holdPairings = (sql: Db) => sql`select pg_advisory_xact_lock(hashtext('pairing'))`;

export const isCodeShown = async (sql: Db, code: string, now: Date): Promise<boolean> =>
	(await sql`select from pairing where code = ${code} and expires_at > ${now} and used_at is null limit 1`).count > 0;

export const takePairing = async (
	sql: Db,
	code: string,
	now: Date
): Promise<{ keyHash: Buffer; kind: DeviceKind } | undefined> =>
	(
		await sql<{ keyHash: Buffer; kind: DeviceKind }[]>`
			update pairing set used_at = ${now} where code = ${code} and expires_at > ${now} and used_at is null returning key_hash, kind`
	)[0];

export const findCentreOfDesk = async (sql: Db, desk: string): Promise<number | undefined> =>
	(await sql<{ centreId: number }[]>`select centre_id from desk where id = ${desk} and closed_at is null`)[0]?.centreId;

export const insertDevice = (
	sql: Db,
	device: {
		id: string;
		centre: number;
		desk: string | null;
		kind: DeviceKind;
		keyHash: Buffer;
		name: string;
		by: string;
		at: Date;
	}
) => sql`
	insert into device (id, centre_id, desk_id, kind, key_hash, name, paired_by, paired_at)
	values (${device.id}, ${device.centre}, ${device.desk}, ${device.kind}, ${device.keyHash}, ${device.name}, ${device.by}, ${device.at})`;

export const revokeDeviceRow = (sql: Db, id: string, at: Date) =>
	sql`update device set revoked_at = ${at} where id = ${id} and revoked_at is null`;

export type DeviceAtDoor = {
	id: string;
	kind: DeviceKind;
	centreId: number;
	deskId: string | null;
	sessionId: string | null;
	personId: string | null;
	caseId: string | null;
	helperName: string | null;
};

/** A paired device and, for a second screen, the session that is open at its desk: the one row that it may open. */
export const findDeviceAtDoor = async (sql: Db, keyHash: Buffer): Promise<DeviceAtDoor | undefined> =>
	(
		await sql<DeviceAtDoor[]>`
			select d.id, d.kind, d.centre_id, d.desk_id, a.id as session_id, a.person_id, a.case_id, s.name as helper_name
			from device d
			left join assisted_session a on d.kind = 'second-screen' and a.desk_id = d.desk_id and a.centre_id = d.centre_id
				and a.ended_at is null and not exists (select from staff_session x where x.id = a.machine_id and x.locked_at is not null)
			left join staff s on s.id = a.helper_id
			where d.key_hash = ${keyHash} and d.revoked_at is null`
	)[0];

export const touchDevice = (sql: Db, id: string, at: Date) => sql`
	update device set seen_at = ${at} where id = ${id} and (seen_at is null or seen_at < ${at}::timestamptz - interval '30 seconds')`;

export const listDevices = (sql: Db, centre: number) => sql<DeviceRow[]>`
	select d.id, d.kind, d.name, k.name as desk_name, d.paired_at, d.seen_at, d.revoked_at, actor_name('staff', d.paired_by::text) as paired_by
	from device d left join desk k on k.id = d.desk_id
	where d.centre_id = ${centre} order by d.revoked_at nulls first, d.kind, d.name`;

export const countDevices = async (sql: Db, centre: number): Promise<number> =>
	(
		await sql<{ n: number }[]>`select count(*)::int as n from device where centre_id = ${centre} and revoked_at is null`
	)[0]!.n;
