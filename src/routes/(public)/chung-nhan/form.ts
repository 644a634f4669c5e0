import * as v from 'valibot';

/** The one box: the number on the paper. */
export const NumberForm = v.pipe(
	v.object({ so: v.pipe(v.string(), v.maxLength(40)) }),
	v.transform(({ so }) => ({ number: so }))
);
