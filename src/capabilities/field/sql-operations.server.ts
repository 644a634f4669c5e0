import type { Db } from '#platform/db.server.ts';
import type { Unsettled } from './answers.ts';

export type OperationRow = {
	id: string;
	phoneId: string;
	seq: number;
	authorId: string;
	centreId: number;
	areaId: string | null;
	command: string;
	householdId: string | null;
	people: string[];
	saidAt: Date;
	receivedAt: Date;
	result: 'applied' | 'merged' | 'conflict' | 'held' | 'rerouted' | 'rejected' | 'dropped';
	final: boolean;
	code: string | null;
	tries: number;
	answer: Record<string, unknown> | null;
	deps: string[];
	sealed: string | null;
	signature: string | null;
	settledAt: Date | null;
};

export type NewOperation = Omit<OperationRow, 'settledAt'>;

const columns = (sql: Db) => sql`
	id, phone_id, seq, author_id, centre_id, area_id, command, household_id, people, said_at, received_at, result, final, code, tries, answer, deps, sealed, signature, settled_at`;

/** What some words wrote is one with the batch from here on. */
export const beginWords = (sql: Db) => sql`savepoint words`;
export const endWords = (sql: Db) => sql`release savepoint words`;

/** A batch says the same hundreds of times: its statements are planned once, for any values, and not anew for each (1.3 of 2.9 ms a visit). */
export const planOnce = (sql: Db) => sql`select set_config('plan_cache_mode', 'force_generic_plan', true)`;

/** What became of these, as far as they have come. Held, so that the same sent twice at once is judged one after another. */
export const lockOperations = (sql: Db, ids: readonly string[]) => sql<OperationRow[]>`
	select ${columns(sql)} from field_operation where id = any(${sql.array([...ids])}::uuid[]) order by id for no key update`;

/** When the word before was said, of each number on its phone: what no key opened says nothing of when. */
export const listSaidBefore = (sql: Db, words: readonly { id: string; device: string; seq: number }[]) => sql<
	{ id: string; saidAt: Date }[]
>`
	select w.id, b.said_at from jsonb_to_recordset(${sql.json(words as never)}) as w (id uuid, device uuid, seq bigint)
		cross join lateral (select o.said_at from field_operation o where o.phone_id = w.device and o.seq < w.seq and o.command <> 'field.unreadable'
			order by o.seq desc limit 1) b`;

/** Those that waited for one of these. */
export const lockHeldOn = (sql: Db, ids: readonly string[]) => sql<OperationRow[]>`
	select ${columns(sql)} from field_operation where result = 'held' and settled_at is null and deps && ${sql.array([...ids])}::uuid[]
	order by phone_id, seq for no key update`;

/** What became of each; what a person has settled is not touched any more. */
export const putOperations = (sql: Db, rows: readonly NewOperation[]) => sql`
	insert into field_operation (id, phone_id, seq, author_id, centre_id, area_id, command, household_id, people, said_at, received_at, result, final, code, tries, answer, deps, sealed, signature)
	select r.id, r."phoneId", r.seq, r."authorId", r."centreId", r."areaId", r.command, r."householdId", r.people, r."saidAt", r."receivedAt", r.result, r.final, r.code, r.tries,
		r.answer, r.deps, r.sealed, r.signature
	from jsonb_to_recordset(${sql.json(rows as never)}) as r (id uuid, "phoneId" uuid, seq bigint, "authorId" uuid, "centreId" int, "areaId" uuid, command text, "householdId" uuid,
		people uuid[], "saidAt" timestamptz, "receivedAt" timestamptz, result text, final boolean, code text, tries int, answer jsonb, deps uuid[], sealed text, signature text)
	on conflict (id) do update set result = excluded.result, final = excluded.final, code = excluded.code, tries = excluded.tries, answer = excluded.answer,
		area_id = excluded.area_id, sealed = excluded.sealed, signature = excluded.signature
	where field_operation.settled_at is null and field_operation.phone_id = excluded.phone_id`;

/** Where people live, and who of them is erased. */
export const listPlaced = (sql: Db, people: readonly string[]) => sql<
	{ person: string; household: string | null; area: string | null; erased: boolean }[]
>`
	select person, household, area, erased from field_of_people(${sql.array([...people])}::uuid[])`;

/** Doors stay where they are until this is done: whoever hands them over waits, and what is done here is of the area as it was read. */
export const holdDoors = (sql: Db, households: readonly string[]) => sql`
	select from field_holding where household_id = any(${sql.array([...households])}::uuid[]) order by household_id for share`;

/** The area of each door that has one, and those that it was handed over from. */
export const listDoorsPlaced = (sql: Db, households: readonly string[]) => sql<
	{ household: string; area: string | null; before: string[] }[]
>`
	select d.id as household, h.area_id as area,
		coalesce((select array_agg(distinct o.from_area) from field_handover o where o.household_id = d.id and o.from_area is not null), '{}') as before
	from unnest(${sql.array([...households])}::uuid[]) d (id) left join field_holding h on h.household_id = d.id`;

