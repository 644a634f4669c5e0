import * as v from 'valibot';

/** What became of a call for a word, and after how many hand-overs it was pressed. */
export const CalledForm = v.object({
	notice: v.string(),
	tries: v.pipe(v.string(), v.toNumber()),
	outcome: v.picklist(['read', 'unheard'])
});
