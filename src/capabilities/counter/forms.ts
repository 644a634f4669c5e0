import * as v from 'valibot';

/** To which desk a number goes. */
export const TransferForm = v.pipe(
	v.object({ to: v.string() }),
	v.transform(({ to }) => ({ desk: to }))
);
