import * as v from 'valibot';
import { Spoken } from '#capabilities/learning/frame-shape.ts';
import { errands, letters } from './copy-shape.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

const Shown = v.object({ picture: v.string(), label: Spoken, text: Spoken });

/** A screen while it is open: nothing of it says which key leads on. */
const OpenScreen = v.object({
	screen: v.number(),
	picture: v.string(),
	step: Spoken,
	asks: Spoken,
	shows: v.array(Shown),
	types: v.nullable(Spoken),
	choices: v.array(v.object({ id: v.picklist(letters), picture: v.string(), says: Spoken }))
});

/** What was pressed last and is looked at again: what it said, and why. */
const LookAgain = v.object({ choice: v.picklist(letters), picture: v.string(), says: Spoken, because: Spoken });

/** One of the three steps that are told, by its place in the true order. */
const Step = v.object({ place: v.number(), picture: v.string(), step: Spoken });

/** Where somebody is in an errand: at one of its screens, or at its end. */
export const AtErrand = v.object({
	errand: v.picklist(errands),
	name: Spoken,
	run: v.number(),
	of: v.number(),
	open: v.nullable(OpenScreen),
	again: v.nullable(LookAgain),
	end: v.nullable(
		v.object({
			says: Spoken,
			/** As they lie before whoever tells; once it was told in their true order. */
			steps: v.array(Step),
			told: v.nullable(v.picklist(['told-well', 'told-together']))
		})
	)
});
export type AtErrand = v.InferOutput<typeof AtErrand>;
export type OpenScreen = NonNullable<AtErrand['open']>;
export type LookAgain = NonNullable<AtErrand['again']>;
export type AtEnd = NonNullable<AtErrand['end']>;

/** The errands, and how far somebody came with each. */
export const OwnErrands = v.array(
	v.object({
		errand: v.picklist(errands),
		picture: v.string(),
		name: Spoken,
		about: Spoken,
		stands: v.picklist(['new', 'begun', 'done'])
	})
);
export type OwnErrands = v.InferOutput<typeof OwnErrands>;
