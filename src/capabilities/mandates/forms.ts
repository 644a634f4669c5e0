import * as v from 'valibot';

// Forms of this room that look otherwise than what their commands take.

export const RepresentForm = v.pipe(
	v.object({ 'paper-seen': v.boolean() }),
	v.transform((form) => ({ paperSeen: form['paper-seen'] }))
);
