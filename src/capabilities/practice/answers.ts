import * as v from 'valibot';
import { families, Spoken } from '#capabilities/learning/frame-shape.ts';
import { acts, bands, signs } from './scam-shape.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

/** An item while it is heard: its lines so far, and nothing by which one could read what it is. */
export const Asked = v.object({
	item: v.string(),
	medium: v.picklist(['call', 'message']),
	picture: v.string(),
	mark: Spoken,
	before: Spoken,
	lines: v.array(Spoken),
	turn: v.number(),
	/** Whether more is to be heard. */
	more: v.boolean(),
	choices: v.array(v.object({ act: v.picklist(acts), picture: v.string(), says: Spoken })),
	/** Which of the set it is, counted from one, and of how many. */
	place: v.number(),
	of: v.number()
});
export type Asked = v.InferOutput<typeof Asked>;

/** The same once it was answered: what they did, what comes of it, and which finger went up at which line. */
export const Answered = v.object({
	item: v.string(),
	medium: v.picklist(['call', 'message']),
	mark: Spoken,
	genuine: v.boolean(),
	act: v.picklist(acts),
	turn: v.number(),
	well: v.boolean(),
	comes: Spoken,
	because: Spoken,
	then: Spoken,
	reflex: Spoken,
	/** Each finger with the first line at which it goes up. */
	raised: v.array(v.object({ sign: v.picklist(signs), line: Spoken })),
	/** The item that comes next; null once the set is over. */
	next: v.nullable(v.string())
});
export type Answered = v.InferOutput<typeof Answered>;

/** How they stand with practice: in words, never by a number. */
export const Own = v.object({
	band: v.picklist(bands),
	families: v.array(v.picklist(families)),
	/** The day on which practice comes again; null before the first whole set. */
	due: v.nullable(v.string()),
	/** Whether a set was begun and not ended. */
	begun: v.boolean(),
	next: v.string()
});
export type Own = v.InferOutput<typeof Own>;
