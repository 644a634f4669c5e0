import * as v from 'valibot';
import { day, id, noSecret, page, plainWords, whole } from '#kernel/shapes.ts';
import { businessKinds, isBusinessNumber, tidyNumber } from './rules-business.ts';

// Businesses: what is written down of one, and by what it is found.

const facts = {
	kind: v.picklist(businessKinds, 'business-kind'),
	name: v.pipe(plainWords(160), v.nonEmpty('business-name')),
	number: v.nullable(v.pipe(v.string(), v.transform(tidyNumber), v.check(isBusinessNumber, 'business-number'))),
	phone: v.nullable(
		v.pipe(
			v.string(),
			v.transform((typed) => typed.replace(/[\s.\-()]/g, '').replace(/^\+84/, '0')),
			v.regex(/^0\d{9,10}$/, 'phone-shape')
		)
	),
	/** One of the commune's hamlets, or `elsewhere` with its address there. */
	hamlet: v.nullable(v.pipe(v.string(), v.maxLength(200, 'too-long'), noSecret)),
	elsewhere: v.boolean(),
	/** One of this number, or of this name in this hamlet, was shown, and this is another. */
	sure: v.boolean()
};
/** A business as whoever presses saw it. */
const seen = { business: id, version: v.pipe(whole, v.minValue(1)) };

export const RecordBusiness = v.object({ id, ...facts });
export const CorrectBusiness = v.object({ ...seen, ...facts });
/** `from`: null, it goes on after all. */
export const EndBusiness = v.object({ ...seen, from: v.nullable(day) });
export const OneBusiness = v.object({ business: id });
export const ListBusinesses = v.object({ page });
export const FindBusinesses = v.object({ words: v.pipe(v.string(), v.trim(), v.maxLength(120)) });
