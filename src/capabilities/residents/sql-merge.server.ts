import type { Db, Fragment } from '#platform/db.server.ts';
import type { SealedFacts } from './seal.server.ts';

type MergeRow = {
	id: string;
	keptId: string;
	goneId: string;
	communeId: number;
	at: Date;
	endedMember: string | null;
	addedMember: string | null;
	undoneAt: Date | null;
	/** False once an erasure emptied what it kept: there is nobody to go back to. */
	held: boolean;
};

/** Both rows, locked in the order of their ids, so that two merges of the same two wait for one another. */
export const lockTwo = (sql: Db, one: string, other: string) => sql<
	(Lent & {
		id: string;
		communeId: number;
		mergedInto: string | null;
		erasedAt: Date | null;
		verified: boolean;
		name: string | null;
		birthYear: number | null;
	})[]
>`
	select id, commune_id, merged_into, erased_at, verified, name, birth_year, number_sealed, number_hash, number_key, phone_sealed, phone_hash from person
	where id in (${one}, ${other}) order by id for update`;

export const wasJoined = async (sql: Db, ids: readonly string[], since: string): Promise<boolean> =>
	(
		await sql`
			select from person_merge where undone_at is null and at >= ${since}::date
				and (kept_id = any(${sql.array([...ids], 2950)}::uuid[]) or gone_id = any(${sql.array([...ids], 2950)}::uuid[])) limit 1`
	).count > 0;

export const insertMerge = (
	sql: Db,
	m: { id: string; kept: string; gone: string; commune: number; by: string; at: Date }
) => sql`
	insert into person_merge (id, commune_id, kept_id, gone_id, by_id, at, before_kept, before_gone)
	select ${m.id}, ${m.commune}, k.id, g.id, ${m.by}, ${m.at}, to_jsonb(k) - '{search,name_year,name_fold,kin}'::text[], to_jsonb(g) - '{search,name_year,name_fold,kin}'::text[]
	from person k, person g where k.id = ${m.kept} and g.id = ${m.gone}`;

/** The one that goes points to the one that stays, and lends what that one lacks: a number can stand in one row only. */
export const pointTo = (sql: Db, kept: string, gone: string, lendsNumber: boolean, at: Date) => sql`
	update person set merged_into = ${kept}, changed_at = ${at},
		number_hash = case when ${lendsNumber} then null else number_hash end, number_sealed = case when ${lendsNumber} then null else number_sealed end
	where id = ${gone}`;

/** Who somebody is was changed by joining or parting two rows of which one has a number or was compared: a card is held beside both again. */
export const noteJoined = (sql: Db, kept: string, gone: string) => sql`
	update person set identity_changed_at = clock_timestamp(), identity_changed_by = app_id()
	where id in (${kept}, ${gone}) and exists (select from person p where p.id in (${kept}, ${gone}) and (p.verified or p.number_hash is not null))`;

/** Whoever was merged into the one that goes is now the one that stays. */
export const pointFurther = (sql: Db, kept: string, gone: string, merge: string) =>
	sql`
	with further as (update person set merged_into = ${kept} where merged_into = ${gone} returning id)
	update person_merge set moved = array(select id from further) where id = ${merge}`;

/** Those who pointed further point to the one that went again. */
export const pointBack = (sql: Db, merge: string) => sql`
	update person p set merged_into = m.gone_id from person_merge m where m.id = ${merge} and p.id = any(m.moved)`;

/** The sealed facts as the row of a person names them. */
export type Lent = Omit<SealedFacts, 'keyId'> & { numberKey: string | null };

