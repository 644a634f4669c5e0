import * as v from 'valibot';
import { whole } from '#kernel/shapes.ts';

/** Nobody named sets out from the middle of the commune. */
export const ShiftForm = v.pipe(
	v.object({ start: v.nullable(whole) }),
	v.transform(({ start }) => ({ hamlet: start }))
);
