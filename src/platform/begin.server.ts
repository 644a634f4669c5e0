import { setImmediate } from 'node:timers/promises';
import postgres from 'postgres';
import type { Pool, TransactionSql } from './db.server.ts';
import { begin, commit, rollback, rollbackTo, savepoint } from './sql-begin.server.ts';

// A transaction whose `begin` goes out together with what is asked first in it. The driver's own begins its work when `begin` is answered:
// one trip to the database more for each page, each command and each call.

type Work<T> = (sql: TransactionSql) => Promise<T>;

/** A statement of the driver, which is sent by whatever it was made with, or by whoever is named instead before it is. */
type Statement = postgres.PendingQuery<postgres.Row[]> & {
	handler: (statement: Statement) => void;
	reject: (fault: unknown) => void;
};

/** What the driver hands to `onexecute` of a statement: neither is in its types; its own `begin` stands on both, and its version is pinned. */
type Connection = {
	/** Sends a statement; false where it takes no other before an answer is there. */
	execute: (statement: Statement) => unknown;
	/** Keeps it from whoever asks the pool. Called when it owes no answer; the end of a transaction takes it away. */
	reserved: (() => void) | null;
	/** Called once it is closed. */
	onclose: ((fault: Error) => void) | null;
	/** Closes it; the pool opens another in its place. */
	terminate: () => void;
};

type Fault = { why: unknown };
type Line = {
	/** Why its connection is gone, or none came. */
	gone: Fault | null;
	/** By what the first statement failed. Those behind it say only that the transaction is aborted. */
	fault: Fault | null;
	/** `over`: whoever still asks is refused. `ended`: its end was sent. */
	stage: 'runs' | 'over' | 'ended';
	send: (statement: Statement) => void;
	/** Rejects where the connection goes, or none comes. */
	breaks: Promise<never>;
};

let lost = (): void => {};

/**
 * What a program does where a connection goes in the middle of a transaction. Its place in the pool may connect to nothing any more, so a program that
 * is kept running starts again, as it always did.
 */
export const whenLost = (act: () => void): void => void (lost = act);

/** Pools whose database has said how it numbers its types. The driver asks on the first connection, and sends an array as something else before. */
const taught = new WeakSet<Pool>();

/** Statements in their order, which wait until a connection takes them. */
function inOrder() {
	const waiting: Statement[] = [];
	let connection: Connection | null = null;
	const sendOn = (): void => {
		while (connection && waiting.length > 0) if (!connection.execute(waiting.shift()!)) connection = null;
	};
	return {
		add: (statement: Statement): void => {
			waiting.push(statement);
			sendOn();
		},
		/** From now on it takes some: until one has to be answered first. */
		sendOn: (by: Connection): void => {
			connection = by;
			sendOn();
		},
		refuse: (why: unknown): void => waiting.splice(0).forEach((one) => one.reject(why))
	};
}

/** `waits`: `begin` is not answered yet. `discarded`: we closed it. `closed`: the driver says that it is. */
type Held = { by: Connection | null; state: 'waits' | 'begun' | 'discarded' | 'closed' };

/**
 * Closes a connection on which something could not be sent: from there on it answers one statement by another's answer. Where it failed because its
 * connection went, the driver has heard of that by then.
 */
async function discard(held: Held): Promise<void> {
	await setImmediate();
	await setImmediate();
	if (held.state === 'closed') return;
	held.state = 'discarded';
	held.by?.terminate();
}

