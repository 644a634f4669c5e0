import * as v from 'valibot';
import { PersonBrief } from '#capabilities/residents/answers.ts';
import { fields } from './rules-columns.ts';
import { lettersKinds } from './rules-letters.ts';
import { verdicts } from './rules-verdict.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

const ImportState = v.picklist([
	'reading',
	'broken',
	'mapping',
	'checking',
	'checked',
	'applying',
	'applied',
	'undoing',
	'undone',
	'dropped'
]);
export type ImportState = v.InferOutput<typeof ImportState>;

export const ImportBrief = v.object({
	id: v.string(),
	fault: v.nullable(v.string()),
	state: ImportState,
	madeAt: v.date(),
	rows: v.number(),
	checked: v.number(),
	fileName: v.string(),
	appliedAt: v.nullable(v.date()),
	undoneAt: v.nullable(v.date())
});
export type ImportBrief = v.InferOutput<typeof ImportBrief>;

/** Faults of ours, not of the sheet: a step that can be tried again, and in which state it is. */
export const againFrom: Partial<Record<string, 'reading' | 'checking'>> = {
	'import-not-read': 'reading',
	'import-not-checked': 'checking'
};

/** One field in which a row and the register differ: what stands there, and what the sheet says. Numbers and phones are masked; null is nothing. */
const Difference = v.object({ field: v.string(), has: v.nullable(v.string()), said: v.nullable(v.string()) });
export type Difference = v.InferOutput<typeof Difference>;

/** A row of the sheet beside whom it is held to be. */
export const ShownRow = v.object({
	n: v.number(),
	/** Where it stands in its worksheet, whose name is given where there are several. */
	at: v.number(),
	sheet: v.nullable(v.string()),
	verdict: v.picklist(verdicts),
	reasons: v.array(v.string()),
	differs: v.array(Difference),
	decision: v.nullable(v.picklist(['new', 'same', 'skip'])),
	said: v.nullable(
		v.object({
			name: v.string(),
			birthYear: v.nullable(v.number()),
			birthDate: v.nullable(v.string()),
			hamlet: v.nullable(v.string())
		})
	),
	cells: v.array(v.string()),
	has: v.nullable(PersonBrief)
});
export type ShownRow = v.InferOutput<typeof ShownRow>;

export const ImportWhole = v.object({
	...ImportBrief.entries,
	header: v.array(v.string()),
	mapping: v.object(v.entriesFromList(fields, v.optional(v.number()))),
	/** The first rows of the sheet, so that columns can be told by what is in them. */
	samples: v.array(v.array(v.string())),
	/** Places that are not in the list of hamlets: rows that name each, and of how many the register keeps its hamlet. */
	places: v.array(v.object({ said: v.string(), count: v.number(), kept: v.number() })),
	hamlets: v.array(v.object({ id: v.number(), name: v.string() })),
	/** Worksheets that are lists, each with the hamlet that its name says; `fits`: it is headed like the others. */
	sheets: v.array(
		v.object({
			name: v.string(),
			hidden: v.boolean(),
			fits: v.boolean(),
			taken: v.boolean(),
			rows: v.number(),
			hamlet: v.nullable(v.string())
		})
	),
	/** Columns in letters of before, with cells as they stand and as they would be read. */
	letters: v.array(
		v.object({
			column: v.number(),
			is: v.picklist(lettersKinds),
			mixed: v.boolean(),
			left: v.boolean(),
			examples: v.array(v.object({ before: v.string(), after: v.string() }))
		})
	),
	counts: v.object(v.entriesFromList(verdicts, v.number())),
	/** How many rows have a verdict yet, and how many doubtful ones are to be taken. */
	done: v.number(),
	taken: v.number(),
	reasons: v.array(v.object({ reason: v.string(), count: v.number() }))
});
export type ImportWhole = v.InferOutput<typeof ImportWhole>;
