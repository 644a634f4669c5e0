import * as v from 'valibot';
import { purposes } from './rules-consent.ts';

// Forms of this room that look otherwise than what their commands take.

/** One press says to what and which: `follow-up-call given`. */
export const ConsentForm = v.pipe(
	v.object({ answer: v.string(), 'read-aloud': v.boolean() }),
	v.transform((form) => {
		const [purpose = '', answer = ''] = form.answer.split(' ');
		return { purpose, answer, readAloud: form['read-aloud'] };
	}),
	v.object({ purpose: v.picklist(purposes), answer: v.picklist(['given', 'refused']), readAloud: v.boolean() })
);
