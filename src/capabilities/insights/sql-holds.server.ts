import type { Db } from '#platform/db.server.ts';

export type Hold = { trouble: string; holderId: string; holderName: string; heldSince: Date };

export const listHolds = (sql: Db, centre: number) => sql<Hold[]>`
	select trouble, holder_id, actor_name('staff', holder_id::text) as holder_name, held_since from trouble_hold where centre_id = ${centre}`;

/** Who has it, held until the transaction ends. */
export const lockHold = async (sql: Db, centre: number, trouble: string): Promise<Hold | undefined> =>
	(
		await sql<Hold[]>`
			select trouble, holder_id, actor_name('staff', holder_id::text) as holder_name, held_since
			from trouble_hold where centre_id = ${centre} and trouble = ${trouble} for update`
	)[0];

/** Takes what nobody has; false where somebody took it at this moment. */
export const takeFree = async (sql: Db, centre: number, trouble: string, by: string, at: Date): Promise<boolean> =>
	(
		await sql`
			insert into trouble_hold (centre_id, trouble, holder_id, held_since) values (${centre}, ${trouble}, ${by}, ${at})
			on conflict (centre_id, trouble) do nothing`
	).count === 1;

export const putHold = (sql: Db, centre: number, trouble: string, by: string, at: Date) => sql`
	insert into trouble_hold (centre_id, trouble, holder_id, held_since) values (${centre}, ${trouble}, ${by}, ${at})
	on conflict (centre_id, trouble) do update set holder_id = excluded.holder_id, held_since = excluded.held_since`;

export const dropHold = (sql: Db, centre: number, trouble: string, by: string) => sql`
	delete from trouble_hold where centre_id = ${centre} and trouble = ${trouble} and holder_id = ${by}`;

export const dropHoldsOf = (sql: Db, who: string) => sql`delete from trouble_hold where holder_id = ${who}`;