/** What the one that stays did not know of themselves. What they know is never overwritten. */
export const completeKept = (sql: Db, kept: string, gone: string, lent: Lent, at: Date) => sql`
	update person k set
		birth_date = coalesce(k.birth_date, case when k.birth_year is null or k.birth_year = g.birth_year then g.birth_date end), birth_year = coalesce(k.birth_year, g.birth_year),
		gender = coalesce(k.gender, g.gender), hamlet = coalesce(k.hamlet, g.hamlet), hamlet_id = case when k.hamlet is null then g.hamlet_id else k.hamlet_id end,
		elsewhere = case when k.hamlet is null then g.elsewhere else k.elsewhere end, 
		sources = g.sources - array_remove(array['name', case when k.birth_year is not null then 'birth' end, case when k.gender is not null then 'gender' end, case when k.hamlet is not null then 'hamlet' end,
			case when k.number_sealed is not null then 'number' end, case when k.phone_sealed is not null then 'phone' end], null) || k.sources,
		number_sealed = coalesce(k.number_sealed, ${lent.numberSealed}), number_hash = coalesce(k.number_hash, ${lent.numberHash}),
		phone_sealed = coalesce(k.phone_sealed, ${lent.phoneSealed}), phone_hash = coalesce(k.phone_hash, ${lent.phoneHash}),
		number_key = case when ${lent.numberKey}::text is null then k.number_key when k.number_key is null or k.number_key = ${lent.numberKey} then ${lent.numberKey} end,
		needs = array(select distinct n from unnest(k.needs || g.needs) n order by n), verified = k.verified or g.verified, changed_at = ${at}
	from person g where k.id = ${kept} and g.id = ${gone}`;

export const findOpenMember = async (
	sql: Db,
	person: string
): Promise<{ id: string; householdId: string; relation: string; since: string } | undefined> =>
	(
		await sql<{ id: string; householdId: string; relation: string; since: string }[]>`
			select id, household_id, relation, since from household_member where person_id = ${person} and until is null`
	)[0];

export const endMember = (sql: Db, id: string, day: string) =>
	sql`update household_member set until = greatest(${day}::date, since) where id = ${id}`;

export const reopenMember = (sql: Db, id: string) => sql`
	update household_member m set until = null where m.id = ${id} and not exists (select from household_member o where o.person_id = m.person_id and o.until is null)`;

export const insertMember = (
	sql: Db,
	m: { id: string; household: string; person: string; relation: string; since: string }
) => sql`
	insert into household_member (id, household_id, person_id, relation, since) values (${m.id}, ${m.household}, ${m.person}, ${m.relation}, ${m.since}::date)`;

export const deleteMember = (sql: Db, id: string) => sql`delete from household_member where id = ${id}`;

export const stampMembers = (sql: Db, merge: string, ended: string | null, added: string | null) =>
	sql`update person_merge set ended_member = ${ended}, added_member = ${added} where id = ${merge}`;

export const lockMerge = async (sql: Db, id: string): Promise<MergeRow | undefined> =>
	(
		await sql<MergeRow[]>`
			select id, kept_id, gone_id, commune_id, at, ended_member, added_member, undone_at, before_gone <> '{}' as held from person_merge where id = ${id} for update`
	)[0];

/** Merges made after this one that went on from its people: they are taken back first. */
export const countLater = async (sql: Db, { id, keptId, goneId, at }: MergeRow): Promise<number> =>
	(
		await sql<{ n: number }[]>`
			select count(*)::int as n from person_merge
			where id <> ${id} and undone_at is null and at >= ${at} and (gone_id in (${keptId}, ${goneId}) or kept_id = ${goneId} or kept_id = ${keptId})`
	)[0]!.n;

/** The one that went is again who they were: they were read and not written while they pointed elsewhere. */
export const restoreGone = (sql: Db, merge: string) => sql`
	update person p set merged_into = null, number_hash = b.number_hash, number_sealed = b.number_sealed, changed_at = b.changed_at
	from person_merge m cross join lateral jsonb_populate_record(null::person, m.before_gone) b
	where m.id = ${merge} and p.id = m.gone_id`;

