import type { Db } from './db.server.ts';
import type { Keys } from './keys.server.ts';
import { clearOldAttempts } from './sql-attempts.server.ts';
import { clearDeliveries } from './sql-deliveries.server.ts';
import { clearRequests } from './sql.server.ts';

/** Ids of requests, and deliveries, that go in one night at most. */
const MOST_A_NIGHT = 200_000;

type Rule = {
	/** The period that it goes by, and how many days that is unless the house has set it otherwise; null: for ever, until it does. */
	rule: string;
	days: number | null;
	/** Nobody sets fewer. */
	least?: number;
	does: 'delete' | 'blank' | 'destroy';
};

/**
 * What a room clears once it is older than a day: its own table, and nothing that is still open. How long that is, is a setting;
 * whoever runs the rules knows no table, as whoever writes the journal knows no listener.
 */
export type Clearing = Rule & {
	/** Clears what ended before this instant; answers how much. */
	clear: (db: Db, before: Date) => Promise<number>;
};

/** Who clears, when, by which request, and how long was kept. */
export type Clears = { keys: Keys; now: Date; request: string; days: number };

/** The same of what may not go without a proof, which the journal holds. */
export type ProvedClearing = Rule & {
	letGo: (db: Db, before: Date, by: Clears) => Promise<{ cleared: number; proof?: string }>;
};

/** Tries of passwords, codes and slips that were counted. */
export const attemptsClearing: Clearing = {
	rule: 'keep-attempts',
	days: 90,
	does: 'delete',
	clear: async (db, before) => (await clearOldAttempts(db, before)).count
};
/**
 * Ids by which a request that is sent again is known. Later than this it is known by the journal, which does nothing twice either and takes
 * longer to say so.
 */
export const requestsClearing: Clearing = {
	...{ rule: 'keep-requests', days: 365, least: 60, does: 'delete' },
	clear: (db, before) => clearRequests(db, before, MOST_A_NIGHT)
};
/** Who was told of what happened. What waits, or was given up, stays until somebody saw to it. */
export const deliveriesClearing: Clearing = {
	...{ rule: 'keep-deliveries', days: 60, least: 7, does: 'delete' },
	clear: (db, before) => clearDeliveries(db, before, MOST_A_NIGHT)
};
/** A clearing with the room whose it is: under its name stand the words for the period. */
export type ClearingOf = (Clearing | ProvedClearing) & { room: string };

let registered: readonly ClearingOf[] = [];

/** Called once at the start by whoever wires the program. */
export function registerClearings(
	rooms: readonly { name: string; clearings: readonly (Clearing | ProvedClearing)[] }[]
): void {
	registered = rooms.flatMap(({ name, clearings }) => clearings.map((one) => ({ ...one, room: name })));
}

export const allClearings = (): readonly ClearingOf[] => registered;
