import type { Db, Fragment } from '#platform/db.server.ts';
import type { Channel, TrySaid } from './answers.ts';
import { NO_COSTS, type Costs } from './rules-costs.ts';

const shown = (sql: Db): Fragment => sql`sms, sms_second, zalo, letter, budget, unmarked`;

export const findCosts = async (sql: Db, centre: number): Promise<Costs> =>
	(await sql<Costs[]>`select ${shown(sql)} from notice_cost where centre_id = ${centre}`)[0] ?? NO_COSTS;

/** A row to hold, also where nothing was set yet. */
export const beginCosts = (sql: Db, centre: number, by: string, at: Date) => sql`
	insert into notice_cost (centre_id, unmarked, changed_by, changed_at) values (${centre}, ${NO_COSTS.unmarked}, ${by}, ${at}) on conflict (centre_id) do nothing`;

/** The same, held until whoever asks has spent: what the next one sums up holds it. */
export const holdCosts = async (sql: Db, centre: number): Promise<Costs> =>
	(await sql<Costs[]>`select ${shown(sql)} from notice_cost where centre_id = ${centre} for update`)[0] ?? NO_COSTS;

export const putCosts = (sql: Db, c: Costs & { centre: number; by: string; at: Date }) => sql`
	insert into notice_cost (centre_id, sms, sms_second, zalo, letter, budget, unmarked, changed_by, changed_at)
	values (${c.centre}, ${c.sms}, ${c.smsSecond}, ${c.zalo}, ${c.letter}, ${c.budget}, ${c.unmarked}, ${c.by}, ${c.at})
	on conflict (centre_id) do update set sms = excluded.sms, sms_second = excluded.sms_second, zalo = excluded.zalo, letter = excluded.letter, budget = excluded.budget,
		unmarked = excluded.unmarked, changed_by = excluded.changed_by, changed_at = excluded.changed_at`;

/** Whatever was handed to a carrier of a centre since an instant: words for people, and those that staff tried out (no `fact`: a number was proved). */
const handed = (sql: Db, centre: number, since: Date): Fragment => sql`
	select t.id, n.fact, false as test, n.must, t.channel, t.said, t.handed_at, coalesce(t.parts, t.planned, 1) as parts, t.price
	from notice_try t join notice n on n.id = t.notice_id
	where t.centre_id = ${centre} and t.handed_at >= ${since} and t.channel not in ('call', 'met')
	union all
	select t.id, t.fact, true, false, t.channel, t.said, t.handed_at, coalesce(t.parts, t.planned), t.price from notice_test t
	where t.centre_id = ${centre} and t.handed_at >= ${since}`;

/** What certainly was not taken costs nothing, nor a letter that somebody gave into their hands; what nobody knows may have been. */
const cost = (sql: Db): Fragment =>
	sql`case when h.said in ('refused', 'unsent') or h.channel = 'letter' and h.said = 'arrived' then 0 else h.price::bigint * h.parts end`;

export const sumSpent = async (sql: Db, centre: number, since: Date): Promise<number> =>
	Number(
		(
			await sql<{ spent: string }[]>`
				select coalesce(sum(${cost(sql)}), 0) as spent from (${handed(sql, centre, since)}) h`
		)[0]!.spent
	);

export type Sum = { name: string; words: number; parts: number; unpriced: number; spent: string };

/** The same by what carried it (`channel`), or by what it said (`fact`; of a word tried out, `test`). */
export const listSpent = (sql: Db, centre: number, since: Date, by: 'channel' | 'fact') => sql<Sum[]>`
	select ${by === 'channel' ? sql`h.channel` : sql`case when h.test then 'test' else h.fact end`} as name, count(*)::int as words, sum(h.parts)::int as parts,
		(count(*) filter (where h.price is null and h.channel not in ('push', 'email')))::int as unpriced, coalesce(sum(${cost(sql)}), 0) as spent
	from (${handed(sql, centre, since)}) h group by 1 order by 5 desc, 2 desc, 1`;

export type SpentRow = {
	id: string;
	fact: string | null;
	test: boolean;
	must: boolean;
	channel: Channel;
	said: TrySaid;
	handedAt: Date;
	parts: number;
	price: number | null;
	cost: string | null;
};

/** Each hand-over that such a figure counts, the newest first. */
export const spentOn = (
	sql: Db,
	centre: number,
	since: Date,
	of: { channel: string | null; fact: string | null }
): Fragment => sql`
	select h.*, ${cost(sql)} as cost from (${handed(sql, centre, since)}) h
	where (${of.channel}::text is null or h.channel = ${of.channel}) and (${of.fact}::text is null or case when h.test then 'test' else h.fact end = ${of.fact})
	order by h.handed_at desc, h.id`;

/** How many words wait to be read, because no money was left for them. */
export const countHeldBack = async (sql: Db, centre: number): Promise<number> =>
	(
		await sql<{ n: number }[]>`
			select count(*)::int as n from notice where centre_id = ${centre} and state = 'asks' and why = 'budget'`
	)[0]!.n;
