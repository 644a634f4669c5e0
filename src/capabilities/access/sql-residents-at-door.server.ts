import type { Db } from '#platform/db.server.ts';

export const insertTrip = (
	sql: Db,
	trip: { stateHash: Buffer; nonce: string; verifier: string; backTo: string; at: Date }
) => sql`
	insert into eid_trip (state_hash, nonce, verifier, back_to, made_at) values (${trip.stateHash}, ${trip.nonce}, ${trip.verifier}, ${trip.backTo}, ${trip.at})`;

/** A trip is good for ten minutes and one return. */
export const takeTrip = async (
	sql: Db,
	stateHash: Buffer,
	now: Date
): Promise<{ nonce: string; verifier: string; backTo: string } | undefined> =>
	(
		await sql<{ nonce: string; verifier: string; backTo: string }[]>`
			update eid_trip set used_at = ${now}
			where state_hash = ${stateHash} and used_at is null and made_at > ${now}::timestamptz - interval '10 minutes'
			returning nonce, verifier, back_to`
	)[0];

export const insertResidentSession = (
	sql: Db,
	session: { tokenHash: Buffer; id: string; person: string; level: number; at: Date; expiresAt: Date }
) => sql`
	insert into resident_session (token_hash, id, person_id, eid_level, made_at, expires_at)
	values (${session.tokenHash}, ${session.id}, ${session.person}, ${session.level}, ${session.at}, ${session.expiresAt})`;

type ResidentAtDoor = { personId: string; sessionId: string; level: number; expiresAt: Date };

/** Who is signed in; nobody once they were erased: the door sees those alone who have a number. */
export const findResidentAtDoor = async (sql: Db, tokenHash: Buffer, now: Date): Promise<ResidentAtDoor | undefined> =>
	(
		await sql<ResidentAtDoor[]>`
			select person_id, id as session_id, eid_level as level, expires_at from resident_session
			where token_hash = ${tokenHash} and revoked_at is null and expires_at > ${now}
				and exists (select from unnest(same_as(person_id)) s (id) join person p on p.id = s.id where p.erased_at is null)`
	)[0];

export const revokeResidentToken = (sql: Db, tokenHash: Buffer, at: Date) =>
	sql`update resident_session set revoked_at = ${at} where token_hash = ${tokenHash} and revoked_at is null`;

export const revokeResidentSession = (sql: Db, id: string, at: Date) =>
	sql`update resident_session set revoked_at = ${at} where id = ${id} and revoked_at is null`;
