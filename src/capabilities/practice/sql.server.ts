import type { Db } from '#platform/db.server.ts';
import type { Act } from './scam-shape.ts';

export type AnswerRow = { id: string; set: number; item: string; act: Act; turn: number; at: Date };

/** Writes an answer, unless this set has one to the same item already; answers how many were written. */
export const insertAnswer = async (
	sql: Db,
	a: AnswerRow & { centre: number; person: string; by: string | null; session: string | null }
): Promise<number> =>
	(
		await sql`
			insert into practice_answer (id, centre_id, person_id, set_no, item, act, turn, by_staff, session_id, at)
			values (${a.id}, ${a.centre}, ${a.person}, ${a.set}, ${a.item}, ${a.act}, ${a.turn}, ${a.by}, ${a.session}, ${a.at})
			on conflict (centre_id, person_id, set_no, item) do nothing`
	).count;

/** All that somebody answered, under each of their ids, the oldest first. */
export const listAnswers = (sql: Db, person: string) => sql<AnswerRow[]>`
	select id, set_no as set, item, act, turn, at from practice_answer where person_id = any(same_as(${person})) order by at, id`;

/** How many rows went. */
export const forgetAnswers = async (sql: Db, person: string): Promise<number> =>
	(await sql<{ gone: number }[]>`select forget_practice(${person}) as gone`)[0]!.gone;
