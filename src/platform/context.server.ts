import type { Actor } from '#kernel/actor.ts';
import type { Db } from './db.server.ts';
import type { Keys } from './keys.server.ts';
import type { PageReads } from './page-reads.server.ts';
import type { Store } from './store.server.ts';

/** What every command and query is given: nothing reads a clock, a random source or a setting on its own. */
export type Context = {
	db: Db;
	actor: Actor;
	/** The server's time: it orders, and runs clocks. A phone's time is data. */
	now: Date;
	/** When it was said, where that was earlier and elsewhere: at a door, on paper. Days and the words in force go by it. */
	said?: Date;
	/** When it came here, where that was before it was carried out: a phone's word that lay in a box. */
	arrived?: Date;
	/** Id of this request, made by the sender: the idempotency key. */
	request: string;
	keys: Keys;
	store: Store;
	/** The transaction in which a page reads; nobody else has one. */
	reads?: PageReads | null;
	/** What whoever called takes out of the transaction in memory alone: it stands in no row, no journal and no answer. */
	aside?: Map<string, unknown>;
};

/** When what is told was said: now, unless it comes from a phone or a paper. */
export const saidAt = ({ said, now }: Pick<Context, 'said' | 'now'>): Date => said ?? now;

/** When what is told came here: now, unless it lay here before it was carried out. */
export const arrivedAt = ({ arrived, now }: Pick<Context, 'arrived' | 'now'>): Date => arrived ?? now;
