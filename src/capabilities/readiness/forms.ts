import * as v from 'valibot';

/** Each ticked time of the calendar. */
export const CallOffForm = v.pipe(
	v.object({ slot: v.array(v.string()) }),
	v.transform(({ slot }) => ({ slots: slot }))
);
