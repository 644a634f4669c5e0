import * as v from 'valibot';
import { asks } from './rules-slip.ts';

export const SlipTried = v.object({
	slip: v.nullable(v.string()),
	why: v.nullable(v.picklist(['slip-shape', 'slip-unknown', 'slowed']))
});

/** What was written in the visit that left a paper; `endedAt` is null where the paper lies on nobody's table yet. */
export const Written = v.object({
	id: v.string(),
	number: v.number(),
	hamlet: v.nullable(v.string()),
	helper: v.nullable(v.string()),
	endedAt: v.nullable(v.date()),
	takenBack: v.boolean(),
	met: v.number(),
	topics: v.array(v.string()),
	needs: v.array(v.string()),
	promisedOn: v.nullable(v.string()),
	/** How many were asked whether something may be done, and said yes or no. */
	yes: v.number(),
	no: v.number(),
	asked: v.nullable(v.picklist(asks)),
	askedAt: v.nullable(v.date()),
	settledAt: v.nullable(v.date())
});
export type Written = v.InferOutput<typeof Written>;

/** A paper whose holder asks for something, with whom the visit met. */
export const AskedSlip = v.object({
	id: v.string(),
	number: v.number(),
	asked: v.nullable(v.picklist(asks)),
	askedAt: v.nullable(v.date()),
	hamlet: v.nullable(v.string()),
	helper: v.nullable(v.string()),
	endedAt: v.nullable(v.date()),
	people: v.array(v.object({ id: v.string(), name: v.nullable(v.string()) }))
});
export type AskedSlip = v.InferOutput<typeof AskedSlip>;

export const PrintedSlip = v.object({ number: v.number(), code: v.string() });
