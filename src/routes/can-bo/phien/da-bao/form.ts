import * as v from 'valibot';

/** Which word was read, after how many hand-overs, and whether it was understood: one press says both. */
export const ToldForm = v.object({
	notice: v.string(),
	tries: v.pipe(v.string(), v.toNumber()),
	outcome: v.picklist(['read', 'unheard'])
});
