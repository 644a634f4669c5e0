import type { FeeLineRow, PaymentRow, EntryState, EntryRow } from './answers.ts';
import type { Db } from '#platform/db.server.ts';

export const listFeeLines = (sql: Db, caseId: string) => sql<FeeLineRow[]>`
	select id, what, unit_amount, quantity, amount, basis, entered_by from fee_line where case_id = ${caseId} and void_at is null order by at, id`;

/** `catalogue`: only what the catalogue set, never what an officer entered. */
export const voidFeeLines = (sql: Db, caseId: string, which: 'all' | 'catalogue', at: Date) => sql`
	update fee_line set void_at = ${at} where case_id = ${caseId} and void_at is null and (${which} = 'all' or entered_by is null)`;

export const insertFeeLine = (
	sql: Db,
	line: {
		id: string;
		case: string;
		centre: number;
		what: string;
		unit: number;
		quantity: number;
		basis: string;
		by: string | null;
		at: Date;
	}
) => sql`
	insert into fee_line (id, case_id, centre_id, what, unit_amount, quantity, basis, entered_by, at)
	values (${line.id}, ${line.case}, ${line.centre}, ${line.what}, ${line.unit}, ${line.quantity}, ${line.basis}, ${line.by}, ${line.at})`;

export const listPayments = (sql: Db, caseId: string) => sql<PaymentRow[]>`
	select id, way, amount, receipt_no, at from payment where case_id = ${caseId} order by at, id`;

export const insertPayment = (
	sql: Db,
	p: {
		id: string;
		case: string | null;
		centre: number;
		way: 'transfer' | 'cash';
		amount: number;
		entry: string | null;
		by: string | null;
		receipt: string | null;
		at: Date;
	}
) => sql`
	insert into payment (id, case_id, centre_id, way, amount, bank_entry_id, taken_by, receipt_no, at)
	values (${p.id}, ${p.case}, ${p.centre}, ${p.way}, ${p.amount}, ${p.entry}, ${p.by}, ${p.receipt}, ${p.at})`;

export const nextReceipt = async (sql: Db, centre: number, year: number): Promise<number> =>
	(
		await sql<{ last: number }[]>`
			insert into receipt_counter as r (centre_id, year, last) values (${centre}, ${year}, 1)
			on conflict (centre_id, year) do update set last = r.last + 1 returning last`
	)[0]!.last;

export const insertEntry = (
	sql: Db,
	e: {
		id: string;
		centre: number | null;
		amount: number;
		account: string;
		purpose: string;
		paidAt: Date;
		heardAt: Date;
		case: string | null;
		state: EntryState;
	}
) => sql`
	insert into bank_entry (id, centre_id, amount, account, purpose, paid_at, heard_at, case_id, state)
	values (${e.id}, ${e.centre}, ${e.amount}, ${e.account}, ${e.purpose}, ${e.paidAt}, ${e.heardAt}, ${e.case}, ${e.state})`;

export const findEntry = async (sql: Db, id: string): Promise<EntryRow | undefined> =>
	(
		await sql<
			EntryRow[]
		>`select id, amount, purpose, paid_at, heard_at, case_id, state from bank_entry where id = ${id}`
	)[0];

type LockedEntry = EntryRow & { centreId: number | null; account: string };

export const lockEntry = async (sql: Db, id: string): Promise<LockedEntry | undefined> =>
	(
		await sql<
			LockedEntry[]
		>`select id, amount, account, purpose, paid_at, heard_at, case_id, state, centre_id from bank_entry where id = ${id} for update`
	)[0];

export const listWaitingEntries = (sql: Db) => sql<EntryRow[]>`
	select id, amount, purpose, paid_at, heard_at, case_id, state from bank_entry where state not in ('matched', 'settled') order by heard_at`;

/** What came for a case and waits with a person: row-level security shows it to staff. */
/** What came to the centre’s account for a case beyond what it owed, and is with a person. */
export const sumWaiting = async (sql: Db, caseId: string): Promise<number> =>
	(
		await sql<{ sum: number }[]>`
			select coalesce(sum(amount), 0)::int as sum from bank_entry where case_id = ${caseId} and state in ('twice', 'wrong-amount', 'late')`
	)[0]!.sum;

export const settleEntry = (sql: Db, id: string, how: string, by: string, at: Date) => sql`
	update bank_entry set state = 'settled', settled_how = ${how}, settled_by = ${by}, settled_at = ${at} where id = ${id}`;

export const findCentreOfCase = async (sql: Db, caseId: string): Promise<number | null> =>
	(await sql<{ centre: number | null }[]>`select case_centre(${caseId}) as centre`)[0]?.centre ?? null;

export const findCentreOfAccount = async (sql: Db, account: string): Promise<number | null> =>
	(await sql<{ id: number }[]>`select id from centre where bank_account = ${account} order by id limit 1`)[0]?.id ??
	null;
