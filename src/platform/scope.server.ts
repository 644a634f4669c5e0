import type { Actor } from '#kernel/actor.ts';
import type { Context } from './context.server.ts';
import { transaction, transactionEnding, type Db, type Ended, type Fragment } from './db.server.ts';

/**
 * Tells row-level security who asks, until the end of the transaction. This is the one place that sets it:
 * the policies of every table read these settings, and without them they show nothing. A role that policies do not bind is refused
 * in the same breath: what keeps communes apart is never only the program.
 */
export const setScope = (sql: Db, actor: Actor, request: string) => sql`select ${scopeOf(sql, actor, request)}`;

const INT4 = 23;

const scopeOf = (
	sql: Db,
	{ kind, id, row, subject, session, centres, areas = [] }: Actor,
	request: string
): Fragment => sql`
	set_scope(${kind}, ${id}, ${row ?? null}, ${subject}, ${session}, ${sql.array([...centres], INT4)}, ${areas.join(',')}, ${request})`;

/**
 * The same, and takes the request's id, or waits for and yields to whoever has it: whether it was free. One round trip, because every
 * command begins with it.
 */
export const claimInScope = async (
	sql: Db,
	{ actor, request, now }: Pick<Context, 'actor' | 'request' | 'now'>
): Promise<boolean> =>
	(
		await sql<{ mine: boolean }[]>`
			with claimed as (insert into request (id, at) values (${request}, ${now}) on conflict (id) do nothing returning id)
			select ${scopeOf(sql, actor, request)}, exists (select from claimed) as mine`
	)[0]!.mine;

/** Statements that only ever find a few rows by their key keep one plan, whatever they are asked with, until the end of the transaction. */
const onePlan = (sql: Db): Fragment => sql`set_config('plan_cache_mode', 'force_generic_plan', true)`;

export const setScopeByKey = (sql: Db, { actor, request }: Pick<Context, 'actor' | 'request'>) => sql`
	select ${scopeOf(sql, actor, request)}, ${onePlan(sql)}`;

const hasCode = (fault: unknown, code: string): boolean =>
	fault instanceof Error && 'code' in fault && fault.code === code;

/** Whether a transaction ended because what it was about to move had gone: nothing of it was done. */
export const isGone = (fault: unknown): boolean => hasCode(fault, 'TNGON');

/** Whether it ended because something is there already that is there once: also the row of the journal of its request. */
export const isThere = (fault: unknown): boolean => hasCode(fault, '23505');

/** What is asked first goes out with the scope: the database does them one after the other, and nothing where that is refused. */
async function scoped<T>(sql: Db, actor: Actor, request: string, work: (sql: Db) => Promise<T>): Promise<T> {
	const set = setScope(sql, actor, request).execute();
	const done = await work(sql);
	await set;
	return done;
}

/** One transaction in the name of an actor: the only other way than a command or a query to see anything. */
export const inScope = <T>(db: Db, actor: Actor, request: string, work: (sql: Db) => Promise<T>): Promise<T> =>
	transaction(db, (sql) => scoped(sql, actor, request, work));

/** A read in the name of an actor: in the transaction of the page that asks, where there is one, or in one of its own. */
export const readIn = <T>(context: Reading, work: (sql: Db) => Promise<T>): Promise<T> =>
	context.reads?.within(context.actor, context.request, work) ??
	inScope(context.db, context.actor, context.request, work);

/** The same that ends with statements of its own: they go with the end of its transaction, be it the page’s or its own. */
export const readEnding = <T>(context: Reading, work: (sql: Db) => Promise<Ended<T>>): Promise<T> =>
	context.reads?.within(context.actor, context.request, async (sql) => {
		const { answer, last } = await work(sql);
		context.reads?.last(last);
		return answer;
	}) ?? transactionEnding(context.db, (sql) => scoped(sql, context.actor, context.request, work));

type Reading = Pick<Context, 'db' | 'actor' | 'request' | 'reads'>;

/** Looks at something as whoever a context names, outside of its commands: a listener that asks before it acts. */
export const lookAs = <T>(context: Context, look: (context: Context) => Promise<T>): Promise<T> =>
	readIn(context, (sql) => look({ ...context, db: sql }));
