import * as v from 'valibot';
import { day, id, page, plainWords, whole, wordsOrNone } from '#kernel/shapes.ts';
import { doorStates } from './rules-board.ts';
import { reasons, verdicts } from './rules-patterns.ts';

/** A hamlet by its number; 0 for doors of which none is known, null for all. */
const hamlet = v.optional(v.nullable(whole), null);

export const DoorsOf = v.object({ hamlet, state: v.picklist(doorStates), page });
/** `few`: the first ones alone. */
export const PromisesOf = v.object({ hamlet, page, few: v.optional(v.boolean(), false) });
export const CarriersOf = v.object({ hamlet });

/** Late promises as they were read, to whom they go on, and for which day. */
export const HandOn = v.object({
	promises: v.pipe(
		v.array(v.object({ need: id, owner: v.nullable(id), promisedOn: day })),
		v.minLength(1, 'promises-missing'),
		v.maxLength(100)
	),
	helper: v.pipe(v.string('helper-missing'), v.uuid('helper-missing')),
	day: v.pipe(v.string('day-missing'), v.isoDate('day-missing'))
});

export const AnswerPattern = v.object({
	pattern: id,
	words: v.pipe(plainWords(500), v.nonEmpty('pattern-words-missing'))
});

/** `why` where it is not counted; `seen`: when the answer was given that stood on the page (ISO 8601), null where none did. */
export const SettlePattern = v.object({
	pattern: id,
	verdict: v.picklist(verdicts),
	seen: v.nullable(v.string()),
	why: v.optional(v.nullable(v.picklist(reasons)), null),
	reason: v.optional(wordsOrNone(500), null)
});
