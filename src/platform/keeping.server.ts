import type { Context } from './context.server.ts';
import type { Keeps, Kept } from '#kernel/kept.ts';

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

/** A table with the room that keeps it: under its name stand the table’s title and what was done there. */
export type KeptIn = Kept & { room: string };

let keeps: Readonly<Record<string, KeptIn>> = {};
let forgettings: readonly Forgetting[] = [];

/** Called once at the start by whoever wires the program: what all rooms keep of people, and how each forgets them. */
export function registerKeeping(
	rooms: readonly { name: string; keeps: Keeps; forgets: readonly Forgetting[] }[]
): void {
	keeps = Object.fromEntries(
		rooms.flatMap((room) =>
			Object.entries(room.keeps).flatMap(([table, one]) =>
				'notTheirs' in one ? [] : [[table, { ...one, room: room.name }]]
			)
		)
	);
	forgettings = rooms.flatMap((room) => room.forgets);
}

/** What is kept of people, by table, whichever room keeps it. */
export const allKept = (): Readonly<Record<string, KeptIn>> => keeps;

export const forgettingsThat = (when: Forgetting['when']): readonly Forgetting[] =>
	forgettings.filter((one) => one.when === when);
