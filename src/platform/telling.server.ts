import type { Context } from './context.server.ts';
import type { Heard, RowOf } from './listen.server.ts';
import type { JournalRow } from './sql.server.ts';

/**
 * What may stand in the blanks of a word that goes out: a day (`yyyy-mm-dd`), a time (`hh:mm`), a desk as its door is labelled, đồng.
 * A name, a number of somebody or what a file is about has no blank.
 */
export const blanks = ['day', 'hour', 'desk', 'amount'] as const;
export type Blank = (typeof blanks)[number];
export type Says = Partial<Record<Blank, string>>;

/** One fact for one person. */
export type Told = {
	/** Nobody where it is told to nobody by name: whoever follows what it is about in a browser is rung. */
	to: string | null;
	/** Whose matter it is; their own where left out. */
	of?: string;
	/** The thing that it is about: a later fact of the same topic about it overtakes one that nobody has heard yet. */
	about: string;
	says?: Says;
	/** Not before this moment: it may still be taken back. */
	notBefore?: Date;
	/** After this moment it says nothing any more. */
	until?: Date | null;
	/** It tells of a change of the way by which they are reached: it goes as a text to their telephone, whatever way they chose, and to nobody else. */
	byText?: true;
	/** In the language in which they were told before it. */
	locale?: 'vi' | 'en' | 'hi';
	/** To the telephone that stood before this change of their record. Only together with `byText`. */
	beforeChange?: string;
};

/**
 * One fact for staff of the place where it happened: for these (null is nobody), or for whoever may open a door there, of these where they
 * are named. For nobody: what they were told of it is over.
 */
export type ToldStaff = {
	staff: readonly (string | null)[] | { may: { called: string }; of?: readonly string[] };
	/** Who is told nothing of it: whoever did it, whom it is about. */
	but?: readonly (string | null)[];
	about: string;
	/** By what its page is found, where that is not the thing itself. */
	page?: string;
	/** Whose matter it is: what staff were told goes with them. */
	person?: string | null;
	/** After this moment it says nothing any more. */
	until?: Date | null;
};

export const isForStaff = (told: Told | ToldStaff): told is ToldStaff => 'staff' in told;

/**
 * A fact that people are told, as a room declares it. Its words stand under `<room>.tell-<fact>`; to whoever somebody named to be told
 * with them, under `<room>.tell-<fact>-for`.
 */
export type Tell = {
	name: string;
	hears: readonly string[];
	topic: string;
	/** It has to be heard: where no channel reaches them, a person goes on. */
	must: boolean;
	/** Nobody is called for it: where no channel reaches them, it is read to them when they come by. */
	waits?: true;
	/** Nobody is told it by name: it has no words, and rings whoever follows what the row of the journal is about. */
	rings?: true;
	/** Staff are told it, on a page of their own: it has words for them alone, and what it is about stands behind it. */
	staff?: true;
	/** They know it already: nothing is said, and what waited to be told of the same topic is over. */
	known?: true;
	/** It goes only while whose matter it is says yes to this too, besides to being sent words: asked again when it is handed over. */
	purpose?: string;
	/** The blanks that its words may use. */
	says: readonly Blank[];
	told: (context: Context, row: JournalRow) => Promise<readonly (Told | ToldStaff)[]>;
};

type Of<C extends Heard, T> = {
	hears: C | readonly C[];
	told: (context: Context, row: RowOf<C>) => Promise<readonly T[]> | readonly T[];
};
type Tells<C extends Heard> = Omit<Tell, 'hears' | 'told' | 'staff'> & Of<C, Told>;

/** A fact by reference to the commands that make it, so that what their journal rows carry is typed and the arrow is a real import. */
export const tell = <const C extends Heard>({ hears, told, ...rest }: Tells<C>): Tell => ({
	...rest,
	hears: [hears].flat().map(({ called }) => called),
	// The row that the worker hands over is the one that this very command wrote.
	told: async (context, row) => told(context, row as RowOf<C>)
});

/** The same for staff: it costs nobody anything, is read on their page, and has no blanks. */
export const tellStaff = <const C extends Heard>({
	hears,
	told,
	...rest
}: Pick<Tell, 'name' | 'topic' | 'known'> & Of<C, ToldStaff>): Tell => ({
	...rest,
	...{ staff: true, must: false, says: [] },
	hears: [hears].flat().map(({ called }) => called),
	told: async (context, row) => told(context, row as RowOf<C>)
});

/** The key of the words of a fact, to themself or to whoever is told with them. */
export const tellKey = (name: string, forAnother = false): string =>
	`${name.replace('.', '.tell-')}${forAnother ? '-for' : ''}`;

let registered: readonly Tell[] = [];
let unsaid: readonly (() => readonly string[])[] = [];
let holding: (door: string) => readonly string[] = () => [];

type Telling = { tells: readonly Tell[]; unsaid: () => readonly string[] };

/** Called once at the start by whoever wires the program. `roles`: who may open a door. */
export function registerTelling(rooms: readonly Telling[], roles: (door: string) => readonly string[]): void {
	registered = rooms.flatMap(({ tells }) => tells);
	holding = roles;
	unsaid = rooms.map((room) => room.unsaid);
}

/** Every fact that residents are told in words: what they know already has none, nor what only rings. */
export const allTold = (): readonly Tell[] =>
	registered.filter(({ known, rings, staff }) => !known && !rings && !staff);

/** What is told for something of its own, and for what. */
export const purposes = (): { fact: string; purpose: string }[] =>
	registered.flatMap(({ name, purpose }) => (purpose ? [{ fact: name, purpose }] : []));

/** What else somebody has to have said yes to before a fact is told; null where nothing. */
export const purposeOf = (fact: string): string | null => registered.find(({ name }) => name === fact)?.purpose ?? null;

/** The roles of whoever may open a door. */
export const rolesFor = (door: { called: string }): readonly string[] => holding(door.called);

/** Names that stand in no word that goes out: of procedures, for one may betray an illness. */
export const unsaidNames = (): string[] => unsaid.flatMap((names) => names());
