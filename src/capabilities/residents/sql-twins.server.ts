import type { Compared } from './rules-twins.ts';
import type { Db } from '#platform/db.server.ts';

/** As it is kept, with how often the name occurs. */
export type ComparedRow = Omit<Compared, 'number' | 'phone'> & {
	numberSealed: Buffer | null;
	phoneSealed: Buffer | null;
	frequency: number;
};

/** Pairs of a commune that share enough to be looked at: a name by its sounds, a day of birth, or a telephone. Decided ones are not asked again. */
export const listPairs = (sql: Db, commune: number) => sql<{ oneId: string; otherId: string }[]>`
	with people as (select id, name_fold, birth_year, birth_date, phone_hash, name from person where commune_id = ${commune} and erased_at is null and merged_into is null)
	select distinct one_id, other_id from (
		select least(a.id, b.id) as one_id, greatest(a.id, b.id) as other_id
		from people a join people b on b.name_fold = a.name_fold and b.id > a.id
		where a.birth_year is null or b.birth_year is null or abs(a.birth_year - b.birth_year) <= 1 or (a.birth_date is not null and b.birth_date is not null and extract(doy from a.birth_date) = extract(doy from b.birth_date))
		union all
		select least(a.id, b.id), greatest(a.id, b.id)
		from people a join people b on b.birth_date = a.birth_date and b.id > a.id
		where similarity(a.name_fold, b.name_fold) > 0.45
		union all
		select least(a.id, b.id), greatest(a.id, b.id)
		from people a join people b on b.phone_hash = a.phone_hash and b.id > a.id
		where similarity(a.name_fold, b.name_fold) > 0.45
	) pairs
	where not exists (select from twin_pair t where t.one_id = pairs.one_id and t.other_id = pairs.other_id and t.state <> 'open')`;

/** What is compared of these people; `frequency`: how many of the commune are called so. */
export const listCompared = (sql: Db, commune: number, ids: readonly string[]) => sql<ComparedRow[]>`
	select p.id, p.name, p.birth_year, p.birth_date, p.gender, p.hamlet, p.number_sealed, p.phone_sealed, m.household_id as household, named.n as frequency
	from person p cross join lateral (select count(*)::int as n from person o where o.commune_id = ${commune} and o.erased_at is null and o.name_fold = p.name_fold) named
		left join household_member m on m.person_id = p.id and m.until is null
	where p.id = any(${sql.array([...ids])}::uuid[])`;

export const putTwins = (
	sql: Db,
	commune: number,
	found: readonly { id: string; one: string; other: string; score: number; reasons: string[] }[],
	at: Date
) => sql`
	insert into twin_pair (id, commune_id, one_id, other_id, score, reasons, found_at)
	select f.id, ${commune}, f.one, f.other, f.score, array(select jsonb_array_elements_text(f.reasons)), ${at}
	from jsonb_to_recordset(${sql.json([...found])}) as f(id uuid, one uuid, other uuid, score real, reasons jsonb)
	on conflict (one_id, other_id) do update set score = excluded.score, reasons = excluded.reasons where twin_pair.state = 'open'`;

/** Open pairs that were not found again: one of the two was put right, erased or merged. */
export const closeStale = (sql: Db, commune: number, still: readonly string[], at: Date) => sql`
	update twin_pair set state = 'gone', decided_at = ${at}
	where commune_id = ${commune} and state = 'open' and not (one_id::text || other_id::text = any(${sql.array([...still])}::text[]))`;

type TwinRow = { id: string; oneId: string; otherId: string; score: number; reasons: string[]; foundAt: Date };

const openTwins = (sql: Db, commune: number) => sql`
	from twin_pair t where t.commune_id = ${commune} and t.state = 'open'
		and not exists (select from person p where p.id in (t.one_id, t.other_id) and (p.merged_into is not null or p.erased_at is not null))`;

export const countTwinsOf = async (sql: Db, commune: number): Promise<number> =>
	(await sql<{ pairs: number }[]>`select count(*)::int as pairs ${openTwins(sql, commune)}`)[0]!.pairs;

export const listTwinsOf = (sql: Db, commune: number, rows: number, from: number) => sql<TwinRow[]>`
	select t.id, t.one_id, t.other_id, t.score, t.reasons, t.found_at ${openTwins(sql, commune)}
	order by t.score desc, t.id limit ${rows} offset ${from}`;

export const settleTwin = (
	sql: Db,
	one: string,
	other: string,
	to: { id: string; commune: number; state: 'open' | 'not-same' | 'merged'; by: string; at: Date }
) => sql`
	insert into twin_pair (id, commune_id, one_id, other_id, score, reasons, state, found_at, decided_by, decided_at)
	values (${to.id}, ${to.commune}, least(${one}::uuid, ${other}::uuid), greatest(${one}::uuid, ${other}::uuid), 0, '{}', ${to.state}, ${to.at}, ${to.by}, ${to.at})
	on conflict (one_id, other_id) do update set state = excluded.state, decided_by = excluded.decided_by, decided_at = excluded.decided_at`;

/** People whom somebody who is about to be written down may be: by the sounds of the name or the day of birth. */
export const listLike = (sql: Db, commune: number, name: string, birthDate: string | null) => sql<ComparedRow[]>`
	with alike as (
		select p.* from person p where p.commune_id = ${commune} and p.erased_at is null and p.merged_into is null
			and (p.name_fold = fold_name(${name}) or (p.birth_date = ${birthDate}::date and similarity(p.name_fold, fold_name(${name})) > 0.45))
	), named as materialized (
		select name_fold, count(*)::int as n from person where commune_id = ${commune} and name_fold in (select name_fold from alike) group by name_fold
	)
	select p.id, p.name, p.birth_year, p.birth_date, p.gender, p.hamlet, p.number_sealed, p.phone_sealed, m.household_id as household, named.n as frequency
	from alike p join named using (name_fold) left join household_member m on m.person_id = p.id and m.until is null`;

/** Communes whose duplicates are looked for, one of their centres each. */
export const listCommunesWithPeople = (sql: Db) => sql<{ commune: number; centre: number }[]>`
	select distinct on (p.parent_id) p.parent_id as commune, p.id as centre from place p where p.kind = 'centre' order by p.parent_id, p.id`;
