import { Refusal } from '#kernel/refusal.ts';
import { apart } from '#platform/apart.server.ts';
import type { LookedThrough } from './read-hamlets.server.ts';

const MILLISECONDS = 10_000;

/**
 * What is in a file of hamlets and what is wrong with it. To lay boundaries over each other is more than linear in their points (two
 * combs of 400 teeth: 7 s), so it is done in a thread. Refuses what cannot be read, what is larger than any commune, and what takes
 * longer than `milliseconds` (`hamlets-slow`). Never called while a transaction is open.
 */
export const hamletFile = (text: string, milliseconds: number = MILLISECONDS): Promise<LookedThrough> =>
	apart(
		'src/capabilities/places/hamlet-thread.server.ts',
		{ text },
		{ milliseconds, late: new Refusal('hamlets-slow', { seconds: milliseconds / 1000 }) }
	);
