import * as v from 'valibot';
import { Spoken } from '#capabilities/learning/frame-shape.ts';

/** The errands that have a practice copy: to file, to pay by a code, to book a check-up, to look a result up, and what VNeID asks. */
export const errands = ['file', 'pay', 'book', 'look-up', 'vneid'] as const;
export type Errand = (typeof errands)[number];

export const letters = ['a', 'b', 'c'] as const;

const Choice = v.object({
	id: v.picklist(letters),
	picture: v.string(),
	says: Spoken,
	/** Why it is looked at again together, told kindly; null where it leads on. */
	again: v.nullable(Spoken)
});

/** What is to be read on a screen: two names to compare, an amount, a code. All of it is made up. */
const Shown = v.object({ picture: v.string(), label: Spoken, text: Spoken });

const Screen = v.object({
	picture: v.string(),
	/** The step in two or three words: it stands over the screen, and it is what is told at the end. */
	step: Spoken,
	asks: Spoken,
	shows: v.pipe(v.array(Shown), v.maxLength(2)),
	/** What is typed here, by the hand alone: it is in no form and goes nowhere. */
	types: v.nullable(Spoken),
	choices: v.pipe(v.array(Choice), v.minLength(2), v.maxLength(3))
});
export type Screen = v.InferOutput<typeof Screen>;

export const PracticeCopy = v.object({
	id: v.picklist(errands),
	picture: v.string(),
	name: Spoken,
	about: Spoken,
	screens: v.pipe(v.array(Screen), v.minLength(5), v.maxLength(8)),
	/** What is said once all was done: that nothing of it was real. */
	end: Spoken,
	/** Three of its screens, counted from one, in their order: what somebody tells at the end. */
	order: v.tuple([v.number(), v.number(), v.number()]),
	/** Statements of the frame whose task may be looked at here. */
	practises: v.array(v.pipe(v.string(), v.regex(/^T[1-5]\.[1-9]$/))),
	written: v.pipe(v.string(), v.isoDate())
});
export type PracticeCopy = v.InferOutput<typeof PracticeCopy>;
