import { randomInt } from 'node:crypto';
import { tryPort } from '../../house/lib/ports.mjs';

/** Below the ports that a machine lends to whoever connects (from 32768 on, or later). */
const [FIRST, PAIRS] = [20_000, 6000];

/**
 * A port that nobody listens on, the next one left for the field's app. A house listens on it seconds after it was chosen; one of those that are
 * lent would be some connection's by then, once in a few runs.
 */
export async function freePort(left = 50): Promise<number> {
	const port = await tryPort(FIRST + 2 * randomInt(PAIRS));
	if (port !== undefined) return port;
	if (left === 0) throw new Error('no port is free on this machine');
	return freePort(left - 1);
}
