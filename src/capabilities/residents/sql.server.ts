import type { Person } from './answers.ts';
import type { Db } from '#platform/db.server.ts';
import type { Lent } from './sql-merge.server.ts';
import { MOST_FOUND, type Step } from './rules-search.ts';

/** As it is kept: number and telephone sealed, no name once it is erased. */
export type PersonRow = Omit<Person, 'name' | 'number' | 'phone' | 'age'> & {
	communeId: number;
	name: string | null;
	numberSealed: Buffer | null;
	phoneSealed: Buffer | null;
};

const columns = (sql: Db) =>
	sql`id, commune_id, name, birth_year, birth_date, gender, hamlet, number_sealed, phone_sealed, needs, verified, made_up`;

/** The row of a person; of one who was merged, the row of whom they are now. */
export const findPersonById = async (sql: Db, id: string): Promise<PersonRow | undefined> =>
	(
		await sql<
			PersonRow[]
		>`select ${columns(sql)} from person where id = (select coalesce(merged_into, id) from person where id = ${id}) and erased_at is null`
	)[0];

export const findPersonByNumber = async (sql: Db, hashes: Buffer[]): Promise<PersonRow | undefined> =>
	(
		await sql<
			PersonRow[]
		>`select ${columns(sql)} from person where id = (select coalesce(merged_into, id) from person where number_hash = any(${sql.array(hashes, 17)}::bytea[])) and erased_at is null`
	)[0];

export const findPeopleByPhone = (sql: Db, hashes: Buffer[]) =>
	sql<
		PersonRow[]
	>`select ${columns(sql)} from person where id in (select coalesce(merged_into, id) from person where phone_hash = any(${sql.array(hashes, 17)}::bytea[])) and erased_at is null
	order by birth_year nulls last, name limit ${MOST_FOUND}`;

/** All ids under which somebody is known; the id itself where they are nobody's. */
export const listSame = async (sql: Db, id: string): Promise<string[]> =>
	(await sql<{ same: string[] }[]>`select same_as(${id}) as same`)[0]!.same;

/** The nearest of those whom one step of a search finds, as far as row-level security shows them. */
export const findPeopleByWords = (sql: Db, { words, butOne, nearest }: Step) => sql<PersonRow[]>`
	select ${columns(sql)} from find_people(${sql.json(words)}, ${nearest}, ${butOne}) f join person p using (id)
	order by f.nearness desc, p.birth_year nulls last, p.name`;

export const listNames = (sql: Db, ids: readonly string[]) => sql<{ id: string; name: string }[]>`
	select id, name from person where id = any(${sql.array([...new Set(ids)])}::uuid[]) and name is not null and erased_at is null`;

/** How often whoever asks has searched since without having met whom it showed, and when last; their searches wait for each other. */
export const ownSearches = async (sql: Db, since: Date): Promise<{ idle: number; lastAt: Date | null }> =>
	(await sql<{ idle: number; lastAt: Date | null }[]>`select idle, last_at from own_searches(${since})`)[0]!;

/** What the register says of somebody in clear; `namePlain` is the name without its marks. */
export type PersonFacts = {
	name: string;
	namePlain: string;
	birthYear: number | null;
	birthDate: string | null;
	gender: string | null;
	hamlet: string | null;
	verified: boolean;
};

type NewPerson = Lent & PersonFacts & { id: string; communeId: number; needs: string[]; madeUp: boolean; at: Date };

export const insertPerson = (sql: Db, p: NewPerson) => sql`
	insert into person (id, commune_id, name, name_plain, birth_year, birth_date, gender, hamlet, number_sealed, number_hash, number_key, phone_sealed, phone_hash, needs, verified, made_up, made_at)
	values (${p.id}, ${p.communeId}, ${p.name}, ${p.namePlain}, ${p.birthYear}, ${p.birthDate}::date, ${p.gender}, ${p.hamlet}, ${p.numberSealed}, ${p.numberHash}, ${p.numberKey},
		${p.phoneSealed}, ${p.phoneHash}, ${sql.array(p.needs)}::text[], ${p.verified}, ${p.madeUp}, ${p.at})`;

export const erasePeople = (sql: Db, ids: readonly string[], at: Date) => sql`
	update person set name = null, name_plain = null, birth_year = null, birth_date = null, gender = null, hamlet = null, hamlet_id = null, kin = '', number_sealed = null,
		number_hash = null, number_key = null, phone_sealed = null, phone_hash = null, needs = '{}', erased_at = ${at}
	where id = any(${sql.array([...ids])}::uuid[]) and erased_at is null`;
