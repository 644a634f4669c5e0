import { setImmediate } from 'node:timers/promises';
import type { Steps } from '#kernel/steps.ts';

/** So long the program answers nobody else. */
const MILLISECONDS = 8;
/** Nobody waits longer for it, and the database would end its transaction: as where a statement takes too long (`dispatch`). */
const LONGEST_MS = 15_000;

/**
 * Works something out in turns with whatever else is asked of the program: no longer than `milliseconds` on end. What is to be worked out
 * inside a transaction, and takes seconds only where a place is far larger than others; it ends after fifteen. For more than that there is `apart`.
 */
export async function inTurns<A>(
	steps: Steps<A>,
	milliseconds: number = MILLISECONDS,
	longest = LONGEST_MS
): Promise<A> {
	const first = performance.now();
	for (let begun = first; ;) {
		const { done, value } = steps.next();
		if (done) return value;
		if (performance.now() - begun < milliseconds) continue;
		if (begun - first > longest) throw Object.assign(new Error('worked too long'), { code: '57014' });
		await setImmediate();
		begun = performance.now();
	}
}
