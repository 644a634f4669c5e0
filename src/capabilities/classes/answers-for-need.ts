import * as v from 'valibot';
import { plans } from '#capabilities/assistance/need.ts';
import { StatementShown } from '#capabilities/learning/answers.ts';
import { LessonShown, RunShown } from './answers.ts';
import { classNeeds } from './rules-for-need.ts';
import { seatStates } from './rules-seats.ts';

/** A need that a class can meet, as it stands, with the classes that fit it: one definition for OpenAPI, the API, the pages and the tests. */
export const NeedClasses = v.object({
	need: v.string(),
	person: v.string(),
	kind: v.picklist(classNeeds),
	plan: v.nullable(v.picklist(plans)),
	promisedOn: v.nullable(v.string()),
	/** What lessons at which they were taught and they do not do alone today. */
	gaps: v.array(StatementShown),
	/** Classes that fit and in which they have a place or wait already. */
	has: v.array(v.object({ run: RunShown, state: v.picklist(seatStates) })),
	/** Classes in which they may have one: the first lesson that is to come, and what whoever asks now gets. */
	fits: v.array(v.object({ run: RunShown, first: LessonShown, gets: v.picklist(['taken', 'waiting']) }))
});
export type NeedClasses = v.InferOutput<typeof NeedClasses>;
