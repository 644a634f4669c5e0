import type { Db } from '#platform/db.server.ts';
import type { Busy } from './rules-days.ts';
import type { Organisation } from './rules-hosts.ts';
import type { TermPlan } from './rules-term.ts';

type By = { centre: number; by: string; at: Date };

export type VenueRow = { id: string; name: string; capacity: number; stepFree: boolean; power: boolean };

export const insertVenue = (sql: Db, { centre, by, at }: By, { id, name, capacity, stepFree, power }: VenueRow) => sql`
	insert into class_venue (id, centre_id, name, capacity, step_free, power, made_by, made_at)
	values (${id}, ${centre}, ${name}, ${capacity}, ${stepFree}, ${power}, ${by}, ${at})`;

export const dropVenue = (sql: Db, id: string) => sql`delete from class_venue where id = ${id}`;

export const listVenues = (sql: Db, centre: number) => sql<VenueRow[]>`
	select id, name, capacity, step_free, power from class_venue where centre_id = ${centre} order by name, id`;

export type TeacherRow = { staffId: string; organisation: Organisation };

export const insertTeacher = (sql: Db, { centre, by, at }: By, { staffId, organisation }: TeacherRow) => sql`
	insert into class_teacher (centre_id, staff_id, organisation, made_by, made_at) values (${centre}, ${staffId}, ${organisation}, ${by}, ${at})
	on conflict do nothing`;

export const dropTeacher = (sql: Db, centre: number, staff: string) =>
	sql`delete from class_teacher where centre_id = ${centre} and staff_id = ${staff}`;

export const listTeachers = (sql: Db, centre: number) =>
	sql<TeacherRow[]>`select staff_id, organisation from class_teacher where centre_id = ${centre} order by staff_id`;

export type WishRow = {
	id: string;
	template: string;
	hamletId: number | null;
	hamlet: string | null;
	learners: number;
	perWeek: number;
	weekdays: number[];
	starts: string[];
	minutes: number;
	stepFree: boolean;
	power: boolean;
	since: string;
};

export const insertWish = (sql: Db, { centre, by, at }: By, w: Omit<WishRow, 'hamlet'>) => sql`
	insert into class_wish (id, centre_id, template, hamlet_id, learners, per_week, weekdays, starts, minutes, step_free, power, since, made_by, made_at)
	values (${w.id}, ${centre}, ${w.template}, ${w.hamletId}, ${w.learners}, ${w.perWeek}, ${sql.array(w.weekdays, 23)}::int[], ${sql.array(w.starts)}::text[], ${w.minutes},
		${w.stepFree}, ${w.power}, ${w.since}, ${by}, ${at})`;

export const dropWish = (sql: Db, id: string) => sql`delete from class_wish where id = ${id} and run_id is null`;

/** Classes that are wished for and not opened, those that wait longest first. */
export const listWishes = (sql: Db, centre: number) => sql<WishRow[]>`
	select w.id, w.template, w.hamlet_id, h.name as hamlet, w.learners, w.per_week, w.weekdays, w.starts, w.minutes, w.step_free, w.power, w.since
	from class_wish w left join place h on h.id = w.hamlet_id where w.centre_id = ${centre} and w.run_id is null order by w.since, w.made_at, w.id`;

export const setWishRun = (sql: Db, id: string, run: string) =>
	sql`update class_wish set run_id = ${run} where id = ${id} and run_id is null`;

export type TermRow = {
	id: string;
	centreId: number;
	fromDay: string;
	untilDay: string;
	plan: TermPlan | null;
	openedAt: Date | null;
};

export const insertTerm = (sql: Db, { centre, by, at }: By, t: { id: string; from: string; until: string }) => sql`
	insert into class_term (id, centre_id, from_day, until_day, asked_by, asked_at) values (${t.id}, ${centre}, ${t.from}, ${t.until}, ${by}, ${at})`;

const term = (sql: Db) => sql`id, centre_id, from_day, until_day, plan, opened_at`;

export const findTerm = async (sql: Db, id: string): Promise<TermRow | undefined> =>
	(await sql<TermRow[]>`select ${term(sql)} from class_term where id = ${id}`)[0];

/** The draft that was asked for last. */
export const findLastTerm = async (sql: Db, centre: number): Promise<TermRow | undefined> =>
	(
		await sql<TermRow[]>`select ${term(sql)} from class_term where centre_id = ${centre} order by asked_at desc limit 1`
	)[0];

export const writePlan = (sql: Db, id: string, plan: TermPlan, at: Date) => sql`
	update class_term set plan = ${sql.json(plan as never)}, planned_at = ${at} where id = ${id} and plan is null`;

export const openedTerm = (sql: Db, id: string, at: Date) =>
	sql`update class_term set opened_at = ${at} where id = ${id} and opened_at is null`;

/** What stands already from a day on: at a centre, and whatever some people do elsewhere. */
export const listDuties = (sql: Db, who: readonly string[], centre: number, from: string) =>
	sql<Busy[]>`select * from duties_of(${sql.array([...who])}::uuid[], ${centre}, ${from})`;

export type AskingRow = { hamletId: number; hamlet: string; template: string; learners: number; since: string };
/** Hamlets in which at least three ask for the same, sit in no class, and have none of it near. */
export const listAsking = (sql: Db, centre: number, today: string) =>
	sql<AskingRow[]>`select * from learners_by_hamlet(${centre}, ${today})`;
