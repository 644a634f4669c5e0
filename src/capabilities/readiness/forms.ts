import * as v from 'valibot';

/** Each ticked time of a day, and every booking whose name stood under one. */
export const CallOffForm = v.pipe(
	v.object({ slot: v.array(v.string()), seen: v.array(v.string()) }),
	v.transform(({ slot, seen }) => ({ slots: slot, seen }))
);
