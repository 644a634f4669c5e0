import type { Db } from '#platform/db.server.ts';
import type { Span } from './rules-days.ts';
import type { Places } from './sql.server.ts';

/** One line of what a figure counts: a number or code to find it by, when, and a word; never a name. `id` opens a file. */
export type CountedRow = { id: string | null; what: string; at: Date | null; word: string | null };
/** The same with how many there are in all; a long figure comes page by page, and its order says where each stands. */
export type CountedPart = CountedRow & { whole: number };
/** Rows of a figure on one page. */
export const PAGE = 500;

const at = (sql: Db, centres: Places) => sql`any(${sql.array(centres as number[])}::int[])`;

export const countedWaiting = (sql: Db, centres: Places, day: string) => sql<CountedPart[]>`
	select null::uuid as id, 'A ' || number as what, arrived_at as at, matter as word, count(*) over ()::int as whole from ticket
	where centre_id = ${at(sql, centres)} and day = ${day}::date and state = 'waiting' order by arrived_at`;

export const countedServed = (sql: Db, centres: Places, day: string, priority: string) => sql<CountedPart[]>`
	select null::uuid as id, 'A ' || number as what, called_at as at, matter as word, count(*) over ()::int as whole from ticket
	where centre_id = ${at(sql, centres)} and day = ${day}::date and called_at is not null and (${priority} = 'all' or priority = ${priority}) order by called_at`;

/** People of a day who were told a range, by whether it was kept. */
export const countedKept = (sql: Db, centres: Places, day: string, kept: boolean) => sql<CountedPart[]>`
	select null::uuid as id, 'A ' || number as what, called_at as at, round(waited) || ' / ' || promised_to as word, count(*) over ()::int as whole
	from (select t.number, t.called_at, t.promised_to, extract(epoch from (min(p.to_at) - min(p.from_at))) / 60 as waited
		from ticket t join ticket_period p on p.ticket_id = t.id and p.state = 'waiting' and p.to_at is not null
		where t.centre_id = ${at(sql, centres)} and t.day = ${day}::date and t.promised_to is not null and t.called_at is not null group by t.id) w
	where (waited <= promised_to) = ${kept} order by called_at`;

export const countedStatus = (sql: Db, centres: Places, status: number, { from, to }: Span, page: number) => sql<
	CountedPart[]
>`
	select id, coalesce(official_code, procedure_code) as what, made_at as at, procedure_code as word, count(*) over ()::int as whole from case_file c
	where receiving_centre_id = ${at(sql, centres)} and stage = 'filed' and status = ${status} and (status not in (3, 7, 8, 10)
		or exists (select from case_status s where s.case_id = c.id and s.status = c.status and s.outside_at >= ${from} and s.outside_at < ${to}))
	order by made_at desc, id limit ${PAGE} offset ${page * PAGE}`;

export const countedStage = (sql: Db, centres: Places, stage: string, page: number) => sql<CountedPart[]>`
	select id, procedure_code as what, made_at as at, procedure_code as word, count(*) over ()::int as whole from case_file
	where receiving_centre_id = ${at(sql, centres)} and stage = ${stage} and stage not in ('draft', 'void', 'filed') order by made_at desc, id limit ${PAGE} offset ${page * PAGE}`;

export const countedDue = (sql: Db, centres: Places, day: string, late: boolean, page: number) => sql<CountedPart[]>`
	select id, coalesce(official_code, procedure_code) as what, due_on::timestamp at time zone 'Asia/Ho_Chi_Minh' as at, procedure_code as word, count(*) over ()::int as whole from case_file
	where receiving_centre_id = ${at(sql, centres)} and stage not in ('draft', 'void') and (status is null or status in (1, 2, 4))
		and (case when ${late} then due_on < ${day}::date else due_on = ${day}::date end) order by due_on, id limit ${PAGE} offset ${page * PAGE}`;

export const countedOnTime = (sql: Db, centres: Places, since: Date, right: boolean, page: number) => sql<
	CountedPart[]
>`
	select id, official_code as what, done_at as at, procedure_code as word, count(*) over ()::int as whole
	from (select c.id, c.official_code, c.procedure_code, c.due_on, min(s.outside_at) as done_at from case_file c join case_status s on s.case_id = c.id and s.status = 9
		where c.receiving_centre_id = ${at(sql, centres)} and c.due_on is not null group by c.id) d
	where done_at >= ${since} and (done_at < (due_on + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh') = ${right} order by done_at desc, id limit ${PAGE} offset ${page * PAGE}`;

export const countedHow = (sql: Db, centres: Places, week: string, how: string, page: number) => sql<CountedPart[]>`
	select null::uuid as id, topic as what, at, how as word, count(*) over ()::int as whole from encounter
	where centre_id = ${at(sql, centres)} and session_id is not null and how = ${how} and date_trunc('week', day)::date = ${week}::date order by at desc, encounter.id limit ${PAGE} offset ${page * PAGE}`;

export const countedRatings = (sql: Db, centres: Places, day: string, score: number) => sql<CountedPart[]>`
	select null::uuid as id, way as what, at, score::text as word, count(*) over ()::int as whole from rating where centre_id = ${at(sql, centres)} and day = ${day}::date and score = ${score} order by at desc`;
