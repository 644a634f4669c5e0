// What five years leave behind, table by table: each row of the demo’s own days stands for many like it, further back.

/** `of`: so many rows at full scale, or the table whose rows have just as many copies. `where`: which rows of the demo are like those that are long over. `set`: what is different in a copy; `t` is the row, `k` its copy, `back` how far; `copied` and `placed` say which copy of a row or of a place it points to. */
export type Layer = {
	table: string;
	of: number | string;
	where?: string;
	/** What the copies are made of, where the demo holds too few of them. */
	from?: string;
	set?: Readonly<Record<string, string>>;
	/** Copies begin no later than so many weeks ago: what reaches into the future would not be over. */
	weeks?: number;
};

/** The register: 200,000 people, of whom the demo’s own are some. Every other table points to them. */
export const PEOPLE = 200_000;
/** Hamlets and lanes: some hundreds of households live in one. */
const PLACES = 500;

const FAMILY = "(array['Sương','Gió','Mây','Nắng','Mưa','Suối','Thông','Cúc','Mận','Đào','Trúc','Lau'])";
const MIDDLE = "(array['Thị','Văn','Thu','Đức','Ngọc','Xuân','Hữu','Minh','Thanh','Quang'])";
const GIVEN =
	"(array['Sen','Súng','Bưởi','Chanh','Quế','Hồi','Nhài','Lựu','Na','Ổi','Tre','Lim','Dừa','Mít','Xoan','Gạo','Sậy','Bần','Lúa','Sim','Bách','Tùng','Huệ','Lan','Ngô','Khoai','Đậu','Vừng','Kê','Hiên'])";
const hash = "abs(hashtext(t.id::text || '/' || k))";

export const layers: readonly Layer[] = [
	{
		table: 'person',
		of: PEOPLE,
		where: 'erased_at is null and merged_into is null',
		set: {
			name: `${FAMILY}[1 + ${hash} % 12] || ' ' || ${MIDDLE}[1 + ${hash} / 12 % 10] || ' ' || ${GIVEN}[1 + ${hash} / 120 % 30] || ' ' || ${GIVEN}[1 + ${hash} / 3600 % 30]`,
			name_plain: 'null',
			birth_date: 't.birth_date',
			number_hash: 'null',
			number_sealed: 'null',
			number_key: 'null',
			phone_hash: 'null',
			hamlet_id: 'placed(t.hamlet_id)',
			hamlet: "t.hamlet || coalesce(' ' || nullif((placed(t.birth_year) - t.birth_year) / 1000000, 0), '')"
		}
	},
	{
		table: 'place',
		of: PLACES,
		where: "kind in ('hamlet', 'lane') and valid_to is null",
		set: {
			id: 't.id + k * 1000000',
			parent_id: "case t.kind when 'lane' then t.parent_id + k * 1000000 else t.parent_id end",
			name: "t.name || ' ' || k",
			code: "t.code || '/' || k",
			boundary: 'null'
		}
	},
	{ table: 'dwelling', of: 80_000, set: { hamlet_id: 'placed(t.hamlet_id)', lane_id: 'placed(t.lane_id)' } },
	{ table: 'household', of: 'dwelling', set: { book: "t.book || '/' || k" } },
	{ table: 'household_member', of: 180_000, set: { person_id: 'copied(t.person_id, k)' } },
	{ table: 'need_found', of: 10_000, set: { person_id: 'copied(t.person_id, k)' } },
	{
		table: 'case_file',
		of: 500_000,
		where: 'status = 10',
		set: { official_code: "t.official_code || '/' || k", status: 'case when k % 1000 = 0 then 9 else 10 end' }
	},
	{ table: 'case_status', of: 'case_file', where: 'case_id in (select id from case_file where status = 10)' },
	{
		table: 'case_paper',
		of: 'case_file',
		where: 'case_id in (select id from case_file where status = 10) and sha256 is null'
	},
	{
		table: 'case_answer',
		of: 'case_file',
		where: 'case_id in (select id from case_file where status = 10) and id % 4 = 0',
		set: { values_sealed: 'array_fill(null::bytea, array[cardinality(t.questions)])' }
	},
	{
		table: 'confirmation',
		of: 'case_file',
		where: 'case_id in (select id from case_file where status = 10)',
		set: { words_sealed: 'null' }
	},
	{ table: 'fee_line', of: 'case_file', where: 'case_id in (select id from case_file where status = 10)' },
	{
		table: 'ticket',
		of: 1_000_000,
		where: 'ended_at is not null',
		set: { number: 't.number + 100 * k', note: 'null' }
	},
	{ table: 'ticket_period', of: 'ticket', where: 'ticket_id in (select id from ticket where ended_at is not null)' },
	{ table: 'line', of: 1300, set: { day: 't.day - 60 * k' } },
	{ table: 'assisted_session', of: 600_000, where: 'ended_at is not null' },
	{ table: 'encounter', of: 'assisted_session' },
	{ table: 'rating', of: 'assisted_session' },
	{ table: 'rating_chance', of: 600_000 },
	{
		table: 'need',
		of: 100_000,
		set: {
			outcome: "coalesce(t.outcome, 'met')",
			outcome_on: 'coalesce(t.outcome_on, t.made_at::date + 9) - back',
			// As the database keeps it: no trigger is asked here.
			asked: 'true',
			note: 'null'
		}
	},
	{
		// Everybody was asked again, after thirty days and after ninety.
		table: 'need_follow_up',
		of: 'need',
		from: `select n.id as need_id, coalesce(n.outcome_on, n.made_at::date + 9) as met_on, d.days as after_days, 'alone' as answer, n.centre_id,
			(select id from staff order by id limit 1) as answered_by, n.made_at + make_interval(days => d.days) as at from need n cross join (values (30), (90)) d (days)`
	},
	{ table: 'notice', of: 300_000, where: "state = 'over'" },
	{
		table: 'staff_notice',
		of: 100_000,
		set: { read_at: 't.made_at - back', mail_at: 'null' }
	},
	// Sessions are kept for ninety days: no year adds to them.
	{ table: 'staff_session', of: 20_000, set: { expires_at: 't.made_at - back', revoked_at: 't.made_at - back' } },
	{
		table: 'support_ticket',
		of: 200_000,
		where: 'person_id is not null or staff_id is not null or caller is not null',
		set: { number: 't.number + 10 * k', state: "'over'", caller: 'null', phone: 'null', rings_at: 'null', rung: 'null' }
	},
	{ table: 'support_event', of: 'support_ticket', set: { words: 'null', until: 'null' } },
	{ table: 'visit_slip', of: 40_000, set: { number: 't.number + 100 * k' } },
	{ table: 'home_visit', of: 20_000, set: { ended: "'done'", ended_at: 't.asked_at - back' } },
	{ table: 'class_run', of: 2000, weeks: 14 },
	{
		table: 'class_session',
		of: 'class_run',
		weeks: 14,
		set: {
			closed_at: 't.day - back + time $$17:00$$',
			closed_by: '(select r.made_by from class_run r where r.id = t.run_id)'
		}
	},
	{
		table: 'class_seat',
		of: 'class_run',
		weeks: 14,
		set: { state: "case when t.state = 'offered' then 'left' else t.state end", offered_until: 'null' }
	},
	{ table: 'class_mark', of: 'class_run', weeks: 14 },
	{ table: 'class_hand', of: 'class_run', weeks: 14 },
	{
		table: 'class_host',
		of: 'class_run',
		weeks: 14,
		// Somebody never signs: one of twenty.
		set: {
			signed_at: 'case when k % 20 > 0 then coalesce(t.signed_at, t.added_at) - back end',
			signed_by: 'case when k % 20 > 0 then coalesce(t.signed_by, t.added_by) end'
		}
	},
	{ table: 'practice_answer', of: 400_000, set: { set_no: 't.set_no + 100 * k' } },
	{ table: 'skill_evidence', of: 200_000 }
];

