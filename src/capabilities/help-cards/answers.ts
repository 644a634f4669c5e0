import * as v from 'valibot';
import { Body } from './card-shape.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

/** How a card stands: being written, given to everybody, given while a newer version is written, or taken back. */
export const states = ['draft', 'given', 'changed', 'withdrawn'] as const;
export type CardState = (typeof states)[number];

const Head = v.omit(Body, ['steps']);

/** A card as staff see it in the list. */
export const CardLine = v.object({
	id: v.string(),
	...Head.entries,
	/** The newest version, and the one that everybody has; none where nobody has it yet. */
	version: v.number(),
	given: v.nullable(v.number()),
	state: v.picklist(states),
	/** It came with the house: nobody changes it here. */
	ofHouse: v.boolean(),
	/** When the version that everybody has was last tried, and by whom; of a card of the house nobody may have done so here. */
	triedOn: v.nullable(v.string()),
	triedBy: v.nullable(v.string()),
	/** How many say that it looks otherwise since then. */
	others: v.number(),
	/** Somebody is to try it: it looks otherwise, or the last time is long ago. */
	asks: v.boolean()
});
export type CardLine = v.InferOutput<typeof CardLine>;

export const CardShown = v.object({
	...CardLine.entries,
	steps: Body.entries.steps,
	/** What everybody has, where that is another version. */
	writtenBy: v.nullable(v.string()),
	/** Whether whoever looks may give it: they did not write it. */
	mayGive: v.boolean(),
	lacks: v.nullable(v.picklist(['card-title', 'card-steps'])),
	/** Since it was last tried: all who said so, by step; `seen` with those before. */
	otherSteps: v.array(v.object({ step: v.number(), count: v.number() })),
	seen: v.number()
});
export type CardShown = v.InferOutput<typeof CardShown>;

/** A card as anybody has it. */
export const CardOpen = v.object({
	id: v.string(),
	version: v.number(),
	...Body.entries,
	ofHouse: v.boolean(),
	/** When it was last tried; the day on which it was written where nobody has here. */
	triedOn: v.string(),
	tried: v.boolean()
});
export type CardOpen = v.InferOutput<typeof CardOpen>;
