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
	from need n join person o on o.id = n.person_id join person p on p.id = coalesce(o.merged_into, o.id)
	cross join (values (30), (90)) as f (after_days)
	where n.centre_id = ${centre} and n.outcome = 'met' and n.outcome_on + f.after_days <= ${day}::date
		and not exists (select from need_follow_up u where u.need_id = n.id and u.met_on = n.outcome_on and u.after_days = f.after_days)
		and p.phone_sealed is not null and p.erased_at is null and may_be_used_for(p.id, 'follow-up-call', ${at})`;

/** Who may be called for the campaign. Only who was asked is looked at, so that a large register costs nothing. */
export const toInvite = (sql: Db, commune: number, at: Date): Fragment => sql`
	select p.id as person, p.name, p.hamlet, p.phone_sealed, null::text as about
	from person p
	where p.commune_id = ${commune} and p.merged_into is null and p.erased_at is null and p.phone_sealed is not null
		and exists (select from consent c where c.person_id = any(same_as(p.id)) and c.purpose = 'campaign-call')
		and may_be_used_for(p.id, 'campaign-call', ${at})`;

export const findMayBeUsed = async (sql: Db, person: string, purpose: string, at: Date): Promise<boolean> =>
	(await sql<{ may: boolean }[]>`select may_be_used_for(${person}, ${purpose}, ${at}) as may`)[0]!.may;

type Called = { rows: number; people: number };

/** How many lines such a list has, and of how many people. */
export const countCallable = async (sql: Db, list: Fragment): Promise<Called> =>
	(await sql<Called[]>`select count(*)::int as rows, count(distinct person)::int as people from (${list}) l`)[0]!;

export const listCallable = (sql: Db, list: Fragment, rows: number, from: number) =>
	sql<Callable[]>`select * from (${list}) l order by hamlet, name, person, about limit ${rows} offset ${from}`;
