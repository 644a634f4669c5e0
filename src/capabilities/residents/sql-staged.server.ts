import type { Db } from '#platform/db.server.ts';

// What an import has staged (see the room `imports`) becomes true in a handful of statements, all in one transaction.

/** The staged rows that are to be taken: all that are sure, and those doubtful ones about which somebody has decided. */
const staged = (sql: Db, id: string, takes: 'new' | 'known' | 'all') => sql`
	select r.n, r.person_id, s.*, 'name' = any(r.differs) as renames, r.verdict = 'new' or r.decision = 'new' as is_new
	from import_row r cross join lateral jsonb_to_record(r.staged) as s(
		name text, "namePlain" text, "birthYear" int, "birthDate" date, gender text, hamlet text, "hamletId" int,
		"numberSealed" bytea, "numberHash" bytea, "phoneSealed" bytea, "phoneHash" bytea, "keyId" text, "whySealed" bytea,
		household uuid, book text, address text, relation text, papers jsonb)
	where r.import_id = ${id} and r.staged is not null and case ${takes}
		when 'new' then r.verdict = 'new' or r.decision = 'new'
		when 'known' then r.verdict = 'changed' or r.decision = 'same'
		else r.verdict in ('new', 'same', 'changed') or r.decision in ('new', 'same') end`;

type Applying = { id: string; commune: number; at: Date };

/** The names of a house are gathered by a window: of a staged sheet the planner knows no numbers, and it joined in loops. */
export const insertImported = (sql: Db, { id, commune, at }: Applying) => sql`
	insert into person (id, commune_id, name, name_plain, birth_year, birth_date, gender, hamlet, hamlet_id, number_sealed, number_hash, number_key, phone_sealed, phone_hash, kin, verified, made_up, made_at, import_id)
	select person_id, ${commune}, name, "namePlain", "birthYear", "birthDate", gender, hamlet, "hamletId", "numberSealed", "numberHash", "keyId", "phoneSealed", "phoneHash",
		case when household is null then '' else coalesce(string_agg(name, ' ') over (partition by household order by person_id rows between unbounded preceding and unbounded following exclude current row), '') end, false, false, ${at}, ${id}
	from (${staged(sql, id, 'new')}) rows`;

/**
 * Hashes under two keys leave `number_key` empty, so that the next renewal of keys makes both anew. What a row does not say stays as it
 * is; a year that is the year of a known day takes nothing from that day. Of somebody compared with a card a sheet changes no name,
 * birth, gender or number, whoever decides its row: that takes the card, or two people, on their own page.
 */
export const updateKnown = (sql: Db, { id, at }: Applying) => sql`
	with rows as materialized (${staged(sql, id, 'known')})
	update person p set
		name = case when renames and not p.verified then s.name else p.name end,
		name_plain = plain_words(case when renames and not p.verified then s.name else p.name end || ' ' || coalesce(s.hamlet, p.hamlet, '')),
		birth_year = case when p.verified and p.birth_year is not null then p.birth_year else coalesce(s."birthYear", p.birth_year) end,
		birth_date = case when p.verified and p.birth_year is not null then p.birth_date when s."birthDate" is not null then s."birthDate" when s."birthYear" <> p.birth_year then null else p.birth_date end,
		gender = case when p.verified and p.gender is not null then p.gender else coalesce(s.gender, p.gender) end,
		hamlet = coalesce(s.hamlet, p.hamlet), hamlet_id = case when s.hamlet is null then p.hamlet_id else s."hamletId" end, elsewhere = p.elsewhere and s.hamlet is null,
		sources = p.sources - array_remove(array[case when not p.verified then 'name' end, case when not p.verified and (s."birthDate" is not null or s."birthYear" is not null) then 'birth' end,
			case when s.gender is not null and (not p.verified or p.gender is null) then 'gender' end, case when s.hamlet is not null then 'hamlet' end,
			case when s."numberSealed" is not null and (not p.verified or p.number_hash is null) then 'number' end, case when s."phoneSealed" is not null then 'phone' end], null),
		number_sealed = case when p.verified and p.number_hash is not null then p.number_sealed else coalesce(s."numberSealed", p.number_sealed) end,
		number_hash = case when p.verified and p.number_hash is not null then p.number_hash else coalesce(s."numberHash", p.number_hash) end,
		number_key = case when s."keyId" is null then p.number_key when p.number_key is null or p.number_key = s."keyId" then s."keyId" end,
		phone_sealed = coalesce(s."phoneSealed", p.phone_sealed), phone_hash = coalesce(s."phoneHash", p.phone_hash), changed_at = ${at}
	from rows s where p.id = s.person_id and p.erased_at is null`;

export const insertWhy = (sql: Db, { id, commune, at }: Applying) => sql`
	insert into vulnerability (person_id, commune_id, sealed, changed_at, import_id)
	select person_id, ${commune}, "whySealed", ${at}, ${id} from (${staged(sql, id, 'all')}) rows where "whySealed" is not null
	on conflict (person_id) do nothing`;

/** Until when papers are valid, as the list says; what is noted already stays noted as it was. */
export const insertPapers = (sql: Db, { id, commune, at }: Applying) => sql`
	insert into person_paper (person_id, paper, until, commune_id, noted_at, import_id)
	select person_id, x.paper, x.until, ${commune}, ${at}, ${id}
	from (${staged(sql, id, 'all')}) rows cross join lateral jsonb_to_recordset(coalesce(rows.papers, '[]')) as x(paper text, until date)
	on conflict do nothing`;

export const takeOutPapers = (sql: Db, id: string) => sql`delete from person_paper where import_id = ${id}`;

