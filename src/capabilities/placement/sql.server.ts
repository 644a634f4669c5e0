import type { Db } from '#platform/db.server.ts';
import type { Topic } from '#capabilities/assistance/topics.ts';

export type PlacementRow = { id: string; topics: Topic[]; items: string[]; begunAt: Date; clockFrom: Date };

/** Writes it, unless another was begun meanwhile; answers how many were written. */
export const insertPlacement = async (
	sql: Db,
	p: {
		id: string;
		centre: number;
		person: string;
		topics: readonly Topic[];
		items: readonly string[];
		frame: number;
		after: string | null;
		by: string;
		session: string;
		at: Date;
	}
): Promise<number> =>
	(
		await sql`
			insert into placement (id, centre_id, person_id, topics, items, frame, after_id, by_staff, session_id, begun_at, clock_from)
			values (${p.id}, ${p.centre}, ${p.person}, ${sql.array([...p.topics])}, ${sql.array([...p.items])}, ${p.frame}, ${p.after}, ${p.by},
				${p.session}, ${p.at}, ${p.at})
			on conflict on constraint placement_once do nothing`
	).count;

/** The newest of somebody at the centre of whoever asks, under each of their ids. */
export const findPlacement = async (sql: Db, person: string): Promise<PlacementRow | undefined> =>
	(
		await sql<PlacementRow[]>`
			select id, topics, items, begun_at, clock_from from placement where person_id = any(same_as(${person}))
			order by begun_at desc, id limit 1`
	)[0];

/** The minutes run anew. */
export const setClock = (sql: Db, id: string, at: Date) =>
	sql`update placement set clock_from = ${at} where id = ${id}`;

/** How many rows went. */
export const forgetPlacement = async (sql: Db, person: string): Promise<number> =>
	(await sql<{ gone: number }[]>`select forget_placement(${person}) as gone`)[0]!.gone;
