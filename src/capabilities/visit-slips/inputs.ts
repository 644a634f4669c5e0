import * as v from 'valibot';
import { id, whole } from '#kernel/shapes.ts';
import { asks } from './rules-slip.ts';

const MOST_AT_ONCE = 60;

export const PrintSlips = v.object({
	id,
	count: v.pipe(whole, v.minValue(1, 'slips-count'), v.maxValue(MOST_AT_ONCE, 'slips-count'))
});
/** At most as many as are made at once. */
export const Sheet = v.pipe(
	v.object({ first: whole, last: whole }),
	v.check(({ first, last }) => last - first < MOST_AT_ONCE, 'slips-count')
);

/** Which paper a visit left, and the needs that were written down with it. */
export const LeaveSlip = v.object({
	number: v.pipe(whole, v.minValue(1)),
	visit: id,
	needs: v.pipe(v.array(id), v.maxLength(30))
});

export const TrySlip = v.object({
	code: v.pipe(v.string(), v.maxLength(40)),
	address: v.string(),
	browser: v.nullable(v.string())
});
export const OneSlip = v.object({ slip: id });
export const AskBySlip = v.object({ slip: id, what: v.picklist(asks) });
export const ByCode = v.object({ code: v.pipe(v.string(), v.maxLength(40)) });