/** With whom somebody sat at a door, in these sittings. */
export const listSittings = (sql: Db, ids: readonly string[]) => sql<
	{ id: string; personId: string; helperId: string }[]
>`
	select id, person_id, helper_id from assisted_session where id = any(${sql.array([...ids])}::uuid[]) and channel = 'home'`;

/** Words that came late go on with their door, into the box of whoever goes there now; answers which. */
export const moveLate = (sql: Db, households: readonly string[], to: string | null) => sql<{ id: string }[]>`
	update field_operation set area_id = ${to}
	where household_id = any(${sql.array([...households])}::uuid[]) and result = 'rerouted' and code = 'handed-over' and settled_at is null returning id`;

/** One of somebody's box, held to be settled. */
export const lockUnsettled = async (sql: Db, id: string): Promise<OperationRow | undefined> =>
	(
		await sql<OperationRow[]>`
			select ${columns(sql)} from field_operation
			where id = ${id} and settled_at is null and result in ('conflict', 'held', 'rerouted', 'rejected') for no key update`
	)[0];

export const settleRow = (sql: Db, id: string, s: { result: string; by: string; at: Date; keeps: boolean }) => sql`
	update field_operation set result = ${s.result}, final = true, settled_at = ${s.at}, settled_by = ${s.by},
		sealed = case when ${s.keeps} then sealed end, signature = case when ${s.keeps} then signature end
	where id = ${id}`;

export const noteAccepted = (
	sql: Db,
	id: string,
	to: { result: string; code: string | null; answer: Record<string, unknown> | null }
) => sql`
	update field_operation set result = ${to.result}, code = ${to.code}, answer = ${sql.json(to.answer as never)}, sealed = null, signature = null where id = ${id}`;

/** What could not be done as it was said goes back to the box that it came from, with why. */
export const reopenRow = (sql: Db, id: string, code: string) => sql`
	update field_operation set result = 'rejected', code = ${code}, settled_at = null, settled_by = null where id = ${id}`;

export const findOperation = async (sql: Db, id: string): Promise<OperationRow | undefined> =>
	(await sql<OperationRow[]>`select ${columns(sql)} from field_operation where id = ${id}`)[0];

/** What concerns an area of some hamlets, for whoever leads those alone; everything for whoever leads all of the centre. */
const inHamlets = (sql: Db, hamlets: readonly number[] | null) => sql`
	(${hamlets === null} or area_id in (select id from field_area where hamlet_id = any(${sql.array([...(hamlets ?? [])])}::int[])))`;

/** What waits for a person: the oldest first, those that wait for others after a day. */
export const listUnsettled = (sql: Db, centre: number, hamlets: readonly number[] | null, heldBefore: Date) => sql<
	Unsettled[]
>`
	select id, author_id, actor_name('staff', author_id::text) as author, area_id, command, household_id, people, said_at, received_at, result, code
	from field_operation
	where centre_id = ${centre} and ${inHamlets(sql, hamlets)} and settled_at is null
		and (result in ('conflict', 'rerouted') or result = 'rejected' and final or result in ('held', 'rejected') and received_at < ${heldBefore})
	order by received_at, id`;

/** How many of them there are for whoever asks. */
export const countUnsettled = (sql: Db, centre: number, heldBefore: Date) => sql`
	select count(*) from field_operation o, led_hamlets(nullif(app_id(), '')::uuid, ${centre}) led
	where o.centre_id = ${centre} and o.settled_at is null and (led is null or o.area_id in (select id from field_area where hamlet_id = any(led)))
		and (o.result in ('conflict', 'rerouted') or o.result = 'rejected' and o.final or o.result in ('held', 'rejected') and o.received_at < ${heldBefore})`;

/** How many operations of a centre ended how. */
export const countResults = (sql: Db, centre: number, hamlets: readonly number[] | null) => sql<
	{ result: string; final: boolean; settled: boolean; count: number }[]
>`
	select result, final, settled_at is not null as settled, count(*)::int from field_operation
	where centre_id = ${centre} and ${inHamlets(sql, hamlets)} group by 1, 2, 3`;

/** Words about somebody alone go with them: what lies in a box, sealed, too. */
export const emptyOperations = (sql: Db, person: string) => sql`
	update field_operation set sealed = null, signature = null
	where sealed is not null and people && same_as(${person}) and people <@ same_as(${person})`;

type Late = {
	id: string;
	seq: number;
	phoneId: string;
	household: string | null;
	author: string | null;
	command: string;
	saidAt: Date;
	sealed: string | null;
	/** It speaks of somebody who is a door without a name. */
	hidden: boolean;
};

/** Words that came after their door was handed over, and nobody has settled. */
export const listLate = (sql: Db, ids: readonly string[]) => sql<Late[]>`
	select id, seq, phone_id, household_id as household, actor_name('staff', author_id::text) as author, command, said_at, sealed,
		exists (select from unnest(people) p (id) where without_name(p.id)) as hidden
	from field_operation where id = any(${sql.array([...ids])}::uuid[]) and result = 'rerouted' and settled_at is null`;
