import type { Db, Fragment } from '#platform/db.server.ts';
import type { ToldAbout } from './answers.ts';
import { purposes, type Says } from '#platform/telling.server.ts';

/** So many calls are tried; after them it is read when they come by. */
export const CALLS = 3;

const callsOf = (sql: Db): Fragment => sql`
	select count(*)::int as tries, count(*) filter (where t.channel = 'call')::int as calls, max(t.handed_at) filter (where t.channel = 'call') as last_call_at
	from notice_try t where t.notice_id = n.id`;

/**
 * What is to be printed, is on paper, or costs too much this month is no matter of calls; nor what is only read to them when they come by,
 * but where they want calls instead of words.
 */
const isForCalls = (sql: Db): Fragment =>
	sql`coalesce(n.why, '') not in ('budget', 'letter', 'letter-out', 'letter-posted') and (not n.waits or n.why = 'wants-call')`;

/** Nor what was for a day that is over, or for something of its own to which they do not say yes any more. */
const stillStands = (sql: Db, at: Date): Fragment => {
	const own = purposes();
	return sql`(n.until is null or n.until > ${at}) and not exists (
		select from unnest(${sql.array(own.map(({ fact }) => fact))}, ${sql.array(own.map(({ purpose }) => purpose))}) as f (fact, purpose)
		where f.fact = n.fact and not may_be_used_for(n.of_id, f.purpose, ${at}))`;
};

/** What somebody at a centre has to be called for: nothing reached them, and they have not been called so often yet. */
export const toTellAt = (sql: Db, centre: number, staff: string, at: Date): Fragment => sql`
	select n.id, n.person_id as person, p.name, p.birth_year, p.hamlet, p.phone_sealed, n.fact, n.says, n.why, n.fact_at, n.of_id <> n.person_id as for_another,
		c.tries, c.calls, c.last_call_at, actor_name('staff', n.owner_id::text) as owner, coalesce(n.owner_id = ${staff}::uuid, false) as mine, coalesce(h.locale, 'vi') as locale
	from notice n join person o on o.id = n.person_id join person p on p.id = row_of(o.merged_into, o.id)
	left join notice_choice h on h.person_id = p.id cross join lateral (${callsOf(sql)}) c
	where n.centre_id = ${centre} and n.state = 'asks' and ${isForCalls(sql)} and ${stillStands(sql, at)} and c.calls < ${CALLS} and why_not_told(p.id) is null
	order by p.phone_sealed is null, n.must desc, c.last_call_at nulls first, n.fact_at, n.id`;

/** How many are to be called at a centre. */
export const countToTell = (sql: Db, centre: number, at: Date): Fragment => sql`
	select count(*) from notice n where n.centre_id = ${centre} and n.state = 'asks' and why_not_told(n.person_id) is null and ${isForCalls(sql)} and ${stillStands(sql, at)}
		and (select count(*) from notice_try t where t.notice_id = n.id and t.channel = 'call') < ${CALLS}`;

export const countUnread = async (sql: Db, person: string): Promise<number> =>
	(
		await sql<{ n: number }[]>`
			select count(*)::int as n from notice where person_id = any(same_as(${person})) and state = 'asks'`
	)[0]!.n;

export type ToldRow = {
	id: string;
	centreId: number;
	fact: string;
	says: Says;
	ofId: string;
	personId: string;
	ofName: string | null;
	factAt: Date;
	must: boolean;
	state: 'waiting' | 'out' | 'asks' | 'told' | 'over';
	why: string | null;
	mark: 0 | 1 | 2 | 3;
};

/** What somebody was told or has to be told, newest first; what has to be read to them stands above. */
export const toldTo = (sql: Db, person: string): Fragment => sql`
	select n.id, n.centre_id, n.fact, n.says, n.of_id, n.person_id, o.name as of_name, n.fact_at, n.must, n.state, n.why, n.mark
	from notice n left join person o on o.id = n.of_id
	where n.person_id = any(same_as(${person})) and n.why is distinct from 'known'
	order by n.state = 'asks' desc, n.fact_at desc, n.id`;

/** The last word about a thing, as far as it went, and what was heard of its last hand-over. */
export const listToldAbout = (sql: Db, about: string) => sql<ToldAbout[]>`
	select n.state, n.why, n.fact_at as at, (select t.said from notice_try t where t.notice_id = n.id order by t.handed_at desc, t.id limit 1) as tried
	from notice n where n.about = ${about} and n.why is distinct from 'known' order by n.fact_at desc, n.id limit 1`;

export const listStaffNames = (sql: Db, ids: readonly string[]) => sql<{ id: string; name: string | null }[]>`
	select i::text as id, actor_name('staff', i::text) as name from unnest(${sql.array([...ids])}::uuid[]) as i`;
