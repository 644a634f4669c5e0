import type { Db } from '#platform/db.server.ts';

export type PersonRow = {
	id: string;
	communeId: number;
	name: string | null;
	birthYear: number | null;
	birthDate: string | null;
	gender: 'male' | 'female' | null;
	hamlet: string | null;
	numberSealed: Buffer | null;
	phoneSealed: Buffer | null;
	needs: string[];
	verified: boolean;
	madeUp: boolean;
};

const columns = (sql: Db) =>
	sql`id, commune_id, name, birth_year, birth_date, gender, hamlet, number_sealed, phone_sealed, needs, verified, made_up`;

export const findPersonById = async (sql: Db, id: string): Promise<PersonRow | undefined> =>
	(await sql<PersonRow[]>`select ${columns(sql)} from person where id = ${id} and erased_at is null`)[0];

export const findPersonByNumber = async (sql: Db, hashes: Buffer[]): Promise<PersonRow | undefined> =>
	(
		await sql<
			PersonRow[]
		>`select ${columns(sql)} from person where number_hash = any(${sql.array(hashes, 17)}::bytea[]) and erased_at is null`
	)[0];

export const findPeopleByPhone = (sql: Db, hashes: Buffer[]) =>
	sql<
		PersonRow[]
	>`select ${columns(sql)} from person where phone_hash = any(${sql.array(hashes, 17)}::bytea[]) and erased_at is null limit 8`;

/** Every word must be near a word of the name or hamlet, in any order; a year narrows. */
export const findPeopleByWords = (sql: Db, words: string, year: number | null) => sql<
	(PersonRow & { nearness: number })[]
>`
	select ${columns(sql)}, word_similarity(${words}, name_plain) as nearness
	from person
	where erased_at is null and (${words} = '' or ${words} <% name_plain) and (${year}::int is null or birth_year = ${year})
	order by nearness desc, birth_year nulls last, name
	limit 8`;

export type NewPerson = {
	id: string;
	communeId: number;
	name: string;
	namePlain: string;
	birthYear: number | null;
	birthDate: string | null;
	gender: string | null;
	hamlet: string | null;
	numberSealed: Buffer | null;
	numberHash: Buffer | null;
	numberKey: string | null;
	phoneSealed: Buffer | null;
	phoneHash: Buffer | null;
	needs: string[];
	verified: boolean;
	madeUp: boolean;
	at: Date;
};

export const insertPerson = (sql: Db, p: NewPerson) => sql`
	insert into person (id, commune_id, name, name_plain, birth_year, birth_date, gender, hamlet, number_sealed, number_hash, number_key, phone_sealed, phone_hash, needs, verified, made_up, made_at)
	values (${p.id}, ${p.communeId}, ${p.name}, ${p.namePlain}, ${p.birthYear}, ${p.birthDate}::date, ${p.gender}, ${p.hamlet}, ${p.numberSealed}, ${p.numberHash}, ${p.numberKey},
		${p.phoneSealed}, ${p.phoneHash}, ${sql.array(p.needs)}::text[], ${p.verified}, ${p.madeUp}, ${p.at})`;

export const erasePerson = (sql: Db, id: string, at: Date) => sql`
	update person set name = null, name_plain = null, birth_year = null, birth_date = null, gender = null, hamlet = null, number_sealed = null, number_hash = null,
		number_key = null, phone_sealed = null, phone_hash = null, needs = '{}', erased_at = ${at}
	where id = ${id} and erased_at is null`;
