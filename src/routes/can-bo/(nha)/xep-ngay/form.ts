import * as v from 'valibot';
import { whole } from '#kernel/shapes.ts';

const SHAPE = 'road-minutes';
/** No minutes: nobody gets in. Boxes of their own names, because a shift on the same page has hours. */
export const RoadForm = v.pipe(
	v.object({
		into: v.nullable(whole),
		more: v.nullable(v.pipe(v.number(SHAPE), v.integer(SHAPE), v.minValue(5, SHAPE), v.maxValue(180, SHAPE))),
		since: v.string(),
		till: v.string()
	}),
	v.transform(({ into, more, since, till }) => ({ hamlet: into ?? 0, extra: more, from: since, until: till }))
);

/** Nobody named sets out from the middle of the commune. */
export const ShiftForm = v.pipe(
	v.object({ start: v.nullable(whole) }),
	v.transform(({ start }) => ({ hamlet: start }))
);

/** What is wrong with a road, by the boxes of its form. */
export const roadErrors = ({ hamlet, extra, from, until, ...rest }: Record<string, string>): Record<string, string> =>
	Object.fromEntries(
		Object.entries({ ...rest, into: hamlet, more: rest['more'] ?? extra, since: from, till: until }).filter(
			(one): one is [string, string] => one[1] !== undefined
		)
	);
