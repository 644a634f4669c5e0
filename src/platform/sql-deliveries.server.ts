import type { Db, Fragment } from './db.server.ts';

export type Delivery = { id: number; journalId: number; listener: string; tries: number };
/** A delivery in hand: whoever settles it shows the lease under which it was taken, which a later taker has replaced. */
export type Leased = Delivery & { leaseUntil: Date };

type GivenUp = Delivery & {
	command: string;
	about: string | null;
	since: Date;
	gaveUpAt: Date;
	lastFault: string | null;
};

/** The next due delivery that no worker has, but this one. */
const leasing = (sql: Db, now: Date, leaseSeconds: number, but: number | null): Fragment => sql`
	update delivery set tries = tries + 1, lease_until = ${now}::timestamptz + make_interval(secs => ${leaseSeconds})
	where id = (
		select id from delivery
		where done_at is null and gave_up_at is null and due_at <= ${now} and (lease_until is null or lease_until < ${now})
			${but === null ? sql`` : sql`and id <> ${but}`}
		order by due_at, id
		for update skip locked
		limit 1
	)
	returning id, journal_id, listener, tries, lease_until`;

/**
 * Leases the next due delivery. The try is counted before it runs, so that a job that kills the worker counts too;
 * the lease is what frees it again.
 */
export const leaseDelivery = async (sql: Db, now: Date, leaseSeconds: number): Promise<Leased | undefined> =>
	(await sql<Leased[]>`${leasing(sql, now, leaseSeconds, null)}`)[0];

/** Tells the workers of all processes that there is something to deliver. */
export const notifyWorkers = (sql: Db) => sql`select pg_notify('journal', '')`;

type Held = Pick<Leased, 'id' | 'leaseUntil'>;

const finishing = (sql: Db, { id, leaseUntil }: Held, at: Date): Fragment => sql`
	update delivery set done_at = ${at}, lease_until = null, last_fault = null where id = ${id} and lease_until = ${leaseUntil}`;

export const finishDelivery = (sql: Db, held: Held, at: Date) => sql`${finishing(sql, held, at)}`;

/** The same, and leases the next. */
export const finishAndLease = async (
	sql: Db,
	held: Held,
	now: Date,
	leaseSeconds: number
): Promise<Leased | undefined> =>
	(await sql<Leased[]>`with finished as (${finishing(sql, held, now)}) ${leasing(sql, now, leaseSeconds, held.id)}`)[0];

export const postponeDelivery = (sql: Db, { id, leaseUntil }: Held, due: Date, fault: string) => sql`
	update delivery set due_at = ${due}, lease_until = null, last_fault = ${fault} where id = ${id} and lease_until = ${leaseUntil}`;

export const giveUpDelivery = (sql: Db, { id, leaseUntil }: Held, at: Date, fault: string) => sql`
	update delivery set gave_up_at = ${at}, lease_until = null, last_fault = ${fault} where id = ${id} and lease_until = ${leaseUntil}`;

export const retryDelivery = (sql: Db, id: number, at: Date) => sql`
	update delivery set gave_up_at = null, tries = 0, due_at = ${at} where id = ${id} and gave_up_at is not null and done_at is null`;

/** Clears what was delivered before an instant; how many, at most so many. */
export const clearDeliveries = async (sql: Db, before: Date, most: number): Promise<number> =>
	(await sql<{ gone: number }[]>`select clear_deliveries(${before}, ${most}) as gone`)[0]!.gone;

export const listGivenUp = (sql: Db) => sql<GivenUp[]>`
	select d.id, d.journal_id, d.listener, d.tries, j.command, j.about, j.at as since, d.gave_up_at, d.last_fault
	from delivery d join journal j on j.id = d.journal_id
	where d.gave_up_at is not null and d.done_at is null
	order by d.gave_up_at`;

/** The journal's rows of this place alone are seen, and so its deliveries. */
export const countGivenUp = (sql: Db): Fragment => sql`
	select count(*) from delivery d join journal j on j.id = d.journal_id where d.gave_up_at is not null and d.done_at is null`;

export const countGivenUpHere = async (sql: Db): Promise<number> =>
	(await sql<{ count: number }[]>`select (${countGivenUp(sql)})::int as count`)[0]!.count;

export const countLate = async (sql: Db, before: Date): Promise<number> =>
	(
		await sql<
			{ n: number }[]
		>`select count(*)::int as n from delivery where done_at is null and gave_up_at is null and due_at < ${before}`
	)[0]!.n;

/** Takes, or keeps, the lock of whoever does the chores of this province. It goes with its connection, however that ends. */
export const holdsChores = async (line: Db): Promise<boolean> =>
	(await line<{ mine: boolean }[]>`select pg_try_advisory_lock(hashtext('chores ' || current_schema())) as mine`)[0]!
		.mine;

export const leaveChores = (line: Db) => line`select pg_advisory_unlock_all()`;

export const beat = (sql: Db, name: string, at: Date, detail: Record<string, unknown>) => sql`
	insert into heartbeat (name, at, detail) values (${name}, ${at}, ${sql.json(detail as never)})
	on conflict (name) do update set at = excluded.at, detail = excluded.detail`;

export const listHeartbeats = (sql: Db) =>
	sql<
		{ name: string; at: Date; detail: Record<string, unknown> }[]
	>`select name, at, detail from heartbeat order by name`;
