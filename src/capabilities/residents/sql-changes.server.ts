import type { Db, Fragment } from '#platform/db.server.ts';
import type { SealedFacts } from './seal.server.ts';
import type { PersonFacts } from './sql.server.ts';

export type NewFacts = SealedFacts & PersonFacts & { keepsNumber: boolean };

export const updatePerson = (sql: Db, id: string, p: NewFacts, at: Date) => sql`
	update person set name = ${p.name}, name_plain = ${p.namePlain}, birth_year = ${p.birthYear}, birth_date = ${p.birthDate}::date, gender = ${p.gender},
		hamlet = ${p.hamlet}, hamlet_id = ${p.hamletId}, elsewhere = ${p.elsewhere}, sources = ${sql.json(p.sources)}, number_sealed = ${p.numberSealed},
		number_hash = case when ${p.keepsNumber} and number_sealed is not null and number_hash is null then null else ${p.numberHash}::bytea end, phone_sealed = ${p.phoneSealed},
		phone_hash = ${p.phoneHash}, number_key = ${p.keyId}, verified = ${p.verified}, changed_at = ${at}
	where id = ${id} and erased_at is null`;

/** A card says the same: what somebody typed of it stands on the card. */
export const noteCard = (sql: Db, id: string) => sql`
	update person set sources = (select jsonb_object_agg(key, case when key in ('name', 'birth', 'number') then to_jsonb('card'::text) else value end) from jsonb_each(sources))
	where id = ${id} and sources ?| '{name,birth,number}'`;

export const markVerified = (sql: Db, id: string, at: Date) => sql`
	update person set verified = true, changed_at = ${at} where id = ${id} and erased_at is null`;

export const updateNeeds = (sql: Db, id: string, needs: readonly string[], at: Date) => sql`
	update person set needs = ${sql.array([...needs])}::text[], changed_at = ${at} where id = ${id} and erased_at is null`;

/** Something of theirs was written by somebody: an import does not take them back any more. */
export const touchPerson = (sql: Db, id: string, at: Date) =>
	sql`update person set changed_at = ${at} where id = ${id} and erased_at is null`;

export const insertChange = (
	sql: Db,
	c: {
		id: string;
		person: string;
		commune: number;
		by: string;
		at: Date;
		source: string;
		fields: readonly string[];
		before: Buffer;
	}
) => sql`
	insert into person_change (id, person_id, commune_id, at, by_id, source, fields, before_sealed)
	values (${c.id}, ${c.person}, ${c.commune}, ${c.at}, ${c.by}, ${c.source}, ${sql.array([...c.fields])}::text[], ${c.before})`;

export const changesOf = (sql: Db, person: string): Fragment => sql`
	select at, actor_name('staff', by_id::text) as by, source, fields from person_change where person_id = any(same_as(${person})) order by at desc, id`;

/** What stood there before one change of somebody, as it was sealed. */
export const findFactsBefore = async (sql: Db, person: string, change: string) =>
	(await sql<{ personId: string; facts: Buffer }[]>`select * from facts_before(${change}, ${person})`)[0];

export const findWhy = async (sql: Db, person: string): Promise<Buffer | null> =>
	(await sql<{ sealed: Buffer }[]>`select sealed from vulnerability where person_id = ${person}`)[0]?.sealed ?? null;

export const putWhy = (sql: Db, person: string, commune: number, sealed: Buffer, at: Date) => sql`
	insert into vulnerability (person_id, commune_id, sealed, changed_at) values (${person}, ${commune}, ${sealed}, ${at})
	on conflict (person_id) do update set sealed = excluded.sealed, changed_at = excluded.changed_at, import_id = null`;
