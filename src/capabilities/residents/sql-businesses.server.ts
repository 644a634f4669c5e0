import type { Db, Fragment } from '#platform/db.server.ts';
import type { BusinessKind } from './rules-business.ts';

export type BusinessRow = {
	id: string;
	communeId: number;
	centreId: number;
	kind: BusinessKind;
	name: string;
	number: string | null;
	phoneSealed: Buffer | null;
	hamlet: string | null;
	elsewhere: boolean;
	endedOn: string | null;
	version: number;
};

const business = (sql: Db): Fragment =>
	sql`select id, commune_id, centre_id, kind, name, number, phone_sealed, hamlet, elsewhere, ended_on::text as ended_on, version from business`;

/** Until the end of the transaction nobody else of the commune writes one down. */
export const takeTurn = (sql: Db, commune: number) => sql`select business_turn(${commune})`;

export type BusinessFacts = {
	kind: BusinessKind;
	name: string;
	namePlain: string;
	number: string | null;
	phoneSealed: Buffer | null;
	phoneHash: Buffer | null;
	phoneKey: string | null;
	hamlet: string | null;
	hamletId: number | null;
	elsewhere: boolean;
};

export const insertBusiness = (
	sql: Db,
	b: BusinessFacts & { id: string; commune: number; centre: number; by: string | null; at: Date }
) => sql`
	insert into business (id, commune_id, centre_id, kind, name, name_plain, number, phone_sealed, phone_hash, phone_key, hamlet, hamlet_id, elsewhere, made_by, made_at)
	values (${b.id}, ${b.commune}, ${b.centre}, ${b.kind}, ${b.name}, ${b.namePlain}, ${b.number}, ${b.phoneSealed}, ${b.phoneHash}, ${b.phoneKey},
		${b.hamlet}, ${b.hamletId}, ${b.elsewhere}, ${b.by}, ${b.at})`;

/** How many were changed: none where it moved since it was seen. */
export const updateBusiness = async (sql: Db, id: string, version: number, b: BusinessFacts): Promise<number> =>
	(
		await sql`
			update business set kind = ${b.kind}, name = ${b.name}, name_plain = ${b.namePlain}, number = ${b.number}, phone_sealed = ${b.phoneSealed},
				phone_hash = ${b.phoneHash}, phone_key = ${b.phoneKey}, hamlet = ${b.hamlet}, hamlet_id = ${b.hamletId}, elsewhere = ${b.elsewhere}, version = version + 1
			where id = ${id} and version = ${version}`
	).count;

/** The same. */
export const endBusinessRow = async (sql: Db, id: string, version: number, from: string | null): Promise<number> =>
	(
		await sql`update business set ended_on = ${from}::date, version = version + 1 where id = ${id} and version = ${version}`
	).count;

export const findBusiness = async (sql: Db, id: string): Promise<BusinessRow | undefined> =>
	(await sql<BusinessRow[]>`${business(sql)} where id = ${id}`)[0];

/** Until the end of the transaction nobody else changes it, nor who stands for it. */
export const lockBusiness = (sql: Db, id: string) => sql`select from business where id = ${id} for update`;

/** Another of the commune that has this number, or this name in this hamlet, and has not ended. */
export const findSame = async (
	sql: Db,
	{ commune, number, namePlain, but }: { commune: number; number: string | null; namePlain: string; but: string }
): Promise<string | undefined> =>
	(
		await sql<{ id: string }[]>`
			select id from business where commune_id = ${commune} and id <> ${but} and ended_on is null
				and (number_plain = replace(${number}, '-', '') or name_plain = ${namePlain}) order by number_plain = replace(${number}, '-', '') desc nulls last, id limit 1`
	)[0]?.id;

/** Those of a commune, what has ended last. */
export const businessesOf = (sql: Db, commune: number): Fragment =>
	sql`${business(sql)} where commune_id = ${commune} order by ended_on is not null, name_plain, id`;

/** Those that have this number or telephone, or each of these words in their name or hamlet. */
export const businessesBy = (
	sql: Db,
	by: { commune: number; number: string | null; phones: Buffer[]; words: string[] }
): Fragment => sql`
	${business(sql)} where commune_id = ${by.commune} and (number_plain = ${by.number} or phone_hash = any(${sql.array(by.phones, 17)}::bytea[])
		or cardinality(${sql.array(by.words)}::text[]) > 0 and not exists (select from unnest(${sql.array(by.words)}::text[]) w where position(w in name_plain) = 0))
	order by ended_on is not null, name_plain, id`;

type OldPhone = { id: string; wrapped: string; phone: Buffer };

/** Businesses whose telephone can be found by an older look-up key alone, with their own sealed key. */
export const listOldPhones = (sql: Db, key: string, atMost: number) => sql<OldPhone[]>`
	select b.id, k.wrapped, b.phone_sealed as phone from business b join subject_key k on k.subject = b.id
	where b.phone_sealed is not null and b.phone_key is distinct from ${key} limit ${atMost}`;

export const updatePhoneHash = (sql: Db, to: { id: string; key: string; phone: Buffer; sealed: Buffer }) => sql`
	update business set phone_hash = ${to.phone}, phone_key = ${to.key} where id = ${to.id} and phone_sealed = ${to.sealed}`;
