import * as v from 'valibot';
import { turnWith } from '#kernel/shapes.ts';
import { keyedParts } from './rules-keying.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

const text = v.nullable(v.string());

export const ListRow = v.object({
	id: v.string(),
	number: v.number(),
	areaId: v.string(),
	area: v.string(),
	walker: text,
	printedBy: text,
	printedAt: v.date(),
	rows: v.number(),
	/** Whose names stand on it. */
	people: v.number(),
	done: v.number(),
	/** Rows that were keyed once, or twice and not the same. */
	open: v.number(),
	ended: v.nullable(v.picklist(['put-away', 'lost'])),
	endedBy: text,
	endedAt: v.nullable(v.date())
});
export type ListRow = v.InferOutput<typeof ListRow>;
export const Lists = turnWith(ListRow);

const state = v.picklist(['blank', 'mine', 'another', 'differs', 'done']);

export const RowsOfList = v.object({
	list: ListRow,
	rows: v.array(v.object({ id: v.string(), n: v.number(), book: text, lane: text, hamlet: text, state }))
});
export type RowsOfList = v.InferOutput<typeof RowsOfList>;

const person = v.object({ id: v.string(), name: text, year: v.nullable(v.number()), relation: v.string() });

/** A row to print: where, why it comes in this order, and who lives there. */
export const SheetRow = v.object({
	id: v.string(),
	n: v.number(),
	book: text,
	lane: text,
	hamlet: text,
	floor: v.nullable(v.number()),
	address: v.string(),
	why: v.string(),
	detail: text,
	people: v.array(person)
});
export type SheetRow = v.InferOutput<typeof SheetRow>;
export const Sheet = v.object({ list: ListRow, rows: v.array(SheetRow) });

/** What whoever asks keyed before. */
const mine = v.object({
	outcome: v.string(),
	day: v.string(),
	from: v.string(),
	until: v.string(),
	met: v.array(v.string()),
	taught: v.array(v.object({ person: v.string(), topic: v.string(), how: v.string() })),
	need: v.nullable(v.object({ person: v.string(), kind: v.string(), promisedOn: text }))
});

export const RowToKey = v.object({
	id: v.string(),
	n: v.number(),
	list: ListRow,
	state,
	mine: v.nullable(mine),
	/** What another hand read differently; how they read it is not told. */
	differs: v.array(v.picklist(keyedParts)),
	/** Who lives there; empty where the door is no more. */
	door: v.nullable(SheetRow),
	/** The next row with something to key. */
	next: text
});
export type RowToKey = v.InferOutput<typeof RowToKey>;
