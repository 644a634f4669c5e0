import type { Db } from '#platform/db.server.ts';
import type { Locale } from './answers.ts';

/** `centreId`: of somebody's own words, a centre of where they live. */
export type RingRow = { id: string; about: string; browser: Buffer; locale: Locale; centreId: number | null };

export const insertRing = (sql: Db, r: RingRow & { at: Date; until: Date; atOnce: boolean }) => sql`
	insert into ring (id, about, browser, locale, made_at, until, at_once, centre_id)
	values (${r.id}, ${r.about}, ${r.browser}, ${r.locale}, ${r.at}, ${r.until}, ${r.atOnce}, ${r.centreId})
	on conflict (id) do update set browser = excluded.browser, locale = excluded.locale, until = excluded.until`;

/** Of one thing the newest are kept. */
export const keepNewestRings = (sql: Db, about: string, most: number) => sql`
	delete from ring where about = ${about} and id not in (select id from ring where about = ${about} order by made_at desc, id limit ${most})`;

/** Whether a number is still one to be called. */
export const isTicket = async (sql: Db, id: string): Promise<boolean> =>
	(await sql`select from ticket where id = ${id} and ended_at is null`).length > 0;

export const deleteRing = (sql: Db, id: string) => sql`delete from ring where id = ${id}`;

export const isRung = async (sql: Db, about: string): Promise<boolean> =>
	(await sql`select from ring where about = ${about} limit 1`).length > 0;

/** Whoever follows it is rung at an instant; an earlier one that still waits stands. */
export const dueRings = (sql: Db, about: string, at: Date) => sql`
	update ring set due_at = least(due_at, ${at}) where about = ${about}`;

/** Those that are due, each taken by one: what is taken is rung at most once. While people sleep, only those that ring at once. */
export const takeRings = (sql: Db, at: Date, asleep: boolean, most: number) => sql<RingRow[]>`
	update ring set due_at = null where id in (
		select id from ring where due_at <= ${at} and until > ${at} and (at_once or not ${asleep}) order by due_at, id limit ${most} for update skip locked
	) returning id, about, browser, locale, centre_id`;

export const clearRings = (sql: Db, at: Date) => sql`delete from ring where until <= ${at}`;
