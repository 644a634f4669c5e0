import type { Db, Fragment } from '#platform/db.server.ts';
import type { OwnPattern } from './answers.ts';
import type { PatternReason, VisitFact } from './rules-patterns.ts';

/** The days of which visits of a centre have arrived since a moment, by the calendar of the centres. */
export const listDaysArrived = async (sql: Db, centre: number, since: Date): Promise<string[]> =>
	(
		await sql<{ day: string }[]>`
			select distinct (ended_at at time zone 'Asia/Ho_Chi_Minh')::date::text as day from visit
			where centre_id = ${centre} and at >= ${since} order by 1`
	).map(({ day }) => day);

/** Every visit of a centre between two moments, with the hamlet of its door (0: none is known). */
export const listVisitFacts = (sql: Db, centre: number, { from, until }: { from: Date; until: Date }) => sql<
	(VisitFact & { helper: string; hamlet: number })[]
>`
	select visit, helper, household, outcome, ended_at, hamlet, lane, lane_doors, shown, needs from visit_facts(${centre}, ${from}, ${until})`;

type Asked = {
	id: string;
	centre: number;
	staff: string;
	day: string;
	kind: string;
	visits: readonly string[];
	hamlets: readonly number[];
	from: Date;
	minutes: number;
	at: Date;
};

/** Whether something was asked that was not asked before. */
export const askPattern = async (sql: Db, p: Asked): Promise<boolean> =>
	(
		await sql<{ asked: boolean }[]>`
			select ask_visit_pattern(${p.id}, ${p.centre}, ${p.staff}, ${p.day}::date, ${p.kind}, ${sql.array([...p.visits])}::uuid[],
				${sql.array([...p.hamlets])}::int[], ${p.from}, ${p.minutes}, ${p.at}) as asked`
	)[0]!.asked;

/** Whoever leads reads what was asked before a moment and not answered. */
export const openPatterns = (sql: Db, centre: number, before: Date, at: Date) => sql`
	update visit_pattern set opened_at = ${at}
	where centre_id = ${centre} and opened_at is null and settled_at is null and asked_at <= ${before}`;

const columns = (sql: Db) => sql`
	id, kind, day::text, cardinality(visits) as visits, from_at, minutes, asked_at, answer, answered_at, verdict, why, reason,
	actor_name('staff', settled_by::text) as settled_by, settled_at`;

/** What somebody was asked: what waits for them first, then the newest. */
export const ownPatternsOf = (sql: Db, staff: string): Fragment => sql`
	select ${columns(sql)} from visit_pattern where staff_id = ${staff} order by answered_at is not null or settled_at is not null, asked_at desc, id`;

export const countOwnAsked = (sql: Db): Fragment => sql`
	select count(*) from visit_pattern where staff_id::text = app_id() and answered_at is null and settled_at is null`;

/** What others were asked and whoever leads may read: what waits for them in the order in which it was answered, then the newest. No order of people. */
export const ledPatternsOf = (sql: Db, centre: number, me: string): Fragment => sql`
	select ${columns(sql)}, actor_name('staff', staff_id::text) as name,
		array(select p.name from place p where p.id = any(hamlets) order by p.name_plain) as hamlets
	from visit_pattern where centre_id = ${centre} and opened_at is not null and staff_id <> ${me}
	order by settled_at is not null, case when settled_at is null then coalesce(answered_at, opened_at) end, settled_at desc, id`;

export const countLedOpen = (sql: Db, centre: number): Fragment => sql`
	select count(*) from visit_pattern where centre_id = ${centre} and opened_at is not null and settled_at is null and staff_id::text <> app_id()`;

/** Of how many whoever leads reads nothing yet, and since when the first of them was asked. */
export const findAsked = async (sql: Db, centre: number): Promise<{ asked: number; since: Date | null }> =>
	(await sql<{ asked: number; since: Date | null }[]>`select asked, since from asked_patterns(${centre})`)[0]!;

export const lockPattern = async (sql: Db, id: string) =>
	(
		await sql<(Pick<OwnPattern, 'kind' | 'day' | 'answeredAt' | 'settledAt'> & { staffId: string })[]>`
			select staff_id, kind, day::text, answered_at, settled_at from visit_pattern where id = ${id} for no key update`
	)[0];

export const answerRow = (sql: Db, id: string, { words, at }: { words: string; at: Date }) => sql`
	update visit_pattern set answer = ${words}, answered_at = ${at}, opened_at = coalesce(opened_at, ${at}) where id = ${id}`;

type Settled = {
	verdict: 'stands' | 'not-counted';
	why: PatternReason | null;
	reason: string | null;
	by: string;
	at: Date;
};
export const settleRow = (sql: Db, id: string, s: Settled) => sql`
	update visit_pattern set verdict = ${s.verdict}, why = ${s.why}, reason = ${s.reason}, settled_by = ${s.by}, settled_at = ${s.at} where id = ${id}`;

export const clearPatterns = (sql: Db, before: Date) => sql`delete from visit_pattern where asked_at < ${before}`;
