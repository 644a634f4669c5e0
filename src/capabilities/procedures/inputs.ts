import * as v from 'valibot';
import { isDay } from '#kernel/day.ts';
import { LIFE_EVENTS, TARGET_GROUPS } from './catalogue.ts';

/** Procedure code: a digit, a dot, six digits (seen in the national catalogue: 1, 2, 3, 5, 6 first). */
export const ProcedureCode = v.pipe(v.string(), v.trim(), v.regex(/^\d\.\d{6}$/, 'procedure-code'));

/** Query `procedures.find`. An unknown event or group in an old link is dropped, not refused. */
export const FindProcedures = v.object({
	query: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)), ''),
	event: v.optional(v.fallback(v.nullable(v.picklist(LIFE_EVENTS)), null), null),
	group: v.optional(v.fallback(v.nullable(v.picklist(TARGET_GROUPS)), null), null)
});
export type FindProcedures = v.InferOutput<typeof FindProcedures>;

/** Query `procedures.procedure`. */
export const GetProcedure = v.object({ code: ProcedureCode });
export type GetProcedure = v.InferOutput<typeof GetProcedure>;

const Day = v.pipe(v.string(), v.check(isDay));
const Count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000));

/** Query `procedures.fee`: what a file will cost. `entered` is the officer's amount with the text it rests on. */
export const AskFee = v.object({
	code: ProcedureCode,
	channel: v.picklist(['direct', 'online', 'postal']),
	day: Day,
	groups: v.optional(v.array(v.picklist(TARGET_GROUPS)), []),
	count: v.optional(Count, 1),
	pages: v.optional(Count, 1),
	entered: v.optional(
		v.object({
			amount: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000_000)),
			basis: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(300))
		})
	)
});
export type AskFee = v.InferOutput<typeof AskFee>;

/** One answer as it arrives; what it must be is the business of the form (`checkAnswer`). */
export const RawAnswer = v.object({
	question: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,60}$/)),
	value: v.pipe(v.string(), v.maxLength(4000))
});
export type RawAnswer = v.InferOutput<typeof RawAnswer>;
