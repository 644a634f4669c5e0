import type { Actor } from '#kernel/actor.ts';
import type { Db } from './db.server.ts';
import type { Keys } from './keys.server.ts';
import type { Store } from './store.server.ts';

/** What every command and query is given: nothing reads a clock, a random source or a setting on its own. */
export type Context = {
	db: Db;
	actor: Actor;
	/** The server's time; a phone's time is data. */
	now: Date;
	/** Id of this request, made by the sender: the idempotency key. */
	request: string;
	keys: Keys;
	store: Store;
};