/** What is written of everything: 20 million rows between them, and what belongs to each command. */
export const WRITTEN = { journal: 10_000_000, look: 10_000_000, request: 10_000_000, delivery: 5_000_000 };

const TODAY = "(now() at time zone 'Asia/Ho_Chi_Minh')::date";
const SHOWN = `generate_series(${TODAY} - 30, ${TODAY} - 1, interval '1 day')`;

/** What is kept of the register by the hamlet: no trigger marked what was copied. */
export const MARKED: readonly string[] = [
	'insert into changed_doors (commune_id, hamlet_id) select distinct commune_id, coalesce(hamlet_id, 0) from dwelling',
	"insert into changed_people (commune_id, hamlet, elsewhere) select distinct commune_id, case when elsewhere then '' else coalesce(hamlet, '') end, elsewhere from person",
	`do $$ begin
		perform set_config('app.kind', 'system', true);
		perform keep_register(extract(year from ${TODAY})::int - 60, extract(year from ${TODAY})::int - 75, 1000, 1000);
	end $$`,
	'vacuum (analyze) kept_doors, kept_people, changed_doors, changed_people'
];

/** What is kept beside the rows by triggers and by the night: neither was asked while they were copied. */
export const KEPT: readonly string[] = [
	'truncate case_over_day',
	"insert into case_over_day select receiving_centre_id, case_day(made_at), count(*) from case_file where stage = 'filed' and status in (3, 7, 10) group by 1, 2",
	'vacuum (analyze) case_over_day',
	// Days that are over, as the house would have counted them when they were.
	'truncate look_day, look_day_over',
	`insert into look_day_over select g::date from ${SHOWN} g`,
	`insert into look_day select s.id, c.* from staff s cross join ${SHOWN} g cross join lateral looks_by_day(s.id, g::date, g::date) c`,
	'vacuum (analyze) look_day',
	// How items were answered in the year before today: the house had counted an empty one.
	'truncate item_counted, item_figure',
	`insert into item_counted select id, (${TODAY} - 365)::timestamp at time zone 'Asia/Ho_Chi_Minh', ${TODAY}::timestamp at time zone 'Asia/Ho_Chi_Minh' from centre`,
	'insert into item_figure select k.centre_id, f.* from item_counted k cross join lateral item_figures_of(array[k.centre_id], k.since, k.until) f',
	'vacuum (analyze) item_figure',
	'truncate practice_set',
	'select keep_practice_sets(array(select distinct person_id from practice_answer))',
	'vacuum (analyze) practice_set'
];
