import type { Db } from '#platform/db.server.ts';
import type { Topic } from '#capabilities/assistance/topics.ts';
import type { RecallOutcome } from './answers.ts';
import type { Goal } from './rules-next.ts';
import type { Refresh } from './rules-refresh.ts';

type Beside = { id: string; centre: number; person: string; by: string | null; session: string | null; at: Date };

export const insertGoal = (sql: Db, g: Beside & Goal) => sql`
	insert into learning_goal (id, centre_id, person_id, topic, statement, by_staff, session_id, at)
	values (${g.id}, ${g.centre}, ${g.person}, ${g.topic}, ${g.statement}, ${g.by}, ${g.session}, ${g.at})`;

/** What somebody chose last, under each of their ids. */
export const findGoal = async (sql: Db, person: string): Promise<Goal | undefined> =>
	(
		await sql<Goal[]>`
			select topic, statement from learning_goal where person_id = any(same_as(${person})) order by at desc, id limit 1`
	)[0];

/** Said twice, it is there once. */
export const insertSign = (sql: Db, s: Beside & { sign: string }) => sql`
	insert into gate_sign (id, centre_id, person_id, sign, by_staff, session_id, at)
	values (${s.id}, ${s.centre}, ${s.person}, ${s.sign}, ${s.by}, ${s.session}, ${s.at}) on conflict (centre_id, person_id, sign) do nothing`;

export const listSigns = async (sql: Db, person: string): Promise<string[]> =>
	(await sql<{ sign: string }[]>`select distinct sign from gate_sign where person_id = any(same_as(${person}))`).map(
		({ sign }) => sign
	);

export type RecallRow = { statement: string; source: 'asked' | 'follow-up'; outcome: RecallOutcome; at: Date };

export const insertRecall = (sql: Db, r: RecallRow & { id: string; centre: number; person: string; by: string }) => sql`
	insert into recall (id, centre_id, person_id, statement, source, outcome, by_staff, at)
	values (${r.id}, ${r.centre}, ${r.person}, ${r.statement}, ${r.source}, ${r.outcome}, ${r.by}, ${r.at})`;

export const listRecalls = (sql: Db, person: string) => sql<RecallRow[]>`
	select statement, source, outcome, at from recall where person_id = any(same_as(${person})) order by at, id`;

export type RefresherRow = Refresh & { statement: string; topic: Topic; critical: boolean };

/** The refreshers of somebody at a centre are these, and no others. */
export async function writeRefreshers(
	sql: Db,
	{ centre, person }: { centre: number; person: string },
	rows: readonly RefresherRow[]
): Promise<void> {
	await sql`delete from refresher where centre_id = ${centre} and person_id = any(same_as(${person}))
		and not (person_id = ${person} and statement = any(${sql.array(rows.map(({ statement }) => statement))}))`;
	for (const { statement, topic, critical, step, dueOn } of rows)
		await sql`
			insert into refresher (centre_id, person_id, statement, topic, critical, step, due_on)
			values (${centre}, ${person}, ${statement}, ${topic}, ${critical}, ${step}, ${dueOn})
			on conflict on constraint refresher_pkey do update set topic = excluded.topic, critical = excluded.critical, step = excluded.step, due_on = excluded.due_on
			where (refresher.topic, refresher.critical, refresher.step, refresher.due_on)
				is distinct from (excluded.topic, excluded.critical, excluded.step, excluded.due_on)`;
}

/** What of somebody is practised again at a centre already. */
export const listRefreshed = async (sql: Db, centre: number, person: string): Promise<string[]> =>
	(
		await sql<{ statement: string }[]>`
			select statement from refresher where centre_id = ${centre} and person_id = any(same_as(${person}))`
	).map(({ statement }) => statement);

/** The day of one refresher at a centre, under any id of whoever it is of; it stands while this transaction lasts. */
export const findRefresher = async (sql: Db, centre: number, person: string, statement: string) =>
	(
		await sql<{ dueOn: string }[]>`
			select due_on::text as due_on from refresher
			where centre_id = ${centre} and person_id = any(same_as(${person})) and statement = ${statement} order by due_on limit 1`
	)[0];

/** How many rows went. */
export const forgetPath = async (sql: Db, person: string): Promise<number> =>
	(await sql<{ gone: number }[]>`select forget_paths(${person}) as gone`)[0]!.gone;
