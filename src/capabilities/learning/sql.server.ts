import type { Db, Fragment } from '#platform/db.server.ts';
import type { Topic } from '#capabilities/assistance/topics.ts';
import type { Level } from './answers.ts';
import type { Evidence } from './rules-standing.ts';

export type EvidenceRow = Evidence & { id: string; statement: string; byStaff: string | null };

export const insertEvidence = (
	sql: Db,
	e: {
		id: string;
		centre: number;
		person: string;
		statement: string;
		frame: number;
		kind: Evidence['kind'];
		item: string;
		level?: Level | null;
		choice?: string | null;
		correct?: boolean | null;
		hints?: number;
		points?: number;
		doings?: number;
		steps?: readonly string[];
		by: string | null;
		session: string | null;
		at: Date;
	}
) => sql`
	insert into skill_evidence (id, centre_id, person_id, statement, frame, kind, item, level, choice, correct, hints, points, doings, steps, by_staff, session_id, at)
	values (${e.id}, ${e.centre}, ${e.person}, ${e.statement}, ${e.frame}, ${e.kind}, ${e.item}, ${e.level ?? null}, ${e.choice ?? null}, ${e.correct ?? null},
		${e.hints ?? 0}, ${e.points ?? 0}, ${e.doings ?? 0}, ${sql.array([...(e.steps ?? [])])}, ${e.by}, ${e.session}, ${e.at})`;

const standing = (sql: Db): Fragment => sql`taken_back_at is null`;

/** All that stands of somebody, under each of their ids; of one statement where it is named. */
export const listEvidence = (sql: Db, person: string, statement: string | null = null) => sql<EvidenceRow[]>`
	select id, statement, kind, item, level, correct, by_staff, at from skill_evidence
	where person_id = any(same_as(${person})) and ${standing(sql)} and (${statement}::text is null or statement = ${statement}) order by at, id`;

/** The looks of one task that somebody wrote themselves in a class. */
export const listOwnLooks = (sql: Db, person: string, statement: string, by: string) => sql<
	{ id: string; at: Date; form: string; level: Level }[]
>`
	select id, at, item as form, level from skill_evidence
	where person_id = any(same_as(${person})) and statement = ${statement} and kind = 'task' and by_staff = ${by} and session_id is null
		and ${standing(sql)} order by at desc, id`;

/** What was written of somebody by mistake, by whoever wrote it, since an instant. */
export const takeBackEvidence = (
	sql: Db,
	id: string,
	{ person, by, since, at }: { person: string; by: string; since: Date; at: Date }
) => sql`
	update skill_evidence set taken_back_at = ${at}
	where id = ${id} and kind = 'task' and person_id = any(same_as(${person})) and by_staff = ${by} and at >= ${since} and ${standing(sql)}`;

/** How many rows went. */
export const forgetEvidence = async (sql: Db, person: string): Promise<number> =>
	(await sql<{ gone: number }[]>`select forget_skills(${person}) as gone`)[0]!.gone;

export type OwnRow = {
	id: string;
	topic: Topic;
	critical: boolean;
	levels: [string, string, string];
	asks: string;
	trouble: string;
	steps: string[];
	safe: number[];
	madeAt: Date;
	endedAt: Date | null;
};

export const insertOwn = (
	sql: Db,
	o: Omit<OwnRow, 'madeAt' | 'endedAt'> & { centre: number; by: string; at: Date }
) => sql`
	insert into own_statement (id, centre_id, topic, critical, levels, asks, trouble, steps, safe, made_by, made_at)
	values (${o.id}, ${o.centre}, ${o.topic}, ${o.critical}, ${sql.array(o.levels)}, ${o.asks}, ${o.trouble}, ${sql.array(o.steps)}, ${sql.array(o.safe, 23)}::int[], ${o.by}, ${o.at})`;

export const listOwn = (sql: Db) => sql<OwnRow[]>`
	select id, topic, critical, levels, asks, trouble, steps, safe, made_at, ended_at from own_statement order by topic, made_at, id`;

export const endOwn = (sql: Db, id: string, at: Date) =>
	sql`update own_statement set ended_at = ${at} where id = ${id} and ended_at is null`;

type Span = { since: Date; until: Date };

/** Each item as it was answered last by each person between two instants: how many, how many right, and how it goes with all else that they judged. */
export const listItemAnswers = (sql: Db, { since, until }: Span) =>
	sql<{ item: string; people: number; right: number; fits: number | null }[]>`
		select * from item_answers(${since}, ${until})`;

/** Counts them at a centre and keeps it, until the next night; answers how many items were answered there. */
export const keepItemFigures = async (sql: Db, centre: number, { since, until }: Span): Promise<number> =>
	(await sql<{ kept: number }[]>`select keep_item_figures(${centre}, ${since}, ${until}) as kept`)[0]!.kept;
