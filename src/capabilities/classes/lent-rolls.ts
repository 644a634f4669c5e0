import * as v from 'valibot';
import { relations } from './rules-pairs.ts';
import { marks } from './rules-seats.ts';

const Spoken = v.object({ vi: v.string(), en: v.string(), hi: v.string() });

/** The lessons that the phone of whoever stands or helps in them takes along, each with its roll. Read by the app, written by `lends.server.ts`. */
export const LentRolls = v.object({
	lessons: v.array(
		v.object({
			run: v.string(),
			no: v.number(),
			name: Spoken,
			title: Spoken,
			venue: v.string(),
			/** `yyyy-mm-dd`, and `hh:mm` of that day. */
			day: v.string(),
			starts: v.string(),
			minutes: v.number(),
			closed: v.boolean(),
			roll: v.array(
				v.object({
					person: v.string(),
					number: v.number(),
					name: v.string(),
					needs: v.array(v.string()),
					/** Whether they make up for a lesson of another class; unknown in what was lent before. */
					guest: v.optional(v.boolean(), false),
					/** How whoever sits beside them belongs to them, and who of this roll it is. */
					relation: v.optional(v.nullable(v.picklist(relations)), null),
					beside: v.optional(v.nullable(v.string()), null),
					how: v.nullable(v.picklist(marks))
				})
			)
		})
	)
});
export type LentRolls = v.InferOutput<typeof LentRolls>;
export type LentLesson = LentRolls['lessons'][number];
