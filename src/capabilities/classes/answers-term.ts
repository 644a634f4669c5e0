import * as v from 'valibot';
import { Spoken } from '#capabilities/learning/frame-shape.ts';
import { whyNot } from './rules-days.ts';
import { organisations } from './rules-hosts.ts';
import { whyNoPlace } from './rules-term.ts';

const Wish = { wish: v.string(), name: Spoken, hamlet: v.nullable(v.string()) };

/** What a commune wishes for in a term, and how the house would plan it. */
export const TermShown = v.object({
	venues: v.array(
		v.object({ id: v.string(), name: v.string(), capacity: v.number(), stepFree: v.boolean(), power: v.boolean() })
	),
	teachers: v.array(v.object({ staff: v.string(), name: v.string(), organisation: v.picklist(organisations) })),
	wishes: v.array(
		v.object({
			id: v.string(),
			name: Spoken,
			hamlet: v.nullable(v.string()),
			learners: v.number(),
			since: v.string(),
			starts: v.array(v.string())
		})
	),
	/** Hamlets in which at least three ask for the same, have no class near, and none is wished for. */
	asking: v.array(
		v.object({
			hamletId: v.number(),
			hamlet: v.string(),
			template: v.string(),
			name: Spoken,
			learners: v.number(),
			since: v.string()
		})
	),
	last: v.nullable(
		v.object({
			id: v.string(),
			fromDay: v.string(),
			untilDay: v.string(),
			planned: v.boolean(),
			placed: v.array(
				v.object({
					...Wish,
					trainer: v.string(),
					organisation: v.string(),
					venue: v.string(),
					starts: v.string(),
					days: v.array(v.string()),
					given: v.array(v.object({ day: v.string(), why: v.picklist(whyNot) }))
				})
			),
			unplaced: v.array(v.object({ ...Wish, why: v.picklist(whyNoPlace) })),
			/** Days that learners together wait less, and classes that find a place more, than planned one after the other. */
			sooner: v.number(),
			more: v.number()
		})
	)
});
export type TermShown = v.InferOutput<typeof TermShown>;
