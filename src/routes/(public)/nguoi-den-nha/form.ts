import * as v from 'valibot';

/** The one box: what the visitor reads out. */
export const WhoForm = v.pipe(
	v.object({ so: v.pipe(v.string(), v.maxLength(40)) }),
	v.transform(({ so }) => ({ digits: so }))
);
