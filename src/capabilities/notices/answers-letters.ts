import * as v from 'valibot';
import { locales, trySaids } from './answers.ts';

/** A word that waits to be printed: for whom, where it goes, and what it says. */
export const LetterWaiting = v.object({
	notice: v.string(),
	person: v.string(),
	/** The name first; nothing where no letter finds them any more. */
	lines: v.array(v.string()),
	hamlet: v.nullable(v.string()),
	words: v.string(),
	locale: v.picklist(locales),
	/** It has to be there before. */
	until: v.nullable(v.date()),
	factAt: v.date()
});
export type LetterWaiting = v.InferOutput<typeof LetterWaiting>;

/** What was printed together, with how many of its letters stand how. */
export const Batch = v.object({
	id: v.string(),
	number: v.number(),
	letters: v.number(),
	by: v.nullable(v.string()),
	at: v.date(),
	printed: v.number(),
	posted: v.number(),
	given: v.number(),
	back: v.number()
});
export type Batch = v.InferOutput<typeof Batch>;

/** One letter as it lies in its batch; without lines once its person was erased. */
const LetterIn = v.object({
	id: v.string(),
	person: v.string(),
	place: v.number(),
	lines: v.array(v.string()),
	said: v.picklist(trySaids),
	saidAt: v.nullable(v.date()),
	/** Something newer is known, or nobody has to hear it any more: it need not go. */
	over: v.boolean()
});
export type LetterIn = v.InferOutput<typeof LetterIn>;
export const BatchShown = v.object({ batch: Batch, letters: v.array(LetterIn) });

/** A letter as it is printed, the same each time. */
const LetterPrinted = v.object({
	person: v.string(),
	place: v.number(),
	lines: v.array(v.string()),
	/** Whose words they are, the words, and how to ask after them. */
	words: v.array(v.string()),
	locale: v.picklist(locales)
});
export type LetterPrinted = v.InferOutput<typeof LetterPrinted>;
export const BatchPrinted = v.object({
	batch: v.string(),
	number: v.number(),
	sender: v.array(v.string()),
	letters: v.array(LetterPrinted)
});
export type BatchPrinted = v.InferOutput<typeof BatchPrinted>;
