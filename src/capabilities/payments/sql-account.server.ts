import type { Db, Fragment } from '#platform/db.server.ts';

export type AskedRow = {
	id: string;
	bin: string;
	bank: string;
	number: string;
	holder: string;
	askedBy: string;
	byName: string | null;
};

export const findAskedAccount = async (sql: Db, centre: number): Promise<AskedRow | undefined> =>
	(
		await sql<AskedRow[]>`
			select id, bin, bank, number, holder, asked_by, actor_name('staff', asked_by::text) as by_name
			from centre_account where centre_id = ${centre} and agreed is null`
	)[0];

export const insertAskedAccount = (
	sql: Db,
	a: { id: string; centre: number; bin: string; bank: string; number: string; holder: string; by: string; at: Date }
) => sql`
	insert into centre_account (id, centre_id, bin, bank, number, holder, asked_by, asked_at)
	values (${a.id}, ${a.centre}, ${a.bin}, ${a.bank}, ${a.number}, ${a.holder}, ${a.by}, ${a.at})`;

export const decideAccount = (sql: Db, id: string, d: { agreed: boolean; by: string; at: Date }) => sql`
	update centre_account set agreed = ${d.agreed}, decided_by = ${d.by}, decided_at = ${d.at} where id = ${id} and agreed is null`;

/** Whether money went to an account that was this centre's before. */
export const wasAccount = async (sql: Db, centre: number, account: string): Promise<boolean> =>
	(await sql<{ was: boolean }[]>`select was_account(${centre}, ${account}) as was`)[0]!.was;

export const countAskedAccounts = (sql: Db): Fragment =>
	sql`select count(*) from centre_account where agreed is null and asked_by::text <> app_id()`;
