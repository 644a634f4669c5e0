import * as v from 'valibot';
import { callReasons } from './inputs-calls.ts';

/** Somebody who asked to be called and is nobody of the register as far as the house knows. */
export const CallAsked = v.object({
	id: v.string(),
	about: v.picklist(['visit', 'rating']),
	name: v.string(),
	phone: v.string(),
	hamlet: v.string(),
	procedureCode: v.nullable(v.string()),
	reason: v.nullable(v.picklist(callReasons)),
	promisedOn: v.string(),
	ownerId: v.nullable(v.string()),
	ownerName: v.nullable(v.string()),
	ownedSince: v.nullable(v.date()),
	madeAt: v.date(),
	late: v.boolean()
});
export type CallAsked = v.InferOutput<typeof CallAsked>;
