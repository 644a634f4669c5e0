import * as v from 'valibot';
import { denialsFound } from './inputs.ts';

/** That somebody said it is not theirs, and what was found. */
export const Denial = v.object({
	at: v.date(),
	settledAt: v.nullable(v.date()),
	found: v.nullable(v.picklist(denialsFound))
});
export type Denial = v.InferOutput<typeof Denial>;

export const NotMine = v.object({
	caseId: v.string(),
	at: v.date(),
	procedureCode: v.string(),
	madeAt: v.date(),
	/** Who looks into it, and since when. */
	holderId: v.nullable(v.string()),
	holderName: v.nullable(v.string()),
	heldSince: v.nullable(v.date())
});

/** Of a file: when they said that it is not theirs, when somebody had looked, and what was found. */
export const LookedInto = v.object({
	deniedAt: v.nullable(v.date()),
	lookedAt: v.nullable(v.date()),
	found: v.nullable(v.picklist(denialsFound))
});
