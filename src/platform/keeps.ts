/** The rows of one person, by table, as the database tells them; the names are those of its columns. */
export type Row = Record<string, unknown>;

/** How one sealed column is opened: under whose key, and what it is bound to, the same as where it is written. */
export type Opens = { subject?: (row: Row) => string; bind: (row: Row) => string };

/** A table that holds something of a person. */
export type Kept = {
	/** Cells in which words about a person can stand: what an erasure empties, and what its proof counts. */
	words?: readonly string[];
	/** Those of them that are sealed. */
	sealed?: Readonly<Record<string, Opens>>;
	/** Words of it may still be readable while a file has to be kept. */
	withFiles?: true;
};

/** Why a table that points to a person, or to something of theirs, is not in their copy. */
export type NotTheirs = { notTheirs: string };

/**
 * What a room keeps of people, table by table. Its rows are read by the function `kept_in_<room>` of the database, which its own
 * migration writes; a test holds the two against each other, and finds a table that points to a person and stands in neither.
 */
export type Keeps = Readonly<Record<string, Kept | NotTheirs>>;
