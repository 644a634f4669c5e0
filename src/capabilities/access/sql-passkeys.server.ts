import type { Db } from '#platform/db.server.ts';
import type { PasskeyRow } from './answers.ts';

export type Purpose = 'add' | 'enter' | 'unlock';

type Challenge = { hash: Buffer; purpose: Purpose; browser: Buffer };

export const insertChallenge = (sql: Db, one: Challenge & { staff: string | null; expiresAt: Date }) => sql`
	insert into passkey_challenge (hash, purpose, browser_hash, staff_id, expires_at)
	values (${one.hash}, ${one.purpose}, ${one.browser}, ${one.staff}, ${one.expiresAt})`;

/** Takes it away, once: of two that answer it one finds it. */
export const takeChallenge = async (sql: Db, { hash, purpose, browser }: Challenge, now: Date): Promise<boolean> =>
	(
		await sql`
			delete from passkey_challenge
			where hash = ${hash} and purpose = ${purpose} and browser_hash = ${browser} and expires_at > ${now}`
	).count === 1;

export const listPasskeys = (sql: Db, staff: string) => sql<(PasskeyRow & { credentialId: Buffer })[]>`
	select id, name, made_at, last_used_at, credential_id from passkey where staff_id = ${staff} order by made_at, id`;

type NewPasskey = {
	id: string;
	staff: string;
	credentialId: Buffer;
	publicKey: Buffer;
	counter: number;
	transports: readonly string[];
	name: string;
	at: Date;
};

export const insertPasskey = (sql: Db, one: NewPasskey) => sql`
	insert into passkey (id, staff_id, credential_id, public_key, counter, transports, name, made_at)
	values (${one.id}, ${one.staff}, ${one.credentialId}, ${one.publicKey}, ${one.counter}, ${[...one.transports]}, ${one.name}, ${one.at})`;

export const deletePasskey = (sql: Db, staff: string, id: string) =>
	sql`delete from passkey where id = ${id} and staff_id = ${staff}`;

export type KeptPasskey = {
	id: string;
	staffId: string;
	login: string;
	publicKey: Buffer;
	counter: number;
};

export const findPasskey = async (sql: Db, credentialId: Buffer): Promise<KeptPasskey | undefined> =>
	(
		await sql<KeptPasskey[]>`
			select k.id, k.staff_id, s.login, k.public_key, k.counter
			from passkey k join staff s on s.id = k.staff_id where k.credential_id = ${credentialId}`
	)[0];

/**
 * Notes its use, while its account is open, what opens that is its own, and the key has counted on: of two copies of one key one is
 * let through.
 */
export const usePasskey = async (sql: Db, id: string, counter: number, at: Date): Promise<boolean> =>
	(
		await sql`
			update passkey k set counter = ${counter}, last_used_at = ${at} from staff s
			where k.id = ${id} and s.id = k.staff_id and s.closed_at is null and not s.must_change
				and (k.counter < ${counter} or k.counter = 0 and ${counter} = 0)`
	).count === 1;
