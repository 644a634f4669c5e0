import type { Context } from './context.server.ts';
import type { JournalRow } from './sql.server.ts';

/**
 * What a room does when the journal says that something happened. It runs in the worker after commit, at least once:
 * its commands use `requestFor` so that a second run changes nothing. `hear` may speak to the outside.
 */
export type Listener = {
	name: string;
	/** The commands whose journal rows it hears. */
	hears: readonly string[];
	/** What its system actor may do. */
	may: readonly string[];
	hear: (context: Context, row: JournalRow) => Promise<void>;
	/** How often it is tried before it waits in the list of troubles for a person. */
	tries?: number;
};

const registered: Listener[] = [];

/** Called once at the start by whoever wires the program; upstream rooms never know who listens. */
export function register(listeners: readonly Listener[]): void {
	registered.splice(0, registered.length, ...listeners);
}

export const listenersOf = (command: string): string[] =>
	registered.filter((one) => one.hears.includes(command)).map((one) => one.name);

export const findListener = (name: string): Listener | undefined => registered.find((one) => one.name === name);
