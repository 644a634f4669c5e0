import { setTimeout } from 'node:timers/promises';
import { poolOf, type Db, type Pool } from './db.server.ts';
import { notifyWorkers } from './sql-deliveries.server.ts';

// Workers are told that there is something to deliver once it is kept, in a breath of its own: a notification within a transaction keeps the end of
// every other that has one waiting until its own is on the disk. Where the program goes between the two, a worker finds it by itself within a second.

/** Whoever has something to deliver within as many milliseconds of a word is told of in the next. */
const GAP_MS = 4;

/** A word that takes longer may never come back: a connection whose database is killed does not always say so. */
const DEADLINE_MS = 2000;

/** Pools that are telling, and whether there is something new since. */
const telling = new WeakMap<Pool, { again: boolean }>();

async function tellOn(pool: Pool, state: { again: boolean }): Promise<void> {
	while (state.again) {
		state.again = false;
		// Whom it does not reach looks by itself.
		const told = notifyWorkers(pool).catch(() => undefined);
		await Promise.race([told, setTimeout(DEADLINE_MS, undefined, { ref: false })]);
		await setTimeout(GAP_MS, undefined, { ref: false });
	}
	telling.delete(pool);
}

/** Wakes the workers; of several at once they are told once. Nothing in a transaction that a test holds open. */
export function wakeWorkers(db: Db): void {
	const pool = poolOf(db);
	if (!pool) return;
	const now = telling.get(pool);
	if (now) {
		now.again = true;
		return;
	}
	const state = { again: true };
	telling.set(pool, state);
	void tellOn(pool, state);
}
