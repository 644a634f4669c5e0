import type { Db } from './db.server.ts';
import { clearOldAttempts } from './sql-attempts.server.ts';

/**
 * What a room clears once it is older than a day: its own table, and nothing that is still open. How long that is, is a setting;
 * whoever runs the rules knows no table, as whoever writes the journal knows no listener.
 */
export type Clearing = {
	/** The period that it goes by, and how many days that is unless the house has set it otherwise. */
	rule: string;
	days: number;
	does: 'delete' | 'blank' | 'destroy';
	/** Clears what ended before this instant; answers how much. */
	clear: (db: Db, before: Date) => Promise<number>;
};

/** Tries of passwords, codes and slips that were counted. */
export const attemptsClearing: Clearing = {
	rule: 'keep-attempts',
	days: 90,
	does: 'delete',
	clear: async (db, before) => (await clearOldAttempts(db, before)).count
};
/** A clearing with the room whose it is: under its name stand the words for the period. */
export type ClearingOf = Clearing & { room: string };

let registered: readonly ClearingOf[] = [];

/** Called once at the start by whoever wires the program. */
export function registerClearings(rooms: readonly { name: string; clearings: readonly Clearing[] }[]): void {
	registered = rooms.flatMap(({ name, clearings }) => clearings.map((one) => ({ ...one, room: name })));
}

export const allClearings = (): readonly ClearingOf[] => registered;
