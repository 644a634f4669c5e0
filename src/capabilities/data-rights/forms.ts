import * as v from 'valibot';

// Forms of this room that look otherwise than what their commands take.

/** What is called `request` is the request of the page. */
export const TakeBackForm = v.pipe(
	v.object({ which: v.string() }),
	v.transform(({ which }) => ({ request: which }))
);

export const SettleForm = v.pipe(
	v.object({ answer: v.nullable(v.string()) }),
	v.transform(({ answer }) => ({ reason: answer }))
);
