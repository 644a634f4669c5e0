import type { Db } from '#platform/db.server.ts';
import type { Errand } from './copy-shape.ts';
import type { Pressed } from './rules-run.ts';

export type PressRow = Pressed & { id: string; errand: Errand; nth: number };
type Written = { centre: number; person: string; by: string | null; session: string | null };

/** Writes a key, unless another was written at the same place first; answers how many were written. */
export const insertPress = async (sql: Db, p: PressRow & Written): Promise<number> =>
	(
		await sql`
			insert into errand_press (id, centre_id, person_id, errand, run_no, screen, nth, choice, by_staff, session_id, at)
			values (${p.id}, ${p.centre}, ${p.person}, ${p.errand}, ${p.run}, ${p.screen}, ${p.nth}, ${p.choice}, ${p.by}, ${p.session}, ${p.at})
			on conflict (person_id, centre_id, errand, run_no, screen, nth) do nothing`
	).count;

/** All keys that somebody pressed in these practice copies, under each of their ids, the oldest first. */
export const listPresses = (sql: Db, person: string) => sql<PressRow[]>`
	select id, errand, run_no as run, screen, nth, choice, at from errand_press
	where person_id = any(same_as(${person})) order by at, run_no, screen, nth`;

type ToldRow = { id: string; errand: Errand; run: number; how: 'order' | 'beside'; said: number[] };

/** Writes how a run was told, unless it was told already. */
export const insertTold = async (sql: Db, t: ToldRow & Written & { at: Date }): Promise<number> =>
	(
		await sql`
			insert into errand_told (id, centre_id, person_id, errand, run_no, how, said, by_staff, session_id, at)
			values (${t.id}, ${t.centre}, ${t.person}, ${t.errand}, ${t.run}, ${t.how}, ${t.said}, ${t.by}, ${t.session}, ${t.at})
			on conflict (person_id, centre_id, errand, run_no) do nothing`
	).count;

export const findTold = async (
	sql: Db,
	person: string,
	{ errand, run }: { errand: Errand; run: number }
): Promise<ToldRow | undefined> =>
	(
		await sql<ToldRow[]>`
			select id, errand, run_no as run, how, said from errand_told
			where person_id = any(same_as(${person})) and errand = ${errand} and run_no = ${run} order by at, id limit 1`
	)[0];

/** How many rows went. */
export const forgetErrands = async (sql: Db, person: string): Promise<number> =>
	(await sql<{ gone: number }[]>`select forget_errands(${person}) as gone`)[0]!.gone;
