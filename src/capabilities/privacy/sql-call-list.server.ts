import type { Db, Fragment } from '#platform/db.server.ts';

export type Callable = {
	person: string;
	name: string;
	hamlet: string | null;
	phoneSealed: Buffer;
	/** The kind of need that is asked about; null for an invitation. */
	about: string | null;
};

/** Who is to be asked again, and may be called for it: a row for each person and kind of need. */
export const toAskAgain = (sql: Db, centre: number, day: string, at: Date): Fragment => sql`
	select distinct p.id as person, p.name, p.hamlet, p.phone_sealed, n.kind as about
	from need n join person o on o.id = n.person_id
	cross join lateral (select p.* from person p where p.id in (o.id, o.merged_into) order by p.id = o.id limit 1) p
	cross join (values (30), (90)) as f (after_days)
	where n.centre_id = ${centre} and n.outcome = 'met' and not n.asked and n.outcome_on + f.after_days <= ${day}::date
		and not exists (select from need_follow_up u where u.need_id = n.id and u.met_on = n.outcome_on and u.after_days = f.after_days)
		and p.phone_sealed is not null and p.erased_at is null and may_be_used_for(p.id, 'follow-up-call', ${at})`;

/** Who may be called for the campaign. Only who was asked is looked at (`offset 0`), so that a large register costs nothing. */
export const toInvite = (sql: Db, commune: number, at: Date): Fragment => sql`
	select p.id as person, p.name, p.hamlet, p.phone_sealed, null::text as about
	from (select distinct coalesce(o.merged_into, o.id) as id from consent c join person o on o.id = c.person_id where c.purpose = 'campaign-call' offset 0) a
	cross join lateral (
		select p.* from person p
		where p.id = a.id and p.commune_id = ${commune} and p.merged_into is null and p.erased_at is null and p.phone_sealed is not null offset 0) p
	where may_be_used_for(p.id, 'campaign-call', ${at})`;

export const findMayBeUsed = async (sql: Db, person: string, purpose: string, at: Date): Promise<boolean> =>
	(await sql<{ may: boolean }[]>`select may_be_used_for(${person}, ${purpose}, ${at}) as may`)[0]!.may;

/** How many lines such a list has, and of how many people. */
type Counted = { whole: number; people: number };

/**
 * So many lines of such a list from one on, all of them where `rows` is null, and what the list counts. It is made once: whether
 * somebody may be called is asked of each.
 */
export async function listCallable(sql: Db, list: Fragment, rows: number | null, from: number) {
	const found = await sql<(Counted & (Callable | Record<keyof Callable, null>))[]>`
		with l as materialized (${list}), shown as (
			select * from l order by hamlet, name, person, about limit ${rows} offset ${from}
		)
		select shown.*, counted.* from (select count(*)::int as whole, count(distinct person)::int as people from l) counted
			left join shown on true order by hamlet, name, person, about`;
	const { whole, people } = found[0]!;
	return { whole, people, rows: found.flatMap((row) => (row.person === null ? [] : [row])) };
}
