import type { Db } from './db.server.ts';
import { clearOldAttempts } from './sql-attempts.server.ts';

/**
 * What a room clears once it is older than a day: its own table, and nothing that is still open. How long that is, is a setting;
 * whoever runs the rules knows no table, as whoever writes the journal knows no listener.
 */
export type Clearing = {
	/** The period that it goes by. */
	rule: string;
	does: 'delete' | 'blank' | 'destroy';
	/** Clears what ended before this instant; answers how much. */
	clear: (db: Db, before: Date) => Promise<number>;
};

/** Tries of passwords, codes and slips that were counted. */
export const attemptsClearing: Clearing = {
	rule: 'keep-attempts',
	does: 'delete',
	clear: async (db, before) => (await clearOldAttempts(db, before)).count
};
const registered: Clearing[] = [];

/** Called once at the start by whoever wires the program. */
export function registerClearings(clearings: readonly Clearing[]): void {
	registered.splice(0, registered.length, ...clearings);
}

export const allClearings = (): readonly Clearing[] => registered;
