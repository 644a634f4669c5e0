import * as v from 'valibot';
import { Spoken } from '#capabilities/learning/frame-shape.ts';
import { RunShown } from './answers.ts';

// What is said of lessons that were missed, and of guests: one definition for OpenAPI, the API, the pages and the tests.

const Where = { run: v.string(), no: v.number(), day: v.string(), starts: v.string(), venue: v.string() };

/** A lesson in which one that was missed can be made up for, and how many places it has for guests. */
const Fit = v.object({
	...Where,
	minutes: v.number(),
	name: Spoken,
	hamlet: v.nullable(v.string()),
	places: v.number()
});

export const MissedShown = v.object({
	run: RunShown,
	rows: v.array(
		v.object({
			person: v.string(),
			name: v.string(),
			needs: v.array(v.string()),
			number: v.number(),
			no: v.number(),
			day: v.string(),
			how: v.picklist(['away', 'excused']),
			/** The lesson of another class in which they will sit. */
			coming: v.nullable(v.object({ guest: v.string(), ...Where })),
			/** Lessons in which they may; those without a free place too. */
			fits: v.array(Fit)
		})
	)
});

/** A lesson that somebody missed, as they read it themselves: where they may make up for it. */
export const MyMissed = v.object({
	run: v.string(),
	no: v.number(),
	day: v.string(),
	fits: v.array(Fit)
});

/** A lesson in which somebody is a guest, as they read it themselves. */
export const MyMakeUp = v.object({
	guest: v.string(),
	run: RunShown,
	no: v.number(),
	day: v.string()
});

/** A guest of a lesson, for whoever sees to the class. */
export const GuestShown = v.object({
	id: v.string(),
	personId: v.string(),
	name: v.string(),
	needs: v.array(v.string()),
	number: v.number(),
	no: v.number(),
	day: v.string()
});
export type GuestShown = v.InferOutput<typeof GuestShown>;
