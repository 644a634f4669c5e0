import type { Db } from '#platform/db.server.ts';
import type { Locale, TrySaid } from './answers.ts';
import type { ReachKind } from './answers-texts.ts';
import type { Carried } from './port.ts';

export type StaffReachRow = {
	kind: ReachKind;
	sealed: Buffer;
	asked: Buffer | null;
	provedAt: Date | null;
};

/** Where somebody of the staff is reached, for themself. */
export const listOwnReach = (sql: Db, staff: string) => sql<StaffReachRow[]>`
	select kind, sealed, asked, proved_at from notice_staff where staff_id = ${staff} order by kind`;

type Kept = { staff: string; kind: ReachKind; sealed: Buffer; asked: Buffer; at: Date };

/** Another number has to be proved anew. */
export const putReach = (sql: Db, r: Kept) => sql`
	insert into notice_staff (staff_id, kind, sealed, asked, kept_at) values (${r.staff}, ${r.kind}, ${r.sealed}, ${r.asked}, ${r.at})
	on conflict (staff_id, kind) do update set sealed = excluded.sealed, asked = excluded.asked, kept_at = excluded.kept_at, proved_at = null`;

export const deleteReach = (sql: Db, staff: string, kind: ReachKind) => sql`
	delete from notice_staff where staff_id = ${staff} and kind = ${kind}`;

/** Only what was asked of: another number that came meanwhile is proved by its own digits. */
export const proveReachRow = (sql: Db, staff: string, kind: ReachKind, asked: Buffer, at: Date) => sql`
	update notice_staff set proved_at = ${at}, asked = null where staff_id = ${staff} and kind = ${kind} and proved_at is null and asked = ${asked}`;

/** Whoever of a centre's staff is reached today, sealed: for the house alone. */
export const listStaffReached = (sql: Db, centre: number) =>
	sql<{ staffId: string; kind: ReachKind; sealed: Buffer }[]>`select * from staff_reached(${centre})`;

export const countStaffReached = async (sql: Db, centre: number): Promise<number> =>
	(await sql<{ n: number }[]>`select count_staff_reached(${centre}) as n`)[0]!.n;

/** Where whoever has left was reached goes; how many. */
export const forgetStaffReached = async (sql: Db): Promise<number> =>
	(await sql<{ n: number }[]>`select forget_staff_reached() as n`)[0]!.n;

export type TestRow = {
	id: string;
	centreId: number;
	staffId: string;
	fact: string | null;
	channel: Carried;
	locale: Locale;
	words: Buffer;
	said: TrySaid;
	fault: string | null;
	handedAt: Date;
};

type NewTest = Omit<TestRow, 'centreId' | 'staffId' | 'said' | 'fault' | 'handedAt'> & {
	centre: number;
	by: string;
	price: number | null;
	planned: number;
	at: Date;
};

export const insertTest = (sql: Db, t: NewTest) => sql`
	insert into notice_test (id, centre_id, staff_id, fact, channel, locale, words, said, waits, price, planned, handed_at)
	values (${t.id}, ${t.centre}, ${t.by}, ${t.fact}, ${t.channel}, ${t.locale}, ${t.words}, 'handed', true, ${t.price}, ${t.planned}, ${t.at})`;

/** How many somebody has tried out since an instant; of `proofs` alone, how often a number was to be proved. */
export const countTests = async (sql: Db, staff: string, since: Date, proofs: boolean): Promise<number> =>
	(
		await sql<{ n: number }[]>`
			select count(*)::int as n from notice_test where staff_id = ${staff} and handed_at >= ${since} and (fact is null or not ${proofs})`
	)[0]!.n;

const shown = (sql: Db) => sql`id, centre_id, staff_id, fact, channel, locale, words, said, fault, handed_at`;

export const listOwnTests = (sql: Db, staff: string, most: number) => sql<TestRow[]>`
	select ${shown(sql)} from notice_test where staff_id = ${staff} order by handed_at desc limit ${most}`;

export const listWaitingTests = (sql: Db, most: number) => sql<{ id: string; centreId: number; staffId: string }[]>`
	select id, centre_id, staff_id from notice_test where waits order by handed_at limit ${most}`;

export const findTest = async (sql: Db, id: string): Promise<TestRow | undefined> =>
	(await sql<TestRow[]>`select ${shown(sql)} from notice_test where id = ${id}`)[0];

/** It is given to whoever carries it, by one alone: whoever comes second finds none. */
export const takeTest = async (sql: Db, id: string): Promise<TestRow | undefined> =>
	(await sql<TestRow[]>`update notice_test set waits = false where id = ${id} and waits returning ${shown(sql)}`)[0];

type HeardOf = {
	said: TrySaid;
	over: readonly TrySaid[];
	ref: string | null;
	parts: number | null;
	fault: string | null;
	at: Date;
};

/** What was heard of it, where it says more than what is known already. */
export const hearTestRow = (sql: Db, id: string, h: HeardOf) => sql`
	update notice_test set said = ${h.said}, ref = coalesce(${h.ref}, ref), parts = coalesce(${h.parts}, parts), fault = ${h.fault}, said_at = ${h.at}
	where id = ${id} and said = any(${sql.array([...h.over])})`;

export const findTestOfReceipt = async (sql: Db, channel: Carried, own: string | null, ref: string | null) =>
	(
		await sql<{ id: string; centreId: number; staffId: string }[]>`
			select id, centre_id, staff_id from notice_test where channel = ${channel} and (id = ${own}::uuid or (${own}::uuid is null and ref = ${ref})) limit 1`
	)[0];

/** Words that were tried out before an instant go. */
export const clearTests = (sql: Db, before: Date) => sql`delete from notice_test where handed_at < ${before}`;
