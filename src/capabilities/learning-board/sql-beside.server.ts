import { addDays, instantOf } from '#kernel/day.ts';
import type { Db } from '#platform/db.server.ts';
import type { Balance } from './rules-board.ts';

const at = (sql: Db, centres: readonly number[]) => sql`any(${sql.array([...centres])}::int[])`;

type Told = { item: string; act: string; first: boolean; times: number };
type Days = { from: string; to: string };

/**
 * Of whoever finished a set between two days, both of them in it: what they did in their first whole set and in the last that they finished
 * there, by item, and how many had two. The first may lie long before. Staff alone are told, and of the centres at which they are.
 */
export async function firstAndLast(
	sql: Db,
	centres: readonly number[],
	{ from, to }: Days
): Promise<{ people: number; told: Told[] }> {
	const [begin, end] = [instantOf(from), instantOf(addDays(to, 1))];
	const rows = await sql<(Told & { people: number })[]>`
		select * from first_and_last(${sql.array([...centres])}::int[], ${begin}, ${end})`;
	return { people: rows[0]?.people ?? 0, told: rows.map(({ people: _, ...one }) => one) };
}

/** What organisations did in classes since a day: lessons taught and helped in are those that were held. */
export const listBalance = (sql: Db, centres: readonly number[], since: string, today: string) => sql<Balance[]>`
	with run as (select r.id, r.trainer_id from class_run r where r.centre_id = ${at(sql, centres)} and r.dropped_at is null
			and exists (select from class_session s where s.run_id = r.id and s.day between ${since}::date and ${today}::date)),
		held as (select s.run_id, count(*)::int as n from class_session s where s.closed_at is not null and s.day between ${since}::date and ${today}::date group by 1),
		did as (
			select h.organisation, 1 as invited, 0 as taught, 0 as helped, 0 as assessed, 0 as late from class_host h join run on run.id = h.run_id
			union all select coalesce(t.organisation, 'centre'), 0, held.n, 0, 0, 0 from run join held on held.run_id = run.id
				left join class_hand t on t.run_id = run.id and t.staff_id = run.trainer_id
			union all select h.organisation, 0, 0, held.n, 0, 0 from class_hand h join run on run.id = h.run_id join held on held.run_id = run.id where h.part = 'helper'
			union all select h.organisation, 0, 0, 0, 1, 0 from class_hand h join run on run.id = h.run_id where h.part = 'assessor'
			union all select k.organisation, 0, 0, 0, 0, 1 from class_task k join run on run.id = k.run_id
				where k.due < ${today}::date and (k.done_at is null or (k.done_at at time zone 'Asia/Ho_Chi_Minh')::date > k.due))
	select organisation, sum(invited)::int as invited, sum(taught)::int as taught, sum(helped)::int as helped, sum(assessed)::int as assessed, sum(late)::int as late
	from did group by organisation order by organisation`;
