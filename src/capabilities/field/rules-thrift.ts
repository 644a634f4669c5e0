/** How a phone stands: how often in a row it asked in vain, how much waits on it, and whether its battery or its bytes are to be spared. */
export type Standing = { inVain: number; waiting: number; spare: boolean };

const MINUTE_MS = 60_000;
const LONGEST_MS = 16 * MINUTE_MS;

/**
 * How long until a phone that lies open asks the house again by itself, in milliseconds. A radio that looks for a line where there is none
 * costs a battery most, so that it waits twice as long each time; a line that comes is heard without asking. What waits goes within a
 * minute of a line; with nothing to deliver a phone that is to be spared asks a fifth as often. Locked away it asks nothing at all.
 */
export function restMs({ inVain, waiting, spare }: Standing): number {
	const rest = Math.min(MINUTE_MS * 2 ** inVain, LONGEST_MS);
	return spare && waiting === 0 ? Math.min(rest * 5, LONGEST_MS) : rest;
}

/** Below this a battery that is not charged is spared. */
export const LOW_BATTERY = 0.2;
