import type { Db } from './db.server.ts';
import type { Keys } from './keys.server.ts';

/**
 * What a room seals or hashes anew once there are new keys (`npm run keys`). `batch` renews at most so many rows that still stand
 * under an older key and answers how many: it is asked until nothing is left. A row that somebody changed meanwhile is left to the
 * next batch, because its old value is part of the condition.
 */
export type Renewal = {
	/** In the words of whoever runs the house. */
	what: string;
	batch: (db: Db, keys: Keys, atMost: number) => Promise<number>;
};

export const newestMaster = ({ master }: Keys): string => master.at(-1)!.id;
export const newestLookup = ({ lookup }: Keys): string => lookup.at(-1)!.id;

/** All batches of one renewal; answers how many rows it renewed. */
export async function renewAll(db: Db, keys: Keys, { batch }: Renewal, atMost = 500): Promise<number> {
	let sum = 0;
	for (let n = await batch(db, keys, atMost); n > 0; n = await batch(db, keys, atMost)) sum += n;
	return sum;
}