/** What was lent goes back, unless it was put right since the merge; what was always theirs is not touched. */
export const restoreKept = (sql: Db, merge: string) => sql`
	update person p set
		birth_date = case when same.birth then b.birth_date else p.birth_date end, birth_year = case when same.birth then b.birth_year else p.birth_year end,
		gender = case when p.gender is not distinct from coalesce(b.gender, g.gender) then b.gender else p.gender end,
		hamlet = case when p.hamlet is not distinct from coalesce(b.hamlet, g.hamlet) then b.hamlet else p.hamlet end,
		hamlet_id = case when p.hamlet is not distinct from coalesce(b.hamlet, g.hamlet) then b.hamlet_id else p.hamlet_id end,
		number_sealed = case when b.number_hash is null and p.number_hash is not distinct from g.number_hash then b.number_sealed else p.number_sealed end,
		number_hash = case when b.number_hash is null and p.number_hash is not distinct from g.number_hash then b.number_hash else p.number_hash end,
		phone_sealed = case when b.phone_hash is null and p.phone_hash is not distinct from g.phone_hash then b.phone_sealed else p.phone_sealed end,
		phone_hash = case when b.phone_hash is null and p.phone_hash is not distinct from g.phone_hash then b.phone_hash else p.phone_hash end,
		number_key = case when p.changed_at = m.at then b.number_key else p.number_key end,
		needs = case when p.needs = array(select distinct n from unnest(b.needs || g.needs) n order by n) then b.needs else p.needs end,
		verified = case when p.changed_at = m.at then b.verified else p.verified end,
		elsewhere = case when p.hamlet is not distinct from coalesce(b.hamlet, g.hamlet) then coalesce(b.elsewhere, false) else p.elsewhere end,
		sources = case when p.changed_at = m.at then coalesce(b.sources, '{}') else p.sources end,
		changed_at = case when p.changed_at = m.at then b.changed_at else p.changed_at end
	from person_merge m cross join lateral jsonb_populate_record(null::person, m.before_kept) b cross join lateral jsonb_populate_record(null::person, m.before_gone) g
		cross join lateral (
			select p2.birth_year is not distinct from coalesce(b.birth_year, g.birth_year)
				and p2.birth_date is not distinct from coalesce(b.birth_date, case when b.birth_year is null or b.birth_year = g.birth_year then g.birth_date end) as birth
			from person p2 where p2.id = m.kept_id
		) same
	where m.id = ${merge} and p.id = m.kept_id`;

export const stampUndone = (sql: Db, merge: string, by: string, at: Date) =>
	sql`update person_merge set undone_at = ${at}, undone_by = ${by} where id = ${merge}`;

/** Merges of a commune that can be taken back, the last first. */
export const mergesOf = (sql: Db, commune: number): Fragment => sql`
	select m.id, m.at, m.kept_id, (select name from person where id = m.kept_id) as kept_name,
		(select name from person where id = m.gone_id) as gone_name
	from person_merge m
	where m.commune_id = ${commune} and m.undone_at is null and m.before_gone <> '{}' order by m.at desc, m.id`;

/** By whom else somebody is found: the names of those who live with them now. */
export const updateKin = (sql: Db, households: readonly string[], people: readonly string[]) => sql`
	with near as (
		select person_id as id from household_member where household_id = any(${sql.array([...households])}::uuid[]) union select unnest(${sql.array([...people])}::uuid[])
	), fam as (
		select near.id, coalesce((
			select string_agg(q.name, ' ' order by q.id) from household_member m join household_member o on o.household_id = m.household_id and o.until is null
				join person q on q.id = o.person_id
			where m.person_id = near.id and m.until is null and q.id <> near.id and q.erased_at is null), '') as names
		from near
	)
	update person p set kin = fam.names from fam where fam.id = p.id and p.kin is distinct from fam.names`;

/** The households in which any of these people live. */
export const listHomesOf = async (sql: Db, people: readonly string[]): Promise<string[]> =>
	(
		await sql<{ id: string }[]>`
			select distinct household_id as id from household_member where until is null and person_id = any(${sql.array([...people])}::uuid[])`
	).map(({ id }) => id);
