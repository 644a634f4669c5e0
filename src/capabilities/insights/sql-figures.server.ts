import { addDays } from '#kernel/day.ts';
import type { Db, Fragment } from '#platform/db.server.ts';
import { monthOf, spanOf } from './rules-days.ts';

// Each figure once. Its number, the rows behind it and what it is out of are read from one fragment and cannot differ.
//
// A fragment is a select of everything that a figure looks at, a row each: `key` names the number that counts the row (null: none
// does), `inside` that the denominator has it, `beside` that it is told as left out. `id` opens a file, `what` and `word` are shown,
// never a name, `at` and `tie` order the rows; `centre` is where it was.

/** The centres that a figure is of. */
export type Places = readonly number[];
/** Days of which a figure is, both of them in it. */
type Days = { from: string; to: string };

const at = (sql: Db, centres: Places) => sql`any(${sql.array(centres as number[])}::int[])`;

/** Numbers of a day that wait; left out: people who left before they were called. */
export const waiting = (sql: Db, centres: Places, day: string): Fragment => sql`
	select centre_id as centre, null::uuid as id, 'A ' || number as what, arrived_at as at, matter as word, id as tie,
		case when state = 'waiting' then 'waiting' end as key, true as inside, state = 'left' as beside
	from ticket where centre_id = ${at(sql, centres)} and day = ${day}::date`;

/** Numbers of a day with the minutes until the first call. */
const called = (sql: Db, centres: Places, day: string): Fragment => sql`
	select t.*, extract(epoch from coalesce(p.waited, t.called_at - t.arrived_at)) / 60 as waited
	from ticket t left join lateral (
		select min(to_at) - min(from_at) as waited from ticket_period where ticket_id = t.id and state = 'waiting' and to_at is not null) p on true
	where t.centre_id = ${at(sql, centres)} and t.day = ${day}::date`;

/** People called on a day, by class; left out as above. */
export const served = (sql: Db, centres: Places, day: string): Fragment => sql`
	select centre_id as centre, null::uuid as id, 'A ' || number as what, called_at as at, matter as word, id as tie, waited,
		case when called_at is not null then priority end as key, true as inside, state = 'left' as beside
	from (${called(sql, centres, day)}) t`;

/** People called on the day before who had been told a range, by whether it was kept; left out: those to whom none could be told. */
export const kept = (sql: Db, centres: Places, day: string): Fragment => sql`
	select centre_id as centre, null::uuid as id, 'A ' || number as what, called_at as at, round(waited) || ' / ' || promised_to as word, id as tie,
		case when waited <= promised_to then 'right' when waited > promised_to then 'late' end as key,
		promised_to is not null as inside, promised_to is null as beside
	from (${called(sql, centres, addDays(day, -1))}) t where called_at is not null`;

/** Results of a day's month, by whether they came by their due day, not when they were fetched; left out: those whose procedure knows none. */
export const onTime = (sql: Db, centres: Places, day: string): Fragment => sql`
	select centre, id, coalesce(official_code, procedure_code) as what, done_at as at, procedure_code as word, id as tie,
		case when done_at < (due_on + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' then 'right' when due_on is not null then 'late' end as key,
		due_on is not null as inside, due_on is null as beside
	from results_since(${sql.array(centres as number[])}::int[], ${monthOf(day)}) d`;

/** Files whose clock runs, by their due day; left out: those that wait for the citizen (5, 6). 3, 7 and 8 ended otherwise. */
export const due = (sql: Db, centres: Places, day: string): Fragment => sql`
	select receiving_centre_id as centre, id, coalesce(official_code, procedure_code) as what, due_on::timestamp at time zone 'Asia/Ho_Chi_Minh' as at, procedure_code as word,
		id as tie, case when status in (5, 6) then null when due_on < ${day}::date then 'late' when due_on = ${day}::date then 'soon' end as key,
		status is null or status not in (5, 6) as inside, coalesce(status in (5, 6), false) as beside
	from case_file where receiving_centre_id = ${at(sql, centres)} and stage not in ('draft', 'void') and (status is null or status in (1, 2, 4, 5, 6))`;

/** Files with what they have come to (3, 7, 8 and 10 ended), read by an index of its own: what is in hand, and what ended on a day. */
const came = (sql: Db, centres: Places, which: Fragment): Fragment => sql`
	select receiving_centre_id as centre, id, coalesce(official_code, procedure_code) as what, made_at as at, procedure_code as word, id as tie,
		coalesce(status::text, stage) as key, true as inside, false as beside
	from case_file c where receiving_centre_id = ${at(sql, centres)} and stage not in ('draft', 'void') and ${which}`;

/** Files by their status, or their stage before they have one. Left out (`endedBefore`): what ended before today, which would dwarf what is in hand. */
export function status(sql: Db, centres: Places, day: string): Fragment {
	const { from, to } = spanOf(day);
	const onDay = sql`s.outside_at >= ${from} and s.outside_at < ${to}`;
	const today = sql`exists (select from case_status s where s.case_id = c.id and s.status = c.status and ${onDay})`;
	const inHand = sql`(stage <> 'filed' or status is null or status not in (3, 7, 10)) and (status is null or status not in (3, 7, 8, 10))`;
	return sql`${came(sql, centres, inHand)}
		union all ${came(sql, centres, sql`status in (3, 7, 8, 10) and id in (select s.case_id from case_status s where ${onDay}) and ${today}`)}`;
}

/** How many files ended otherwise than on a day: a number alone, because nobody opens all that ever were. */
export function endedBefore(sql: Db, centres: Places, day: string): Fragment {
	const { from, to } = spanOf(day);
	return sql`ended_outside(${sql.array(centres as number[])}::int[], ${from}, ${to})`;
}

/** Sessions at the desk by week and how they were done (`2026-07-13:self`; 2001 began on a Monday); left out: unfinished ones and those sent elsewhere. */
export const how = (sql: Db, centres: Places, { from, to }: Days): Fragment => sql`
	select centre_id as centre, null::uuid as id, topic as what, at, how as word, id as tie,
		(day - (day - '2001-01-01'::date) % 7)::text || ':' || how as key,
		how in ('self', 'guided', 'done-for') as inside, how in ('unfinished', 'referred') as beside
	from encounter where centre_id = ${at(sql, centres)} and session_id is not null and channel = 'counter' and day between ${from}::date and ${to}::date`;

/** Ratings of a day by score, and the people called on it; left out: as many of them as gave none. */
export const rating = (sql: Db, centres: Places, day: string): Fragment => sql`
	select centre_id as centre, null::uuid as id, way as what, at, score::text as word, id as tie, score::text as key, true as inside, false as beside
	from rating where centre_id = ${at(sql, centres)} and day = ${day}::date
	union all select centre_id, null, null, null, null, id, null, false, n > (select count(*) from rating where centre_id = ${at(sql, centres)} and day = ${day}::date)
	from (select id, centre_id, row_number() over () as n from ticket where centre_id = ${at(sql, centres)} and day = ${day}::date and called_at is not null) t`;
