/** The rows of one person, by table, as the database tells them; the names are those of its columns. */
export type Row = Record<string, unknown>;
export type Everything = Record<string, Row[]>;

/** How one sealed column is opened: under whose key, and what it is bound to, the same as where it is written. */
export type Opens = { bind: (row: Row) => string; subject?: (row: Row) => string };

/** A table that holds something of a person. */
export type Kept = {
	/** Cells in which words about a person can stand: what an erasure empties, and what its proof counts. */
	words?: readonly string[];
	/** Those of them that are sealed. */
	sealed?: Readonly<Record<string, Opens>>;
	/** Words of it stay readable as long as a file of theirs has to be kept. */
	withFiles?: true;
	/** What their copy shows of a row, in words and in this order; ids and hashes are in the JSON alone. */
	copy: readonly Column[];
};

/** Why a table that points to a person, or to something of theirs, is not in their copy. */
type NotTheirs = { notTheirs: string };

/**
 * What a room keeps of people, table by table. The rows are told by its function `kept_in_<room>` of the database; a test holds the
 * two against each other, and finds a table that points to a person and stands in neither.
 */
export type Keeps = Readonly<Record<string, Kept | NotTheirs>>;

type Locale = 'vi' | 'en' | 'hi';
type Said = Readonly<Record<Locale, string>>;
type Asked = { id: string; kind: string; ask: Said; choices?: readonly { value: string; words: Said }[] | undefined };

/** What the room of the procedures knows of them, passed in: the name and papers by code, and the questions of its form. */
export type Names = {
	procedure: (code: string) => { plain: Said; papers: readonly { id: string; name: string }[] } | undefined;
	form: (code: string) => { questions: readonly Asked[] };
};

/** Whoever reads a copy: in which language, and what is known of the files that its rows name. */
export type Reader = {
	locale: Locale;
	/** A word of any room by its whole key; nothing where there is none. */
	say: (key: string, slots?: Record<string, string | number>) => string | null;
	names: Names | null;
	/** The files of the copy by id. */
	files: ReadonlyMap<string, Row>;
};

/** How the value of a cell is shown: lines to read, or null where there is nothing to show. */
export type Show = (value: unknown, reader: Reader, row: Row) => string | readonly string[] | null;

/** A cell that is read: its column, how it is shown, and the key of its heading where that is not `privacy.col-<column>`. */
export type Column = readonly [column: string, show: Show, heading?: string];
