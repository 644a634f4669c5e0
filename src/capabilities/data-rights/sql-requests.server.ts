import type { Request } from './answers.ts';
import type { Db, Fragment } from '#platform/db.server.ts';
import type { PeriodSet } from './rules-periods.ts';
import type { RequestKind, RequestState } from './rules-requests.ts';

/** As it is kept: without its clock, its words sealed. */
export type RequestRow = Omit<Request, 'next'> & Record<'words' | 'extendedWhy' | 'settledWhy', Buffer | null>;

const columns = (sql: Db) =>
	sql`r.id, r.centre_id, r.person_id, r.kind, r.purpose, r.words, r.received_at, r.acknowledge_by, r.due_by, r.state, r.acknowledged_at,
		r.extended_at, r.extended_why, r.settled_at, r.settled_why, actor_name('staff', r.handler_id::text) as handler_name,
		case when r.asked_by is not null then coalesce((select a.name from person a where a.id = r.asked_by), name_in_mandate(r.asked_by)) end as asked_by_name, r.asked_by_evidence`;

export const insertRequest = (
	sql: Db,
	r: {
		id: string;
		centre: number;
		person: string;
		kind: RequestKind;
		purpose: string | null;
		words: Buffer | null;
		by: string | null;
		askedBy: { id: string; evidence: string } | null;
		at: Date;
		acknowledgeBy: string;
		dueBy: string;
	}
) => sql`
	insert into data_request (id, centre_id, person_id, kind, purpose, words, by_staff, asked_by, asked_by_evidence, received_at, acknowledge_by, due_by)
	values (${r.id}, ${r.centre}, ${r.person}, ${r.kind}, ${r.purpose}, ${r.words}, ${r.by}, ${r.askedBy?.id ?? null}, ${r.askedBy?.evidence ?? null}, ${r.at}, ${r.acknowledgeBy}::date, ${r.dueBy}::date)`;

/** Locks the row: what is done to one request is done one after another. */
export const lockRequest = async (sql: Db, id: string): Promise<RequestRow | undefined> =>
	(await sql<RequestRow[]>`select ${columns(sql)} from data_request r where r.id = ${id} for update`)[0];

export const findRequest = async (sql: Db, id: string): Promise<RequestRow | undefined> =>
	(await sql<RequestRow[]>`select ${columns(sql)} from data_request r where r.id = ${id}`)[0];

/** What is still to be answered of a person. */
export const listOpenOf = async (sql: Db, person: string): Promise<string[]> =>
	(
		await sql<{ id: string }[]>`
			select id from data_request where person_id = any(same_as(${person})) and settled_at is null order by id for update`
	).map(({ id }) => id);

/** Whether the same is being answered already. */
export const hasOpenLike = async (
	sql: Db,
	person: string,
	kind: RequestKind,
	purpose: string | null
): Promise<boolean> =>
	(
		await sql<{ found: boolean }[]>`
			select exists (select from data_request where person_id = any(same_as(${person})) and kind = ${kind} and purpose is not distinct from ${purpose} and settled_at is null) as found`
	)[0]!.found;

/** Those of a person, and of whom they stand for. */
export const requestsOf = (sql: Db, person: string, wards: readonly string[]): Fragment => sql`
	select ${columns(sql)} from data_request r where r.person_id = any(same_as(${person}) || ${sql.array([...wards])}::uuid[]) order by r.received_at desc, r.id`;

export type ListedRequest = RequestRow & { personName: string | null; hamlet: string | null };

/** The day that the law waits for next, as `nextClock` says it; null once it is settled. */
export const clockOf = (sql: Db): Fragment => sql`
	case r.state when 'received' then least(r.acknowledge_by, r.due_by) when 'acknowledged' then r.due_by end`;

/** Open ones and those of the last days: late first, then by the day that comes next, settled ones last and newest first. */
export const requestsAt = (sql: Db, centre: number, since: Date): Fragment => sql`
	select ${columns(sql)}, coalesce(p.name, o.name) as person_name, case when p.id is null then o.hamlet else p.hamlet end as hamlet
	from data_request r left join person o on o.id = r.person_id left join person p on p.id = o.merged_into
	where r.centre_id = ${centre} and (r.settled_at is null or r.settled_at > ${since})
	order by ${clockOf(sql)} nulls last, r.received_at desc, r.id`;

/** How many wait here, and how many of them are late, without whose they are. */
export const countRequests = async (sql: Db, centre: number, day: string): Promise<{ open: number; late: number }> =>
	(
		await sql<{ open: number; late: number }[]>`
			select count(*)::int as open, count(*) filter (where ${clockOf(sql)} < ${day}::date)::int as late
			from data_request r where r.centre_id = ${centre} and r.settled_at is null`
	)[0]!;

export const updateAcknowledged = (sql: Db, id: string, by: string, at: Date) => sql`
	update data_request set state = 'acknowledged', acknowledged_at = ${at}, handler_id = ${by} where id = ${id}`;

export const updateExtended = (sql: Db, id: string, by: string, at: Date, why: Buffer, due: string) => sql`
	update data_request set extended_at = ${at}, extended_why = ${why}, due_by = ${due}::date, handler_id = ${by} where id = ${id}`;

export const updateSettled = (
	sql: Db,
	id: string,
	to: { state: RequestState; by: string | null; at: Date; why: Buffer | null }
) => sql`
	update data_request set state = ${to.state}, settled_at = ${to.at}, settled_why = ${to.why}, handler_id = coalesce(${to.by}::uuid, handler_id)
	where id = ${id}`;

export const findCentreFor = async (sql: Db, person: string): Promise<number | null> =>
	(await sql<{ id: number | null }[]>`select centre_keeping(${person}) as id`)[0]?.id ?? null;

export const listPeriods = (sql: Db, centre: number | null) => sql<PeriodSet[]>`
	select centre_id, name, days from period where centre_id is null or centre_id = ${centre}`;

export const putPeriod = (
	sql: Db,
	to: { centre: number | null; name: string; days: number; by: string; at: Date }
) => sql`
	insert into period (centre_id, name, days, changed_by, changed_at) values (${to.centre}, ${to.name}, ${to.days}, ${to.by}, ${to.at})
	on conflict (centre_id, name) do update set days = excluded.days, changed_by = excluded.changed_by, changed_at = excluded.changed_at`;
