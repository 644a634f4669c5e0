import * as v from 'valibot';
import { topics } from '#capabilities/assistance/topics.ts';
import { forms, Spoken } from './frame-shape.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

/** How a step was seen: done by themselves, after a word or a finger, or not. */
export const seen = ['self', 'hint', 'not'] as const;
export type Seen = (typeof seen)[number];

/** How it feels to somebody, by a face: never part of what they were seen to do. */
export const faces = ['poor', 'fair', 'good', 'great'] as const;
export type Face = (typeof faces)[number];

export const levels = [0, 1, 2, 3] as const;
export type Level = (typeof levels)[number];

/** A statement as a page shows it, of the frame or of the commune. */
export const StatementShown = v.object({
	id: v.string(),
	topic: v.picklist(topics),
	critical: v.boolean(),
	own: v.boolean(),
	/** In three languages; a commune's own stand in Vietnamese in each. */
	levels: v.tuple([Spoken, Spoken, Spoken])
});
export type StatementShown = v.InferOutput<typeof StatementShown>;

/** Genuine things that were trusted, and scams that were seen through: both counts always stand together. */
export const Judged = v.object({
	seenThrough: v.object({ right: v.number(), of: v.number() }),
	trusted: v.object({ right: v.number(), of: v.number() })
});

export const Standing = v.object({
	/** What was seen, heard and judged together allow; null where nothing was seen yet. */
	level: v.nullable(v.picklist(levels)),
	task: v.nullable(v.picklist(levels)),
	judged: Judged,
	felt: v.nullable(v.picklist(faces)),
	/** More sure of oneself than what was seen allows. */
	sure: v.boolean(),
	/** What is missing before they can be said to do it alone. */
	lacks: v.nullable(v.picklist(['task', 'judged', 'both'])),
	last: v.nullable(v.date())
});
export type Standing = v.InferOutput<typeof Standing>;

export const Skills = v.array(v.object({ ...StatementShown.entries, ...Standing.entries }));
export type Skills = v.InferOutput<typeof Skills>;

export const TaskShown = v.object({
	form: v.picklist(forms),
	on: v.picklist(['own-phone', 'practice']),
	asks: Spoken,
	trouble: Spoken,
	steps: v.array(v.object({ says: Spoken, safe: v.boolean() }))
});

/** One statement beside whoever is looked at: the task they meet next, and all that was seen of them. */
export const Beside = v.object({
	...StatementShown.entries,
	...Standing.entries,
	next: TaskShown,
	before: v.array(
		v.object({ id: v.string(), at: v.date(), item: v.string(), level: v.picklist(levels), mine: v.boolean() })
	),
	/** An item that they have not judged in this round; null where none is left, or there is none. */
	item: v.nullable(v.string())
});
export type Beside = v.InferOutput<typeof Beside>;
