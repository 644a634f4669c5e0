import type { Db } from '#platform/db.server.ts';

type OldNumbers = { id: string; wrapped: string; number: Buffer | null; phone: Buffer | null };

/** People whose numbers can be found by an older look-up key alone, with their own sealed key. */
export const listOldNumbers = (sql: Db, key: string, atMost: number) => sql<OldNumbers[]>`
	select p.id, k.wrapped, p.number_sealed as number, p.phone_sealed as phone from person p join subject_key k on k.subject = p.id
	where (p.number_sealed is not null or p.phone_sealed is not null) and p.number_key is distinct from ${key} limit ${atMost}`;

/** A number by which another commune finds its holder is found by none here. */
export const updateHashes = (
	sql: Db,
	to: { id: string; number: Buffer | null; phone: Buffer | null; key: string }
) => sql`
	update person set number_hash = case when number_hash is not null then ${to.number}::bytea end, phone_hash = ${to.phone}, number_key = ${to.key} where id = ${to.id} and erased_at is null`;
