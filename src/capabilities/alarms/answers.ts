import * as v from 'valibot';
import { systems } from '#capabilities/support/rules-systems.ts';
import { rungs } from '#capabilities/support/rules-climb.ts';
import { urgencies } from '#capabilities/support/rules-clocks.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

/** A ticket that is late and has climbed: what does not work and where, and nothing of whose it is. */
export const Climbed = v.object({
	id: v.string(),
	centre: v.string(),
	number: v.number(),
	system: v.picklist(systems),
	urgency: v.picklist(urgencies),
	rung: v.picklist(rungs),
	madeAt: v.date(),
	/** When it rang there for the first time since it last moved. */
	rungAt: v.nullable(v.date()),
	taken: v.boolean(),
	version: v.number(),
	/** When the province asked about it as it stands. */
	askedAt: v.nullable(v.date())
});
export type Climbed = v.InferOutput<typeof Climbed>;

/** The last try of the alarm at a centre; `nights` of the last seven went whole. */
export const Drill = v.object({
	centre: v.string(),
	night: v.nullable(v.string()),
	ended: v.boolean(),
	/** No try of the last night came to its end. */
	missed: v.boolean(),
	nights: v.number(),
	rungs: v.array(v.object({ rung: v.picklist(rungs), at: v.nullable(v.date()), late: v.boolean(), people: v.number() }))
});
export type Drill = v.InferOutput<typeof Drill>;
