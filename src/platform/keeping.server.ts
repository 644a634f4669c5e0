import type { Context } from './context.server.ts';
import type { Keeps, Kept } from './keeps.ts';

/**
 * What a room empties when somebody is erased. `at once`: in the transaction of whoever decides it, so that the proof counts it;
 * `after`: in the worker, as the house itself, where the rows are of places that the decider does not see.
 */
export type Forgetting = {
	name: string;
	when: 'at once' | 'after';
	forget: (context: Context, person: string) => Promise<unknown>;
	/** The commands that it may run, where it runs later. */
	may?: readonly { called: string }[];
};

let keeps: Readonly<Record<string, Kept>> = {};
let forgettings: readonly Forgetting[] = [];

/** Called once at the start by whoever wires the program: what all rooms keep of people, and how each forgets them. */
export function registerKeeping(rooms: readonly { keeps: Keeps; forgets: readonly Forgetting[] }[]): void {
	const all = rooms.flatMap((room) => Object.entries(room.keeps));
	keeps = Object.fromEntries(all.flatMap(([table, one]) => ('notTheirs' in one ? [] : [[table, one]])));
	forgettings = rooms.flatMap((room) => room.forgets);
}

/** What is kept of people, by table, whichever room keeps it. */
export const allKept = (): Readonly<Record<string, Kept>> => keeps;

export const forgettingsThat = (when: Forgetting['when']): readonly Forgetting[] =>
	forgettings.filter((one) => one.when === when);
