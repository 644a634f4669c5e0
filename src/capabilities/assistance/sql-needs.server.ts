import type { Db, Fragment } from '#platform/db.server.ts';
import type { FollowUpAnswer, NeedKind, NeedSource, Outcome, Plan, Urgency } from './need.ts';
import type { DueFollowUp, OwnNeed } from './answers.ts';

/** As it is kept: its note sealed. */
export type NeedRow = Omit<OwnNeed, 'ownerName' | 'late' | 'note'> & { note: Buffer | null };

const columns = (sql: Db) =>
	sql`n.id, n.centre_id, n.person_id, n.kind, n.urgency, n.source, n.occasion, n.owner_id, n.plan, n.promised_on, n.note, n.made_at, n.outcome, n.outcome_on`;

export type NewNeed = {
	id: string;
	centre: number;
	person: string;
	kind: NeedKind;
	urgency: Urgency;
	source: NeedSource;
	owner: string | null;
	plan: Plan | null;
	promisedOn: string | null;
	note: Buffer | null;
	at: Date;
};

export const insertNeed = (sql: Db, n: NewNeed) => sql`
	insert into need (id, centre_id, person_id, kind, urgency, source, owner_id, plan, promised_on, note, made_at)
	values (${n.id}, ${n.centre}, ${n.person}, ${n.kind}, ${n.urgency}, ${n.source}, ${n.owner}, ${n.plan}, ${n.promisedOn}::date, ${n.note}, ${n.at})`;

/** The same where none of its kind is open, at whichever place; answers whether it was written. */
export const insertNeedOnce = async (sql: Db, n: NewNeed): Promise<boolean> =>
	(
		await sql`
			insert into need (id, centre_id, person_id, kind, urgency, source, owner_id, plan, promised_on, note, made_at)
			values (${n.id}, ${n.centre}, ${n.person}, ${n.kind}, ${n.urgency}, ${n.source}, ${n.owner}, ${n.plan}, ${n.promisedOn}::date, ${n.note}, ${n.at})
			on conflict (person_id, kind) where outcome is null do nothing`
	).count === 1;

export const findOpenNeed = async (sql: Db, person: string, kind: NeedKind): Promise<NeedRow | undefined> =>
	(
		await sql<
			NeedRow[]
		>`select ${columns(sql)} from need n where n.person_id = any(same_as(${person})) and n.kind = ${kind} and n.outcome is null`
	)[0];

/** Every open need of a person at this place. */
export const listOpenOf = async (sql: Db, person: string): Promise<string[]> =>
	(
		await sql<{ id: string }[]>`
			select id from need where person_id = any(same_as(${person})) and outcome is null order by id for update`
	).map(({ id }) => id);

/** Locks the row: what is done to one need is done one after another. */
export const lockNeed = async (sql: Db, id: string): Promise<NeedRow | undefined> =>
	(await sql<NeedRow[]>`select ${columns(sql)} from need n where n.id = ${id} for update`)[0];

export const findNeed = async (sql: Db, id: string): Promise<(NeedRow & { ownerName: string | null }) | undefined> =>
	(
		await sql<(NeedRow & { ownerName: string | null })[]>`
			select ${columns(sql)}, actor_name('staff', n.owner_id::text) as owner_name from need n where n.id = ${id}`
	)[0];

export const updatePlan = (
	sql: Db,
	id: string,
	to: { owner: string | null; plan: Plan | null; promisedOn: string | null }
) => sql`
	update need set owner_id = ${to.owner}, plan = ${to.plan}, promised_on = ${to.promisedOn}::date where id = ${id}`;

export const updateOutcome = (sql: Db, id: string, outcome: Outcome | null, on: string | null) => sql`
	update need set outcome = ${outcome}, outcome_on = ${on}::date where id = ${id}`;

/** Whether somebody of the staff may be given a need at a centre. */
export const worksAt = async (sql: Db, centre: number, staff: string): Promise<boolean> =>
	(
		await sql<{ found: boolean }[]>`
			select exists (
				select 1 from colleagues_at(${centre}) where id = ${staff} and role in ('guide', 'receiving-officer', 'leader')
			) as found`
	)[0]!.found;

