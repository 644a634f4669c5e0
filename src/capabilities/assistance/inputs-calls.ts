import * as v from 'valibot';
import { id, plainWords, procedureCode, whole } from '#kernel/shapes.ts';

/** Why somebody who was helped was not content, as four pictures ask it. */
export const callReasons = ['wait', 'unclear', 'again', 'manner'] as const;
export type CallReason = (typeof callReasons)[number];
export const callOutcomes = ['called', 'unreachable', 'not-wanted'] as const;

/** How somebody wants to be reached. What is typed with dots or blanks is a number all the same. */
export const Reach = v.object({
	name: v.pipe(plainWords(80), v.nonEmpty('call-name-missing')),
	phone: v.pipe(
		v.string(),
		v.transform((text) => text.replace(/[\s.\-]/g, '').replace(/^\+84/, '0')),
		v.regex(/^0\d{9,10}$/, 'phone-shape')
	)
});
export const AskVisitHome = v.object({
	id,
	centre: whole,
	...Reach.entries,
	hamlet: plainWords(80),
	procedure: v.nullable(procedureCode),
	/** By what asking again and again is slowed. */
	address: v.pipe(v.string(), v.maxLength(100)),
	browser: v.nullable(v.pipe(v.string(), v.maxLength(100)))
});
export const OneCall = v.object({ call: id });
export const EndCall = v.object({ call: id, outcome: v.picklist(callOutcomes, 'outcome-missing') });
