import type { Person } from './answers.ts';
import type { Db } from '#platform/db.server.ts';
import type { Lent } from './sql-merge.server.ts';
import { MOST_FOUND, type Step } from './rules-search.ts';
import type { Sources } from './rules-sources.ts';

/** As it is kept: number and telephone sealed, no name once it is erased. */
export type PersonRow = Omit<Person, 'name' | 'number' | 'phone' | 'age'> & {
	communeId: number;
	name: string | null;
	numberSealed: Buffer | null;
	phoneSealed: Buffer | null;
};

const columns = (sql: Db) =>
	sql`id, commune_id, name, birth_year, birth_date, gender, hamlet, elsewhere, number_sealed, phone_sealed, needs, verified, made_up, sources`;

/** The row of a person; of one who was merged, the row of whom they are now. */
/** The commune where somebody lives, and its first centre; nothing where no row says so. */
export const findHome = async (sql: Db, person: string): Promise<{ commune: number; centre: number } | undefined> =>
	(
		await sql<{ commune: number; centre: number }[]>`
			select p.commune_id as commune, c.id as centre from person p join place c on c.parent_id = p.commune_id and c.kind = 'centre'
			where p.id = ${person} order by c.id limit 1`
	)[0];

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
	hamletId: number | null;
	elsewhere: boolean;
	verified: boolean;
	sources: Sources;
};

type NewPerson = Lent & PersonFacts & { id: string; communeId: number; needs: string[]; madeUp: boolean; at: Date };

const putPerson = (sql: Db, p: NewPerson) => sql`
	insert into person (id, commune_id, name, name_plain, birth_year, birth_date, gender, hamlet, hamlet_id, elsewhere, number_sealed, number_hash, number_key, phone_sealed, phone_hash, needs, verified, made_up, made_at, sources)
	values (${p.id}, ${p.communeId}, ${p.name}, ${p.namePlain}, ${p.birthYear}, ${p.birthDate}::date, ${p.gender}, ${p.hamlet}, ${p.hamletId}, ${p.elsewhere}, ${p.numberSealed}, ${p.numberHash}, ${p.numberKey},
		${p.phoneSealed}, ${p.phoneHash}, ${sql.array(p.needs)}::text[], ${p.verified}, ${p.madeUp}, ${p.at}, ${sql.json(p.sources)})`;

export const insertPerson = (sql: Db, p: NewPerson) => putPerson(sql, p);

/** The same, of whose number another commune may have: false where it has, and then nobody was written down. */
export const insertUnlessTaken = async (sql: Db, p: NewPerson): Promise<boolean> =>
	(await sql`${putPerson(sql, p)} on conflict on constraint person_number_once do nothing`).count > 0;

/** Whether people of the register are said to live in a hamlet of this name: a commune without a list of hamlets has no other. */
export const isLivedIn = async (sql: Db, commune: number, hamlet: string): Promise<boolean> =>
	(
		await sql`select from person where commune_id = ${commune} and hamlet = ${hamlet} and not elsewhere and not sources ? 'hamlet' and erased_at is null limit 1`
	).count > 0;

/** The facts of somebody that do not come from the register: from their card, or typed by somebody. */
export const listSources = (sql: Db, person: string) => sql<{ fact: string; by: string | null; card: boolean }[]>`
	select e.key as fact, e.value = 'card' as card, case when e.value <> 'card' then actor_name('staff', e.value) end as by
	from person, jsonb_each_text(sources) e where id = ${person} order by e.key`;

export const erasePeople = (sql: Db, ids: readonly string[], at: Date) => sql`
	update person set name = null, name_plain = null, birth_year = null, birth_date = null, gender = null, hamlet = null, hamlet_id = null, elsewhere = false, sources = '{}', kin = '', number_sealed = null,
		number_hash = null, number_key = null, phone_sealed = null, phone_hash = null, needs = '{}', erased_at = ${at}
	where id = any(${sql.array([...ids])}::uuid[]) and erased_at is null`;
