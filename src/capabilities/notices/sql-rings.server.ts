import type { Db } from '#platform/db.server.ts';
import type { Locale } from './answers.ts';

/** `centreId`: of somebody's own words, a centre of where they live. */
export type RingRow = {
	id: string;
	about: string;
	browser: Buffer;
	locale: Locale;
	centreId: number | null;
	/** Of what is told to one of the staff: the browser in which they are signed in. */
	machineId: string | null;
};

export const insertRing = (sql: Db, r: RingRow & { at: Date; until: Date; atOnce: boolean }) => sql`
	insert into ring (id, about, browser, locale, made_at, until, at_once, centre_id, machine_id)
	values (${r.id}, ${r.about}, ${r.browser}, ${r.locale}, ${r.at}, ${r.until}, ${r.atOnce}, ${r.centreId}, ${r.machineId})
	on conflict (id) do update set browser = excluded.browser, locale = excluded.locale, until = excluded.until, machine_id = excluded.machine_id`;

/** Of one thing the newest are kept. */
export const keepNewestRings = (sql: Db, about: string, most: number) => sql`
	delete from ring where about = ${about} and id not in (select id from ring where about = ${about} order by made_at desc, id limit ${most})`;

/** Whether a number is still one to be called. It is called by nobody until whoever asks has ended: who calls it then knows that it is followed. Several who ask wait for each other, so that none of them keeps who calls it waiting for long. */
export const holdTicket = async (sql: Db, id: string): Promise<boolean> =>
	(await sql`select from ticket where id = ${id} and ended_at is null for no key update`).length > 0;

export const deleteRing = (sql: Db, id: string) => sql`delete from ring where id = ${id}`;

export const isRung = async (sql: Db, about: string): Promise<boolean> =>
	(await sql`select from ring where about = ${about} limit 1`).length > 0;

/** Whoever follows it is rung at an instant; an earlier one that still waits stands. */
export const dueRings = (sql: Db, about: string, at: Date) => sql`
	update ring set due_at = least(due_at, ${at}) where about = ${about}`;

/** Browsers of these staff are rung at an instant. */
export const dueStaffRings = (sql: Db, staff: readonly string[], at: Date) => sql`
	update ring set due_at = least(due_at, ${at}) where about = any(${sql.array([...staff])}::uuid[]) and machine_id is not null`;

/** A browser of one of the staff rings so often a day; what comes after waits for the next. */
const STAFF_MOST = 8;

/** Those that are due, each taken by one: what is taken is rung at most once. While people sleep, only those that ring at once. */
export const takeRings = (
	sql: Db,
	at: Date,
	{ day, asleep, most }: { day: string; asleep: boolean; most: number }
) => sql<RingRow[]>`
	update ring set due_at = null, rung_on = ${day}::date, rung_times = case when rung_on = ${day}::date then rung_times + 1 else 1 end where id in (
		select id from ring where due_at <= ${at} and until > ${at} and (at_once or not ${asleep})
			and (machine_id is null or rung_on is distinct from ${day}::date or rung_times < ${STAFF_MOST})
		order by due_at, id limit ${most} for update skip locked
	) returning id, about, browser, locale, centre_id, machine_id`;

/** Whether a browser is that of one of the staff who is signed in there, and sits at no desk with it. */
export const isOwnMachine = async (sql: Db, staff: string, machine: string, at: Date): Promise<boolean> =>
	(await sql<{ own: boolean }[]>`select is_own_machine(${staff}, ${machine}, ${at}) as own`)[0]!.own;

export const hasNews = async (sql: Db, staff: string, at: Date): Promise<boolean> =>
	(await sql<{ news: boolean }[]>`select staff_has_news(${staff}, ${at}) as news`)[0]!.news;

/** Whether the browser in which somebody of the staff is signed in is rung of what they are told. */
export const isMachineRung = async (sql: Db, staff: string, machine: string | null, at: Date): Promise<boolean> =>
	(await sql`select from ring where about = ${staff} and machine_id = ${machine} and until > ${at} limit 1`).length > 0;

/** Browsers that are no longer those of somebody who is signed in there; how many. */
export const forgetStaffRings = async (sql: Db, at: Date): Promise<number> =>
	(await sql<{ n: number }[]>`select forget_staff_rings(${at}) as n`)[0]!.n;

export const clearRings = (sql: Db, at: Date) => sql`delete from ring where until <= ${at}`;
