import { homeOf, type Actor } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { isAway } from './away.server.ts';
import type { Context } from './context.server.ts';
import { transactionEnding, type Db, type Ended, type Last } from './db.server.ts';
import type { Answer, Written } from './dispatch.server.ts';
import { lookupHashes } from './keys.server.ts';
import { tellOf } from './line.server.ts';
import { listenersOf } from './listen.server.ts';
import { claimInScope, inScope, isGone, isThere, setScopeByKey } from './scope.server.ts';
import { findRequest, insertJournal, type NewLook } from './sql.server.ts';
import { wakeWorkers } from './wake.server.ts';

// A request is done once, however often it is sent, and what was done stands in the journal.

type Doing<A> = {
	/** What is done where the request is new. */
	done: (sql: Db) => Promise<Ended<A>>;
	/** What is answered where it was done before. */
	again: (sql: Db) => Promise<A>;
};

/** Does what a request asks once it is known to be new. */
export const doneOnce = <A>(context: Context, { done, again }: Doing<A>): Promise<A> =>
	orAnew(() =>
		transactionEnding(context.db, async (sql) =>
			(await claimInScope(sql, context)) ? done(sql) : { answer: await again(sql), last: [] }
		)
	).catch(orAgain(context, again, isThere));

/** So often what is moved last may have gone before the end. Each time somebody else moved it. */
const MOST_ANEW = 4;

/** Where what it moves last had gone by its end, nothing of it was done, and it is done anew with what is there now. */
async function orAnew<A>(run: () => Promise<A>, left = MOST_ANEW): Promise<A> {
	try {
		return await run();
	} catch (fault) {
		if (!isGone(fault) || left === 0) throw fault;
	}
	return orAnew(run, left - 1);
}

/**
 * Where a request turned out to be done, nothing of it was done now, and it is answered as then. One whose id is kept no longer, or never was, may
 * stumble over what it wrote itself.
 */
const orAgain =
	<A>(context: Context, again: Doing<A>['again'], mayBe: (fault: unknown) => boolean) =>
	(fault: unknown): Promise<A> => {
		if (!mayBe(fault)) throw fault;
		return inScope(context.db, context.actor, context.request, async (sql) => {
			if (!(await findRequest(sql, context.request))) throw fault;
			return again(sql);
		});
	};

/**
 * The same without a claim: what is done goes out with its scope, and of a request that was done before the row of the journal, which is there once,
 * ends it. Whatever it fails by then may be what it did itself.
 */
export const doneAhead = <A>(context: Context, { done, again }: Doing<A>): Promise<A> =>
	orAnew(() =>
		transactionEnding(context.db, async (sql) => {
			const [scoped, worked] = await Promise.allSettled([setScopeByKey(sql, context).execute(), done(sql)]);
			if (scoped.status === 'rejected') throw scoped.reason;
			if (worked.status === 'rejected') throw worked.reason;
			return worked.value;
		})
	).catch(orAgain(context, again, (fault) => !isAway(fault)));

/** The keyed hash of what was asked, under the newest key and then under older ones. */
export const hashesOf = ({ keys }: Context, name: string, input: unknown): [Buffer, ...Buffer[]] =>
	lookupHashes(keys, 'input', `${name}\0${JSON.stringify(input)}`).toReversed() as [Buffer, ...Buffer[]];

/** The same request again: the same answer, and nothing changes. */
export async function repeat(sql: Db, { actor, request }: Context, hashes: readonly Buffer[]): Promise<Answer> {
	const done = await findRequest(sql, request);
	if (!done || !hashes.some((hash) => done.inputHash.equals(hash)) || done.actorId !== actor.id)
		throw new Refusal('request-used');
	return done.answer as Answer;
}

/** As what it was done: the role of whoever holds several, and the key of a program. */
const actedAs = ({ inRole, key }: Actor, command: string): Record<string, string> => {
	const role = inRole?.(command);
	return { ...(role ? { role } : {}), ...(key === undefined ? {} : { key }) };
};

/**
 * What ends a command: the row of the journal, in the transaction of what it tells, with whom it showed, and a word to whoever shows the same; once it is
 * kept, workers are woken where somebody hears it.
 */
export function record(
	sql: Db,
	{ db, actor, now, request }: Context,
	command: string,
	inputHash: Buffer,
	written: Written,
	look: NewLook | null
): Pick<Ended<never>, 'kept'> & { last: Last[] } {
	const row = {
		at: now,
		request,
		command,
		actorKind: actor.kind,
		actorId: actor.id,
		authority: actor.authority,
		sessionId: written.session === undefined ? actor.session : written.session,
		centreId: written.centre === undefined ? homeOf(actor) : written.centre,
		personId: written.person === undefined ? actor.subject : written.person,
		about: written.about ?? null,
		inputHash,
		detail: { ...written.detail, ...actedAs(actor, command) },
		answer: written.answer
	};
	const hearers = listenersOf(command, actor.kind);
	const entry = insertJournal(sql, row, hearers, look, written.does ?? null);
	const heard = hearers.always.length + hearers.ringing.length > 0;
	return {
		last: [entry, ...tellOf(sql, row, actor.desk)],
		// It counts who is to hear it; where nobody ever does, itself.
		kept: () => void (heard && entry.then(({ count }) => count > 0 && wakeWorkers(db)))
	};
}
