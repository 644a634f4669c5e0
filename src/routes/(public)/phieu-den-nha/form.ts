import * as v from 'valibot';

/** The one box: the eight digits on the paper. */
export const CodeForm = v.pipe(
	v.object({ ma: v.pipe(v.string(), v.maxLength(40)) }),
	v.transform(({ ma }) => ({ code: ma }))
);
