import postgres from 'postgres';
import { orAway } from './away.server.ts';
import { beginOn } from './begin.server.ts';

export type TransactionSql = postgres.TransactionSql;
export type Db = postgres.Sql | TransactionSql;
export type Pool = postgres.Sql;
/** A piece of a statement, to stand in another one. */
export type Fragment = postgres.Fragment;

/**
 * A pool on one province's schema. No SQL names a schema: the connection's `search_path` does.
 * Statements end after 10 s on the server, and a transaction in which nobody asks anything after `idleSeconds`; postgres.js was seen to leave
 * a promise unsettled when the server is killed, so `dispatch` adds a deadline of its own. A connection that nobody asks anything on is kept, or
 * let go after `restSeconds`: what it has learned of statements stays in its process at the database, some 13 MB.
 */
export const connect = (
	url: string,
	options: { province?: string; max?: number; idleSeconds?: number; restSeconds?: number } = {}
): Pool =>
	postgres(url, {
		max: options.max ?? 10,
		connect_timeout: 5,
		idle_timeout: options.restSeconds ?? 0,
		// A database that comes back is found at once: the driver's own waiting grows for the whole pool together.
		backoff: () => 0.2,
		transform: { column: { from: postgres.toCamel } },
		types: {
			bigint: { to: 20, from: [20], serialize: String, parse: Number },
			date: { to: 1082, from: [1082], serialize: (day: string) => day, parse: (day: string) => day }
		},
		connection: {
			search_path: `${options.province ?? 'thanh_hoa'},public`,
			statement_timeout: 10_000,
			...(options.idleSeconds ? { idle_in_transaction_session_timeout: options.idleSeconds * 1000 } : {}),
			application_name: 'tung-nha'
		},
		onnotice: () => {}
	});

/** The pool behind a transaction that several share: what needs one of its own is given another. */
const shared = new WeakMap<Db, Pool>();
export const share = (sql: Db, pool: Pool): void => void shared.set(sql, pool);
export const isShared = (sql: Db): boolean => shared.has(sql);

const behind = (given: Db): Db => shared.get(given) ?? given;

/** The pool behind what somebody was given; null in a transaction that a test holds open. */
export const poolOf = (given: Db): Pool | null => {
	const db = behind(given);
	return 'savepoint' in db ? null : db;
};

/** Runs in a transaction; inside one that a test holds open, a savepoint serves. */
export const transaction = <T>(given: Db, work: (sql: TransactionSql) => Promise<T>): Promise<T> => {
	const db = behind(given);
	return 'savepoint' in db ? (db.savepoint(work) as Promise<T>) : orAway(() => beginOn(db, work));
};

/** A statement that nobody reads the answer of, but whether it was done. */
export type Last = postgres.PendingQuery<postgres.Row[]>;
/** `kept`: what is done once all of it is kept. */
export type Ended<T> = { answer: T; last: readonly Last[]; kept?: () => void };

/**
 * The same, with statements that are done last: they go out together with the end of the transaction, so that it costs no trip of its own. Where one of
 * them fails nothing of it was done, and it rejects as they do.
 */
export async function transactionEnding<T>(db: Db, work: (sql: TransactionSql) => Promise<Ended<T>>): Promise<T> {
	// In a transaction that goes on, its end is no place to hear of it.
	const isLast = poolOf(db) !== null;
	const { answer, last, kept } = await transaction(db, async (sql) => {
		const done = await work(sql);
		for (const one of done.last) one.execute();
		if (!isLast) await Promise.all(done.last);
		return done;
	});
	await Promise.all(last);
	kept?.();
	return answer;
}
