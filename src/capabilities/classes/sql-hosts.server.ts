import type { Db, Fragment } from '#platform/db.server.ts';
import type { LentLesson } from './lent-rolls.ts';
import type { Organisation, Part } from './rules-hosts.ts';

export type HostRow = { runId: string; organisation: Organisation; signedAt: Date | null; onPaper: boolean };
export type HandRow = {
	runId: string;
	staffId: string;
	name: string;
	part: Part;
	organisation: Organisation;
	namedBy: string;
};
export type TaskRow = {
	id: string;
	runId: string;
	organisation: Organisation;
	what: string;
	due: string;
	doneAt: Date | null;
};
type Added = { run: string; centre: number; by: string; at: Date };

export const insertHost = (sql: Db, { run, centre, by, at }: Added, organisation: Organisation) => sql`
	insert into class_host (run_id, organisation, centre_id, added_by, added_at) values (${run}, ${organisation}, ${centre}, ${by}, ${at})
	on conflict do nothing`;

const among = (sql: Db, runs: readonly string[]): Fragment => sql`run_id = any(${sql.array([...runs])}::uuid[])`;

/** Who holds each of these classes. */
export const listHosts = (sql: Db, runs: readonly string[]) => sql<HostRow[]>`
	select run_id, organisation, signed_at, on_paper from class_host where ${among(sql, runs)} order by added_at, organisation`;

export const signHost = (
	sql: Db,
	run: string,
	organisation: Organisation,
	{ by, at, onPaper }: { by: string; at: Date; onPaper: boolean }
) => sql`
	update class_host set signed_at = ${at}, signed_by = ${by}, on_paper = ${onPaper}
	where run_id = ${run} and organisation = ${organisation} and signed_at is null`;

/** Gone only while it has neither signed nor anything to see to. */
export const dropHost = (sql: Db, run: string, organisation: Organisation) => sql`
	delete from class_host h where h.run_id = ${run} and h.organisation = ${organisation} and h.signed_at is null
		and not exists (select from class_task t where t.run_id = h.run_id and t.organisation = h.organisation)`;

export const insertHand = (
	sql: Db,
	{ run, centre, by, at }: Added,
	{ staffId, name, part, organisation }: Omit<HandRow, 'namedBy' | 'runId'>
) => sql`
	insert into class_hand (run_id, staff_id, centre_id, part, organisation, name, named_by, named_at)
	values (${run}, ${staffId}, ${centre}, ${part}, ${organisation}, ${name}, ${by}, ${at}) on conflict do nothing`;

export const dropHand = (sql: Db, run: string, staff: string) =>
	sql`delete from class_hand where run_id = ${run} and staff_id = ${staff}`;

/** Who helps, looks on or is there for a host in each of these classes. */
export const listHandsOf = (sql: Db, runs: readonly string[]) => sql<HandRow[]>`
	select run_id, staff_id, name, part, organisation, named_by from class_hand where ${among(sql, runs)} order by part desc, named_at, name`;

export const insertTask = (
	sql: Db,
	{ run, centre, by, at }: Added,
	{ id, organisation, what, due }: Pick<TaskRow, 'id' | 'organisation' | 'what' | 'due'>
) => sql`
	insert into class_task (id, run_id, organisation, centre_id, what, due, made_by, made_at)
	values (${id}, ${run}, ${organisation}, ${centre}, ${what}, ${due}, ${by}, ${at})`;

const task = (sql: Db): Fragment => sql`id, run_id, organisation, what, due, done_at`;

/** What is to be seen to in each of these classes. */
export const listTasks = (sql: Db, runs: readonly string[]) =>
	sql<TaskRow[]>`select ${task(sql)} from class_task where ${among(sql, runs)} order by due, made_at, id`;

export const findTask = async (sql: Db, id: string): Promise<TaskRow | undefined> =>
	(await sql<TaskRow[]>`select ${task(sql)} from class_task where id = ${id}`)[0];