/** A connection from `begin` on. What is asked before the pool has one waits, and is refused where none comes; what is asked once it is gone is, too. */
function lineOf(pool: Pool): Line {
	const asked = inOrder();
	const breaks = Promise.withResolvers<never>();
	breaks.promise.catch(() => {});
	const held: Held = { by: null, state: 'waits' };
	const close = (why: unknown): void => {
		line.gone ??= { why };
		breaks.reject(why);
		asked.refuse(why);
	};
	const failed = async (why: unknown): Promise<void> => {
		line.fault ??= { why };
		if (line.gone || why instanceof postgres.PostgresError) return;
		close(why);
		await discard(held);
	};
	const send = (statement: Statement): void => {
		statement.catch(failed);
		if (line.gone) statement.reject(line.gone.why);
		else asked.add(statement);
	};
	const line: Line = { gone: null, fault: null, stage: 'runs', send, breaks: breaks.promise };
	const onexecute = (own: Connection): void => {
		held.by = own;
		own.reserved = () => asked.sendOn(own);
		own.onclose = (fault) => {
			// A database that cannot be reached has lost nothing, and what ended has ended.
			if (held.state === 'begun' && line.stage !== 'ended') lost();
			held.state = 'closed';
			close(fault);
		};
		if (taught.has(pool)) asked.sendOn(own);
	};
	void Object.assign(begin(pool), { options: { simple: true, prepare: false, onexecute } })
		.then(() => {
			held.state = 'begun';
			taught.add(pool);
		})
		.catch((why) => failed(why).then(() => close(why)));
	return line;
}

/** By itself the driver sends a statement of a pool on whichever connection is free. */
function sendBy<T>(made: T, send: (statement: Statement) => void): T {
	if (made instanceof Promise) Object.assign(made, { handler: send });
	return made;
}

/** The same statements as those of the pool, asked on one line. */
function asking(pool: Pool, line: Line): TransactionSql {
	const ask = (statement: Statement): void => {
		if (line.stage === 'runs') return line.send(statement);
		// Also where nobody waits for it.
		statement.catch(() => {});
		statement.reject(new Error('the transaction is over'));
	};
	const { array, json, typed, types } = pool;
	let savepoints = 0;
	const sql: object = Object.assign((...given: Parameters<Pool>) => sendBy(pool(...given), ask), {
		...{ array, json, typed, types },
		savepoint: <T>(work: Work<T>) => within(sql as TransactionSql, line, `s${savepoints++}`, work)
	});
	return sql as TransactionSql;
}

/** What a transaction failed by, where a statement says only that it has. */
const causeOf = ({ fault }: Line, why: unknown): unknown =>
	fault && why instanceof postgres.PostgresError && why.code === '25P02' ? fault.why : why;

async function within<T>(sql: TransactionSql, line: Line, name: string, work: Work<T>): Promise<T> {
	savepoint(sql, name).execute();
	try {
		const done = await work(sql);
		if (line.fault !== null) throw line.fault.why;
		return done;
	} catch (why) {
		const cause = causeOf(line, why);
		await rollbackTo(sql, name);
		line.fault = null;
		throw cause;
	}
}

/** Sends its end; nothing is to be kept where the answer is another than `COMMIT`. */
async function end(line: Line, how: postgres.PendingQuery<postgres.Row[]>): Promise<string> {
	if (line.gone) throw line.gone.why;
	line.stage = 'ended';
	return (await sendBy(how, line.send)).command;
}

async function run<T>(pool: Pool, line: Line, work: Work<T>): Promise<T> {
	const [done] = await Promise.allSettled([Promise.try(work, asking(pool, line))]);
	line.stage = 'over';
	const fault = done.status === 'rejected' ? { why: causeOf(line, done.reason) } : line.fault;
	if (fault) {
		await end(line, rollback(pool));
		throw fault.why;
	}
	// What was sent just before it may fail still.
	if ((await end(line, commit(pool))) !== 'COMMIT') throw line.fault?.why ?? new Error('nothing was kept');
	return (done as PromiseFulfilledResult<T>).value;
}

/**
 * A transaction on a connection of its own. What it asks first goes out together with `begin`, also where nobody waits for it. Nothing is asked in it
 * once it is over, be it by what was begun beside something that failed. Rejects where its connection goes, or none comes; then nothing more is sent.
 */
export function beginOn<T>(pool: Pool, work: Work<T>): Promise<T> {
	const line = lineOf(pool);
	return Promise.race([run(pool, line, work), line.breaks]);
}
