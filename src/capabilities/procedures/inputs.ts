import * as v from 'valibot';
import { LIFE_EVENTS, TARGET_GROUPS } from './catalogue.ts';

/** What the finder is asked. An unknown event or group in an old link is dropped, not refused. */
export const FindProcedures = v.object({
	query: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)), ''),
	event: v.optional(v.fallback(v.nullable(v.picklist(LIFE_EVENTS)), null), null),
	group: v.optional(v.fallback(v.nullable(v.picklist(TARGET_GROUPS)), null), null)
});
export type FindProcedures = v.InferOutput<typeof FindProcedures>;
