import * as v from 'valibot';

/** What is called `code` goes back into no box, so the box of this form has a name of its own. */
export const PairForm = v.pipe(
	v.object({ digits: v.string() }),
	v.transform(({ digits }) => ({ code: digits }))
);
