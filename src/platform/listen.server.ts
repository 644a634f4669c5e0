import type { Actor } from '#kernel/actor.ts';
import type { Context } from './context.server.ts';
import type { Written } from './dispatch.server.ts';
import type { JournalRow } from './sql.server.ts';

/** What a room does when the journal says that something happened, as the worker keeps it. Rooms make theirs by `listener`. */
export type Listener = {
	name: string;
	/** The commands whose journal rows it hears, by name. */
	hears: readonly string[];
	/** What its system actor may do, by name. */
	may: readonly string[];
	hear: (context: Context, row: JournalRow) => Promise<void>;
	/** Whose doings it does not hear: what they bring is seen to where it comes in. */
	notFrom?: Actor['kind'];
	/** All it does is to ring whoever follows what a row is about: of what no browser follows it hears nothing. */
	rings?: true;
	/** How often it is tried before it waits in the list of troubles for a person. */
	tries?: number;
};

export type Hearers = { always: readonly string[]; ringing: readonly string[] };

type Named = { called: string };
export type Heard = Named & { written?: Written };
type Carried<W> = W extends { detail: infer D } ? D : W extends { detail?: infer D } ? NonNullable<D> : object;

/** The journal row of a command: what it answered and told stands in it as the command wrote it. */
export type RowOf<C extends Heard> = C extends { written?: infer W extends Written }
	? Omit<JournalRow, 'answer' | 'detail'> & { answer: W['answer']; detail: Carried<W> }
	: never;

type Hears<C extends Heard> = Omit<Listener, 'hears' | 'may' | 'hear'> & {
	hears: C | readonly C[];
	may: readonly Named[];
	hear: (context: Context, row: RowOf<C>) => Promise<void>;
};

/**
 * A listener, by reference to the commands that it hears and those that it may run. It runs in the worker after commit, at least
 * once: its commands use `requestFor` so that a second run changes nothing. `hear` may speak to the outside.
 */
export const listener = <const C extends Heard>({ hears, may, hear, ...rest }: Hears<C>): Listener => ({
	...rest,
	hears: [hears].flat().map(({ called }) => called),
	may: may.map(({ called }) => called),
	// The row that the worker hands over is the one that this very command wrote.
	hear: (context, row) => hear(context, row as RowOf<C>)
});

const registered: Listener[] = [];

/** Called once at the start by whoever wires the program; upstream rooms never know who listens. */
export function register(listeners: readonly Listener[]): void {
	registered.splice(0, registered.length, ...listeners);
}

/** Who hears a command of an actor of a kind, by name: those that hear each row of it, and those that only ring. */
export function listenersOf(command: string, kind: Actor['kind']): Hearers {
	const all = registered.filter((one) => one.hears.includes(command) && one.notFrom !== kind);
	const names = (ones: readonly Listener[]): string[] => ones.map(({ name }) => name);
	return { always: names(all.filter(({ rings }) => !rings)), ringing: names(all.filter(({ rings }) => rings)) };
}

export const findListener = (name: string): Listener | undefined => registered.find((one) => one.name === name);