export const listNeedsOf = (sql: Db, person: string) => sql<(NeedRow & { ownerName: string | null })[]>`
	select ${columns(sql)}, actor_name('staff', n.owner_id::text) as owner_name from need n
	where n.person_id = any(same_as(${person})) and n.outcome is null order by n.made_at, n.id`;

type Due = { centre: number; day: string; at: Date; rows: number; from: number };

/** Questions 30 and 90 days after a need was met that nobody has asked yet. */
const dueAt = (sql: Db, centre: number, day: string) => sql`
	from need n join person p on p.id = n.person_id and p.erased_at is null cross join (values (30), (90)) as f (after_days)
	where n.centre_id = ${centre} and n.outcome = 'met' and not n.asked and n.outcome_on + f.after_days <= ${day}::date
		and not exists (select 1 from need_follow_up u where u.need_id = n.id and u.met_on = n.outcome_on and u.after_days = f.after_days)`;

/** Questions that fall due on a day and that nobody has asked yet, as ids: whom the house tells that they will be asked. */
export const listFallDue = (sql: Db, centre: number, day: string) => sql<
	{ need: string; person: string; afterDays: 30 | 90 }[]
>`
	select n.id as need, n.person_id as person, f.after_days
	from need n cross join (values (30), (90)) as f (after_days)
	where n.centre_id = ${centre} and n.outcome = 'met' and not n.asked and n.outcome_on + f.after_days = ${day}::date
		and not exists (select 1 from need_follow_up u where u.need_id = n.id and u.met_on = n.outcome_on and u.after_days = f.after_days)
	order by n.id, f.after_days`;

export const countDueFollowUps = async (sql: Db, centre: number, day: string): Promise<number> =>
	(await sql<{ due: number }[]>`select count(*)::int as due ${dueAt(sql, centre, day)}`)[0]!.due;

export const listDueFollowUps = (sql: Db, { centre, day, at, rows, from }: Due) => sql<DueFollowUp[]>`
	select n.id as need, n.person_id, p.name as person_name, p.hamlet, n.kind, n.outcome_on as met_on, f.after_days, n.outcome_on + f.after_days as due_on,
		may_be_used_for(coalesce(p.merged_into, p.id), 'follow-up-call', ${at}) as may_call
	${dueAt(sql, centre, day)} order by due_on, p.name, n.id, f.after_days limit ${rows} offset ${from}`;

export const findNeedKind = async (sql: Db, need: string): Promise<NeedKind | undefined> =>
	(await sql<{ kind: NeedKind }[]>`select kind from need where id = ${need}`)[0]?.kind;

export const listFollowUps = (sql: Db, need: string) =>
	sql<
		{ metOn: string; afterDays: 30 | 90; answer: FollowUpAnswer; at: Date }[]
	>`select met_on, after_days, answer, at from need_follow_up where need_id = ${need} order by at`;

export const insertFollowUp = (
	sql: Db,
	f: { need: string; metOn: string; afterDays: number; answer: FollowUpAnswer; centre: number; by: string; at: Date }
) => sql`
	insert into need_follow_up (need_id, met_on, after_days, answer, centre_id, answered_by, at)
	values (${f.need}, ${f.metOn}::date, ${f.afterDays}, ${f.answer}, ${f.centre}, ${f.by}, ${f.at})`;

/** What happened to a need, as the journal has it: done to it, or to a triage or booking that it went on by. */
export const needHistory = (sql: Db, need: string, person: string): Fragment => sql`
	select at, command, actor_name(actor_kind, actor_id) as actor_name, detail from journal
	where (person_id = any(same_as(${person})) and (about = ${need} or detail ->> 'need' = ${need} or detail -> 'with' ? ${need}))
		or (command in ('readiness.call-off', 'readiness.undo-call-off') and detail -> 'needs' ? ${need}) order by id`;

/** Whatever this person owns and is open has another owner, or none. */
export const passOwned = (sql: Db, from: string, to: string | null) =>
	sql`update need set owner_id = ${to} where owner_id = ${from} and outcome is null`;
