import type { Db } from '#platform/db.server.ts';
import type { Hall } from './rules-pictures.ts';

const BYTES = 17;
const anyOf = (sql: Db, hashes: readonly Buffer[] | null) =>
	hashes === null ? sql`null::bytea[]` : sql`${sql.array([...hashes], BYTES)}::bytea[]`;

type KeyRow = { id: string; centre: number; person: string; givenAt: Date; ownAt: Date | null; usedAt: Date | null };

/** The key that somebody has now, under whichever of their ids. */
export const findKey = async (sql: Db, person: string): Promise<KeyRow | undefined> =>
	(
		await sql<KeyRow[]>`
			select id, centre_id as centre, person_id as person, given_at, own_at, used_at from picture_key
			where person_id = any(same_as(${person})) and ended_at is null order by given_at desc limit 1`
	)[0];

/** Ends whatever key they had. */
export const endKeys = (sql: Db, person: string, at: Date) =>
	sql`update picture_key set ended_at = ${at} where person_id = any(same_as(${person})) and ended_at is null`;

/** Whether these pictures are somebody's here, by their hashes under old and new keys. */
export const areTaken = async (sql: Db, centre: number, hashes: readonly Buffer[]): Promise<boolean> =>
	(await sql<{ taken: boolean }[]>`select pictures_taken(${centre}, ${anyOf(sql, hashes)}) as taken`)[0]!.taken;

/** Writes a key, unless somebody got the same pictures in the same moment; answers how many were written. */
export const insertKey = async (
	sql: Db,
	k: { id: string; centre: number; person: string; card: Buffer; pictures: Buffer; by: string; at: Date }
): Promise<number> =>
	(
		await sql`
			insert into picture_key (id, centre_id, person_id, card_hash, pictures_hash, given_by, given_at)
			values (${k.id}, ${k.centre}, ${k.person}, ${k.card}, ${k.pictures}, ${k.by}, ${k.at}) on conflict do nothing`
	).count;

/** Other pictures on the key that is open; answers how many were written. */
export const changePictures = async (sql: Db, key: string, pictures: Buffer, at: Date): Promise<number> =>
	(await sql`update picture_key set pictures_hash = ${pictures}, own_at = ${at} where id = ${key} and ended_at is null`)
		.count;

type Found = { id: string; person: string; centre: number };

/** Whom a key opens for: nobody once they were erased. `card` is null at a machine of the hall, `centre` elsewhere. */
export const findByPictures = async (
	sql: Db,
	{ card, centre, pictures }: { card: readonly Buffer[] | null; centre: number | null; pictures: readonly Buffer[] }
): Promise<Found | undefined> =>
	(
		await sql<Found[]>`
			select k.id, k.person_id as person, k.centre_id as centre from picture_key k
			where k.ended_at is null and k.pictures_hash = any(${anyOf(sql, pictures)})
				and (${anyOf(sql, card)} is null or k.card_hash = any(${anyOf(sql, card)}))
				and (${centre}::int is null or k.centre_id = ${centre})
				and exists (select from unnest(same_as(k.person_id)) o (id) join person p on p.id = o.id where p.erased_at is null) limit 1`
	)[0];

/** The centre of the key that a card is of, by which its pictures are hashed. */
export const findCardCentre = async (sql: Db, card: readonly Buffer[]): Promise<number | undefined> =>
	(
		await sql<{ centre: number }[]>`
			select centre_id as centre from picture_key where card_hash = any(${anyOf(sql, card)}) and ended_at is null`
	)[0]?.centre;

export const insertLearner = (
	sql: Db,
	s: { tokenHash: Buffer; id: string; key: string; at: Date; until: Date; hall: Hall | null }
) => sql`
	with used as (update picture_key set used_at = ${s.at} where id = ${s.key} and ended_at is null returning id)
	insert into learner_session (token_hash, id, key_id, device_id, ticket_id, made_at, expires_at)
	select ${s.tokenHash}, ${s.id}, used.id, ${s.hall?.device ?? null}::uuid, ${s.hall?.ticket ?? null}::uuid, ${s.at}, ${s.until} from used`;

/** A machine of the hall is opened for one at a time. */
export const closeAtMachine = (sql: Db, device: string, at: Date) =>
	sql`update learner_session set closed_at = ${at} where device_id = ${device} and closed_at is null`;

type AtDoor = Found & { session: string; device: string | null; ticket: string | null };

/** Who is at a browser that a key has opened; nobody once key or person are gone. */
export const findLearner = async (sql: Db, tokenHash: Buffer, now: Date): Promise<AtDoor | undefined> =>
	(
		await sql<AtDoor[]>`
			select k.id, k.person_id as person, k.centre_id as centre, s.id as session, s.device_id as device, s.ticket_id as ticket
			from learner_session s join picture_key k on k.id = s.key_id
			where s.token_hash = ${tokenHash} and s.closed_at is null and s.expires_at > ${now} and k.ended_at is null
				and exists (select from unnest(same_as(k.person_id)) o (id) join person p on p.id = o.id where p.erased_at is null)`
	)[0];

export const closeLearner = (sql: Db, session: string, at: Date) =>
	sql`update learner_session set closed_at = ${at} where id = ${session} and closed_at is null`;

/** How many rows went. */
export const forgetKeys = async (sql: Db, person: string): Promise<number> =>
	(await sql<{ gone: number }[]>`select forget_picture_keys(${person}) as gone`)[0]!.gone;

export const clearLearners = (sql: Db, before: Date) => sql`delete from learner_session where expires_at < ${before}`;
export const clearKeys = (sql: Db, before: Date) => sql`delete from picture_key where ended_at < ${before}`;

/** Keys in order of their ids, to be hashed anew. */
export const listKeysAfter = (sql: Db, after: string, atMost: number) => sql<
	{ id: string; centre: number; hash: Buffer }[]
>`
	select id, centre_id as centre, pictures_hash as hash from picture_key where ended_at is null and id > ${after} order by id limit ${atMost}`;

/** Hashes under the newest key; a key whose pictures were changed meanwhile is left as it is. */
export const updateHashes = (sql: Db, id: string, card: Buffer, pictures: Buffer, was: Buffer) =>
	sql`update picture_key set card_hash = ${card}, pictures_hash = ${pictures} where id = ${id} and pictures_hash = ${was}`;

/** Whether what is open here was opened since then. */
export const isFresh = async (sql: Db, session: string, since: Date): Promise<boolean> =>
	(await sql`select from learner_session where id::text = ${session} and made_at > ${since} and closed_at is null`)
		.count > 0;

/** Everything else that a key has opened is closed. */
export const closeOthers = (sql: Db, key: string, session: string, at: Date) =>
	sql`update learner_session set closed_at = ${at} where key_id = ${key} and id::text <> ${session} and closed_at is null`;
