import { setImmediate } from 'node:timers/promises';
import type { Steps } from '#kernel/steps.ts';

/** So long the program answers nobody else. */
const MILLISECONDS = 8;

/**
 * Works something out in turns with whatever else is asked of the program: no longer than `milliseconds` on end. What is to be worked out
 * inside a transaction, and takes seconds only where a place is far larger than others; for more than that there is `apart`.
 */
export async function inTurns<A>(steps: Steps<A>, milliseconds: number = MILLISECONDS): Promise<A> {
	for (let begun = performance.now(); ;) {
		const { done, value } = steps.next();
		if (done) return value;
		if (performance.now() - begun < milliseconds) continue;
		await setImmediate();
		begun = performance.now();
	}
}
