import * as v from 'valibot';
import { businessKinds } from './rules-business.ts';

/** A business as a list names it. */
export const BusinessLine = v.object({
	id: v.string(),
	kind: v.picklist(businessKinds),
	name: v.string(),
	number: v.nullable(v.string()),
	hamlet: v.nullable(v.string()),
	elsewhere: v.boolean(),
	/** From this day on it is no business any more. */
	endedOn: v.nullable(v.string())
});
export type BusinessLine = v.InferOutput<typeof BusinessLine>;

export const BusinessShown = v.object({
	...BusinessLine.entries,
	phone: v.nullable(v.string()),
	version: v.number()
});
export type BusinessShown = v.InferOutput<typeof BusinessShown>;
