import * as v from 'valibot';
import { states } from './rules-clocks.ts';
import { besideThem, callOutcomes, calls, lossWays } from './rules-lost-money.ts';

// What the doors of lost money answer.

const HandOver = v.variant('state', [
	v.object({ state: v.literal('runs'), left: v.number() }),
	v.object({ state: v.literal('late'), minutes: v.number() }),
	v.object({ state: v.literal('handed'), minutes: v.number(), late: v.boolean() })
]);
const LossCall = v.object({
	call: v.picklist(calls),
	/** When they are called next, or would have been. */
	at: v.date(),
	/** When they said that all is well. */
	made: v.nullable(v.date()),
	tries: v.number(),
	last: v.nullable(v.picklist(callOutcomes)),
	/** Its day has come and they were not called yet. */
	due: v.boolean()
});
export type LossCall = v.InferOutput<typeof LossCall>;

export const LossLine = v.object({
	id: v.string(),
	number: v.number(),
	state: v.picklist(states),
	person: v.nullable(v.string()),
	name: v.nullable(v.string()),
	phone: v.nullable(v.string()),
	begunAt: v.date(),
	handOver: HandOver,
	handOverBy: v.date(),
	calls: v.array(LossCall),
	version: v.number()
});
export type LossLine = v.InferOutput<typeof LossLine>;

const Named = v.object({ id: v.string(), name: v.string() });
export const LossShown = v.object({
	...LossLine.entries,
	/** Whether it may still be said whose it is. */
	nameable: v.boolean(),
	unproved: v.boolean(),
	steps: v.array(v.object({ step: v.number(), at: v.nullable(v.date()), by: v.nullable(v.string()) })),
	way: v.nullable(v.picklist(lossWays)),
	beside: v.nullable(v.picklist(besideThem)),
	handedAt: v.nullable(v.date()),
	handedTo: v.nullable(v.string()),
	/** Those of the police at this centre, and where whoever is on duty is rung. */
	police: v.array(Named),
	policeLine: v.nullable(v.string())
});
export type LossShown = v.InferOutput<typeof LossShown>;

export const Hotlines = v.object({ centre: v.nullable(v.string()), police: v.nullable(v.string()) });
export type Hotlines = v.InferOutput<typeof Hotlines>;
/** Who set which number when; none is one that was taken away. */
export const HotlineSet = v.object({
	kind: v.picklist(['centre', 'police']),
	phone: v.nullable(v.string()),
	by: v.nullable(v.string()),
	at: v.date(),
	/** Whoever looked at it after them. */
	secondBy: v.nullable(v.string()),
	state: v.picklist(['waits', 'stood', 'dropped'])
});
export type HotlineSet = v.InferOutput<typeof HotlineSet>;

/** A number that waits for a second person, beside the one that stands. */
export const HotlineWaits = v.object({
	id: v.number(),
	kind: v.picklist(['centre', 'police']),
	phone: v.nullable(v.string()),
	stands: v.nullable(v.string()),
	by: v.nullable(v.string()),
	at: v.date(),
	/** Whoever looks set it. */
	mine: v.boolean()
});
export type HotlineWaits = v.InferOutput<typeof HotlineWaits>;