/** Done, or null: not done after all. */
export const setTask = (sql: Db, id: string, done: { by: string; at: Date } | null) => sql`
	update class_task set done_at = ${done?.at ?? null}, done_by = ${done?.by ?? null} where id = ${id}`;

export const dropTask = (sql: Db, id: string) => sql`delete from class_task where id = ${id} and done_at is null`;

/** Whether whoever acts stands before this class, helps or looks on in it, or is there for a host. */
export const helpsIn = async (sql: Db, run: string): Promise<boolean> =>
	(await sql<{ helps: boolean }[]>`select helps_in_class(${run}) as helps`)[0]!.helps;

export type HeldRow = { id: string; over: boolean; days: number };

/** The classes in which whoever acts is named. */
export const everyHeldOf = (sql: Db): Fragment => sql`
	select r.id from (select classes_of_hand() as id) h join class_run r on r.id = h.id and r.dropped_at is null`;

/** Those with when they are: the ones with a lesson to come first, then those that are over, the latest first. */
export const heldClassesOf = (sql: Db, which: Fragment): Fragment => sql`
	select id, over, days from (
		select r.id, d.next is null as over, coalesce(d.next - '2000-01-01'::date, '2000-01-01'::date - d.last) as days
		from (${everyHeldOf(sql)}) r cross join lateral (select min(day) filter (where closed_at is null) as next, max(day) as last from class_session where run_id = r.id) d) c
	where ${which} order by over, days, id`;

/** What follows one of them in that order, as it stood when it was shown. */
export const heldBeyond = (sql: Db, { id, over, days }: HeldRow): Fragment =>
	sql`(over, days, id) > (${over}, ${days}::int, ${id}::uuid)`;

/** Whether whoever acts is named in any class. */
export const isHand = async (sql: Db): Promise<boolean> =>
	(await sql<{ named: boolean }[]>`select has_class_of_hand() as named`)[0]!.named;

export type OnRoll = { personId: string; name: string | null; needs: string[] };
export const listOnRoll = (sql: Db, run: string) =>
	sql<OnRoll[]>`select person_id, name, needs from class_roll(${run})`;

/** How many signatures of whoever acts are missing. */
export const unsignedOf = (sql: Db): Fragment => sql`
	select count(*)::int from class_host h join class_run r on r.id = h.run_id join class_hand n on n.run_id = h.run_id and n.organisation = h.organisation
	where h.signed_at is null and r.dropped_at is null and n.staff_id = nullif(app_id(), '')::uuid`;

export type LentRow = Pick<LentLesson, 'day' | 'starts' | 'minutes' | 'venue' | 'closed' | 'roll' | 'no'> & {
	runId: string;
	template: string;
};

/** The lessons of somebody from a day to a day, with their rolls: for the phone that is bound to them. */
export const listLent = (sql: Db, staff: string, from: string, until: string) =>
	sql<LentRow[]>`select * from classes_lent(${staff}, ${from}, ${until})`;

/** At whom of these people whoever acts may look on, as the assessor of a class, on a day. */
export const lookedOnAmong = async (
	sql: Db,
	people: readonly string[],
	{ run, centre, day }: { run: string; centre: number; day: string }
): Promise<Set<string>> => {
	const rows = await sql<{ person: string }[]>`
		select person from unnest(${sql.array([...people])}::uuid[]) person where looks_on_in_class(${run}, person, ${centre}, ${day})`;
	return new Set(rows.map(({ person }) => person));
};

/** The form of the task that they did last, whoever looked on; null where none. */
export const lastForm = async (
	sql: Db,
	{ run, person, statement, day }: { run: string; person: string; statement: string; day: string }
): Promise<string | null> =>
	(
		await sql<{ form: string | null }[]>`
			select last_form_in_class(${run}, ${person}, ${statement}, ${day}) as form`
	)[0]!.form;
