import type { Db } from '#platform/db.server.ts';

/** At which centre a class is. */
export const centreOfRun = async (sql: Db, run: string): Promise<number | undefined> =>
	(await sql<{ centre: number }[]>`select centre_id as centre from class_run where id = ${run}`)[0]?.centre;

export const insertNamed = (
	sql: Db,
	n: { id: string; run: string; centre: number; card: string; named: boolean; by: string; at: Date }
) => sql`
	insert into help_card_class (id, run_id, centre_id, card, named, by_staff, at)
	values (${n.id}, ${n.run}, ${n.centre}, ${n.card}, ${n.named}, ${n.by}, ${n.at})`;

/** The cards that a class hands out, by what was said last of each. */
export const listNamed = async (sql: Db, run: string): Promise<string[]> =>
	(
		await sql<{ card: string }[]>`
			select l.card from (
				select distinct on (card) card, named from help_card_class where run_id = ${run} order by card, no desc) l
			where l.named order by l.card`
	).map(({ card }) => card);
