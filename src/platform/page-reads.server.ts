import type { Actor } from '#kernel/actor.ts';
import { orAway } from './away.server.ts';
import { beginOn } from './begin.server.ts';
import { share, type Db, type Last, type Pool } from './db.server.ts';
import { setScope } from './scope.server.ts';

// A page asks many things of the database in the name of one person. Each in a transaction of its own would begin, say who asks, and end as often
// as it asks; here all of them are one, which ends before the page goes out, so that whoever was looked at reads it.

export type PageReads = {
	/** Does a read in the transaction of the page; null where it has to have one of its own: another asks, the page is out, or too many pages are made at once. */
	within: <T>(actor: Actor, request: string, work: (sql: Db) => Promise<T>) => Promise<T> | null;
	/** What is said in it last, such as a look: it goes out with its end, and where it fails the page does not. */
	last: (statements: readonly Last[]) => void;
	/** Ends it once everything that was begun in it is done. Rejects where it could not: what was read is then not to be shown. */
	end: () => Promise<void>;
};

/** So many pages hold a connection while they are made; the rest of the pool is for whoever needs one for a moment, as a page itself may. */
const AT_ONCE = 5;
let held = 0;

/** As whom row-level security sees somebody: what differs in one of these reads in a transaction of its own. */
const asWhom = ({ kind, id, row, subject, session, centres, areas = [] }: Actor): string =>
	JSON.stringify([kind, id, row, subject, session, centres, areas]);

type Open = {
	whom: string;
	sql: Promise<Db>;
	close: () => void;
	/** The driver’s own word that it is over. */
	begun: Promise<void>;
	/** Rejects where it broke before it was closed: a connection that is gone may be another’s by now. */
	lost: Promise<never>;
};

function begin(pool: Pool, actor: Actor, request: string): Open {
	const [ready, closing] = [Promise.withResolvers<Db>(), Promise.withResolvers<void>()];
	held++;
	const begun = beginOn(pool, async (sql) => {
		share(sql, pool);
		const scoped = setScope(sql, actor, request).execute();
		ready.resolve(sql);
		await scoped;
		await closing.promise;
	}).finally(() => held--);
	const lost = new Promise<never>((_, breaks) => void begun.catch(breaks));
	lost.catch(ready.reject);
	// Whoever waits hears of it, and whoever ends it; nobody has to.
	ready.promise.catch(() => {});
	return { whom: asWhom(actor), sql: ready.promise, close: () => closing.resolve(), begun, lost };
}

/** The reads of one page. Nothing is begun before the first of them. */
export function pageReads(pool: Pool): PageReads {
	let open: Open | null = null;
	let out = false;
	/** Until each has settled by itself the transaction stays open, also where nobody waits for it any more. */
	const running = new Set<Promise<unknown>>();
	const said: Last[] = [];
	const finish = async ({ close, begun }: Open): Promise<void> => {
		while (running.size > 0) await Promise.allSettled(running);
		close();
		// Of a statement that was refused the end of a transaction says nothing.
		const ends = await Promise.allSettled([begun, ...said]);
		for (const end of ends) if (end.status === 'rejected') throw end.reason;
	};
	return {
		within: (actor, request, work) => {
			if (out || (open === null && held >= AT_ONCE)) return null;
			open ??= begin(pool, actor, request);
			if (open.whom !== asWhom(actor)) return null;
			const { sql, lost } = open;
			const read = sql.then(work);
			running.add(read);
			void read.catch(() => {}).finally(() => running.delete(read));
			return orAway(() => Promise.race([read, lost]));
		},
		last: (statements) => {
			for (const one of statements) {
				one.execute();
				one.catch(() => {});
			}
			said.push(...statements);
		},
		end: async () => {
			out = true;
			if (open === null) return;
			const ending = open;
			await orAway(() => Promise.race([finish(ending), ending.lost]));
		}
	};
}
