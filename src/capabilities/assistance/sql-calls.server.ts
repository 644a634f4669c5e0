import type { Db, Fragment } from '#platform/db.server.ts';
import type { CallAsked } from './answers-calls.ts';
import type { CallReason } from './inputs-calls.ts';

export type NewCall = {
	id: string;
	centre: number;
	about: 'visit' | 'rating';
	words: Buffer;
	procedure: string | null;
	reason: CallReason | null;
	promisedOn: string;
	at: Date;
};

/** From now on it is somebody's to call. */
export const insertCall = (sql: Db, c: NewCall) => sql`
	insert into call_request (id, centre_id, about, words, procedure_code, reason, promised_on, made_at, owner_id, owned_since)
	select ${c.id}, ${c.centre}, ${c.about}, ${c.words}, ${c.procedure}, ${c.reason}, ${c.promisedOn}::date, ${c.at}::timestamptz, w.who,
		case when w.who is not null then ${c.at}::timestamptz end
	from (select whose_call(${c.centre}) as who) w`;

export type CallRow = Omit<CallAsked, 'name' | 'phone' | 'hamlet'> & { words: Buffer };

export const callsAt = (sql: Db, centre: number, day: string): Fragment => sql`
	select id, about, words, procedure_code, reason, promised_on::text, owner_id, actor_name('staff', owner_id::text) as owner_name, owned_since,
		made_at, promised_on < ${day}::date as late
	from call_request where centre_id = ${centre} and outcome is null order by promised_on, made_at, id`;

export const countCalls = (sql: Db, centre: number): Fragment =>
	sql`select count(*) from call_request where centre_id = ${centre} and outcome is null`;

export const holdCall = (sql: Db, id: string, by: string, at: Date) =>
	sql`update call_request set owner_id = ${by}, owned_since = ${at} where id = ${id} and outcome is null`;

export const endCallRow = (sql: Db, id: string, to: { outcome: string; by: string; at: Date }) =>
	sql`update call_request set outcome = ${to.outcome}, ended_by = ${to.by}, ended_at = ${to.at} where id = ${id} and outcome is null`;

/** Whatever this person was to call is a colleague's, or nobody's. */
export const passCalls = (sql: Db, from: string, to: string | null, at: Date) => sql`
	update call_request set owner_id = ${to}, owned_since = case when ${to}::uuid is not null then ${at}::timestamptz end
	where owner_id = ${from} and outcome is null`;

/** What is over, or was asked so long ago that nobody calls any more; answers which, for their keys go too. */
export const clearCalls = async (sql: Db, before: Date): Promise<string[]> =>
	(
		await sql<{ id: string }[]>`delete from call_request where coalesce(ended_at, made_at) < ${before} returning id`
	).map(({ id }) => id);
