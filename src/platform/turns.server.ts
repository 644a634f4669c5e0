import pLimit, { type LimitFunction } from 'p-limit';
import { Refusal } from '#kernel/refusal.ts';

/** How many of what one actor asks run at a time, and how many wait; what shares a name shares its places. */
type Turns = { of: string; most: number; wait: number };

/** A query that is dear: so many of one actor at a time, the rest waits without a transaction. */
export type InTurns = { turns?: Turns };

const places = new Map<string, LimitFunction>();

/**
 * Work in its turn: whoever asks a hundred times at once holds `most` connections to the database, and nobody else waits for them.
 * What waits holds none, and no more than `wait` do (`turns-full`). A name that nobody waits under is forgotten.
 */
export async function inTurn<T>({ of, most, wait }: Turns, whose: string, work: () => Promise<T>): Promise<T> {
	const name = `${of}\0${whose}`;
	const place = places.get(name) ?? pLimit(most);
	if (place.pendingCount >= wait) throw new Refusal('turns-full');
	places.set(name, place);
	try {
		return await place(work);
	} finally {
		// Counted when all of its own have been told: `p-limit` takes itself out of the count a breath later.
		setImmediate(() => {
			if (place.activeCount + place.pendingCount === 0 && places.get(name) === place) places.delete(name);
		});
	}
}

/** Under how many names somebody waits or is served now. */
export const turnsHeld = (): number => places.size;
