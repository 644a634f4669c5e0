import * as v from 'valibot';
import { patternKinds, verdicts } from './rules-patterns.ts';

export const PatternRow = v.object({
	staff: v.string(),
	staffName: v.string(),
	kind: v.picklist(patternKinds),
	day: v.string(),
	times: v.number(),
	people: v.number(),
	verdict: v.nullable(v.picklist(verdicts)),
	settledByName: v.nullable(v.string())
});
export type PatternRow = v.InferOutput<typeof PatternRow>;

/** One member of staff over the days shown: searches, those that led to nobody, records opened outside of sessions, sessions, people; each day for itself. */
export const Watched = v.object({
	staff: v.string(),
	name: v.string(),
	...v.entriesFromList(['searches', 'idle', 'records', 'beside', 'people'], v.number()),
	/** Whether it is known who they are in the register. */
	known: v.boolean()
});
export type Watched = v.InferOutput<typeof Watched>;

/** One look; the names are shown to whoever may search the register, the others read how many there were. */
export const LookMade = v.object({
	id: v.number(),
	at: v.date(),
	what: v.string(),
	purpose: v.string(),
	beside: v.boolean(),
	people: v.number(),
	names: v.array(v.string())
});
export type LookMade = v.InferOutput<typeof LookMade>;