/** A household that the commune's list numbers, in a dwelling of its own, unless the number is known. */
export const insertHouseholds = (sql: Db, { id, commune, at }: Applying) => sql`
	with rows as (${staged(sql, id, 'all')}), homes as (
		select distinct on (household) household, book, address, "hamletId" from rows
		where household is not null and not exists (select from household h where h.commune_id = ${commune} and h.book = rows.book)
		order by household, (relation = 'head') desc, n
	), dwellings as (
		insert into dwelling (id, commune_id, hamlet_id, lane_id, address, made_at, import_id)
		select household, ${commune}, "hamletId", lane_in("hamletId", address), address, ${at}, ${id} from homes on conflict (id) do nothing
	)
	insert into household (id, commune_id, dwelling_id, book, made_at, import_id)
	select household, ${commune}, household, book, ${at}, ${id} from homes on conflict (id) do nothing`;

/** Whoever lived in another household until now has moved: that membership ends where the new one begins. */
export const endOldMembers = (sql: Db, { id, commune }: Applying, day: string) => sql`
	update household_member m set until = greatest(${day}::date, m.since)
	from (${staged(sql, id, 'all')}) rows join household h on h.commune_id = ${commune} and h.book = rows.book
	where m.person_id = rows.person_id and m.until is null and m.household_id <> h.id`;

/** Who lives where from now on; of several heads of one house the first is the head. */
export const insertMembers = (sql: Db, { id, commune }: Applying, day: string) => sql`
	insert into household_member (id, household_id, person_id, relation, since, import_id)
	select gen_random_uuid(), h.id, rows.person_id,
		case when rows.relation <> 'head' or (
			row_number() over (partition by h.id, rows.relation order by rows.n) = 1
			and not exists (select from household_member o where o.household_id = h.id and o.relation = 'head' and o.until is null)
		) then rows.relation else 'other' end, ${day}::date, ${id}
	from (${staged(sql, id, 'all')}) rows join household h on h.commune_id = ${commune} and h.book = rows.book
	where not exists (select from household_member m where m.person_id = rows.person_id and m.until is null)
	on conflict do nothing`;

/** By whom else somebody is found, after a sheet moved people: themselves, and whoever lives with them or did. */
export const updateKin = (sql: Db, id: string) => sql`
	with moved as materialized (select person_id from import_row where import_id = ${id} and person_id is not null),
		houses as materialized (select distinct m.household_id from household_member m join moved using (person_id)),
		members as materialized (
			select m.household_id, m.person_id, m.until, case when q.erased_at is null then q.name end as name
			from household_member m join houses using (household_id) join person q on q.id = m.person_id
		),
		fam as materialized (
			select m.person_id, string_agg(o.name, ' ' order by o.person_id) as names from members m join members o using (household_id)
			where m.until is null and o.until is null and o.person_id <> m.person_id group by m.person_id
		),
		near as (select person_id from moved union select person_id from members)
	update person p set kin = coalesce(fam.names, '') from near left join fam using (person_id)
	where p.id = near.person_id and p.kin is distinct from coalesce(fam.names, '')`;

/** Tells the planner how many people and households there are, after a sheet brought many. */
export const analyzeRegister = (sql: Db) => sql`select analyze_register()`;

/** Takes out whom the import brought, one by one: whoever has been helped since stays. Answers how many went and how many stayed. */
export const takeOutImported = async (sql: Db, id: string): Promise<{ gone: number; stayed: number }> =>
	(
		await sql<{ gone: number; stayed: number }[]>`
			with tried as (select unimport_person(id) as gone from person where import_id = ${id})
			select count(*) filter (where gone)::int as gone, count(*) filter (where not gone)::int as stayed from tried`
	)[0]!;

/** Sets those whom the import changed back to what they were, unless somebody has changed them since. */
export const restoreKnown = async (sql: Db, id: string, appliedAt: Date): Promise<number> =>
	(
		await sql`
			update person p set name = b.name, name_plain = b.name_plain, birth_year = b.birth_year, birth_date = b.birth_date, gender = b.gender,
				hamlet = b.hamlet, hamlet_id = b.hamlet_id, elsewhere = coalesce(b.elsewhere, false), sources = coalesce(b.sources, '{}'), number_sealed = b.number_sealed, number_hash = b.number_hash, number_key = b.number_key,
				phone_sealed = b.phone_sealed, phone_hash = b.phone_hash, changed_at = b.changed_at
			from import_row r cross join lateral jsonb_populate_record(null::person, r.before) b
			where r.import_id = ${id} and r.before is not null and p.id = r.person_id and p.changed_at = ${appliedAt} and p.erased_at is null`
	).count;

export const takeOutWhy = (sql: Db, id: string) => sql`delete from vulnerability where import_id = ${id}`;

/** Memberships, households and dwellings of the import in which nobody is left. */
export const takeOutHouseholds = (sql: Db, id: string) => sql`
	with members as (
		delete from household_member m where m.import_id = ${id} and not exists (select from person p where p.id = m.person_id and p.import_id = ${id}) returning m.id
	), homes as (
		delete from household h where h.import_id = ${id}
			and not exists (select from household_member m where m.household_id = h.id and m.id not in (select id from members)) returning h.dwelling_id
	)
	select count(*) from homes`;

export const takeOutDwellings = (sql: Db, id: string) => sql`
	delete from dwelling d where d.import_id = ${id} and not exists (select from household h where h.dwelling_id = d.id)`;

/** Those whose move into a household of the import was taken back live where they lived before. */
export const reopenMembers = (sql: Db, id: string, day: string) => sql`
	update household_member m set until = null
	from import_row r where r.import_id = ${id} and m.person_id = r.person_id and m.until = greatest(${day}::date, m.since) and m.import_id is distinct from ${id}
		and not exists (select from household_member o where o.person_id = m.person_id and o.until is null)`;
