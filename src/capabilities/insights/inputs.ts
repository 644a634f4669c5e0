import * as v from 'valibot';

export const figures = ['waiting', 'served', 'on-time', 'kept', 'due', 'status', 'how', 'rating'] as const;
export type Figure = (typeof figures)[number];
export const Counted = v.object({
	figure: v.picklist(figures),
	key: v.pipe(v.string(), v.maxLength(40)),
	/** Of one commune alone, by its centre. */
	centre: v.optional(v.nullable(v.pipe(v.number(), v.integer())), null),
	page: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5000)), 0)
});

const trouble = v.pipe(v.string(), v.regex(/^(money|portal|job):[a-z0-9-]{1,40}$/));
/** `since`: from when on it is stuck. `seen`: who had it on the page when the key was pressed, nothing for nobody. */
export const TakeTrouble = v.object({
	trouble,
	since: v.pipe(v.string(), v.isoTimestamp()),
	seen: v.optional(v.string(), '')
});
export const LetGo = v.object({ trouble });
