import * as v from 'valibot';

/** The two boxes: the code at the end of a word, and the last three digits of the telephone that it came to. */
export const WordForm = v.pipe(
	v.object({ ma: v.pipe(v.string(), v.maxLength(40)), cuoi: v.pipe(v.string(), v.maxLength(40)) }),
	v.transform(({ ma, cuoi }) => ({ code: ma, end: cuoi }))
);
