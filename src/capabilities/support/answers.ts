import * as v from 'valibot';
import { devices } from './rules-device.ts';
import { eventKinds, states, urgencies } from './rules-clocks.ts';
import { systems } from './rules-systems.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

/** How it came to us. */
export const sources = ['phone', 'counter', 'door', 'field', 'staff', 'web', 'message'] as const;
export type Source = (typeof sources)[number];
/** Ways by which staff hear of it and write it down. */
export const heardBy = ['phone', 'counter', 'door', 'staff'] as const satisfies readonly Source[];

/** What somebody does next. */
export const nextSteps = ['answer', 'call', 'ask-outside', 'try', 'visit', 'wait', 'check'] as const;
export type NextStep = (typeof nextSteps)[number];

const Clock = v.variant('state', [
	v.object({ state: v.literal('none') }),
	v.object({ state: v.picklist(['runs', 'late']), due: v.date() }),
	v.object({ state: v.literal('paused'), spent: v.number() }),
	v.object({ state: v.literal('done'), minutes: v.number(), late: v.boolean() })
]);
export const Clocks = v.object({ first: Clock, next: Clock, solved: Clock });

export const TicketLine = v.object({
	id: v.string(),
	number: v.number(),
	system: v.picklist(systems),
	source: v.picklist(sources),
	urgency: v.picklist(urgencies),
	state: v.picklist(states),
	person: v.nullable(v.string()),
	/** Whom it is of: of the register, of the house, or as a caller said. Null where that is not to be read any more. */
	name: v.nullable(v.string()),
	/** The business of which it is. */
	business: v.nullable(v.string()),
	owner: v.nullable(v.string()),
	mine: v.boolean(),
	/** Whoever sees to it comes from another organisation. */
	outside: v.boolean(),
	/** Who else has it open now. */
	openBy: v.array(v.string()),
	next: v.picklist(nextSteps),
	nextOn: v.string(),
	madeAt: v.date(),
	version: v.number(),
	/** Money was lost: its first hour has a page of its own. */
	lost: v.boolean(),
	clocks: Clocks
});
export type TicketLine = v.InferOutput<typeof TicketLine>;

export const EventShown = v.object({
	kind: v.picklist(eventKinds),
	/** The spoken number of the ticket on which it was said, where that stands under this one. */
	from: v.nullable(v.number()),
	at: v.date(),
	by: v.nullable(v.string()),
	words: v.nullable(v.string()),
	until: v.nullable(v.date())
});
export type EventShown = v.InferOutput<typeof EventShown>;

/** What somebody reads of a ticket of theirs. */
export const OwnTicket = v.object({
	id: v.string(),
	number: v.number(),
	system: v.picklist(systems),
	state: v.picklist(states),
	next: v.picklist(nextSteps),
	nextOn: v.string(),
	version: v.number(),
	/** Somebody else asked it for whom it is of. */
	byAnother: v.boolean(),
	events: v.array(
		v.object({
			...v.omit(EventShown, ['by', 'from']).entries,
			kind: v.picklist(eventKinds.filter((one) => one !== 'note'))
		})
	),
	/** What they may say on it now. */
	says: v.array(v.picklist(['said', 'confirmed', 'back']))
});
export type OwnTicket = v.InferOutput<typeof OwnTicket>;

export const TicketShown = v.object({
	...TicketLine.entries,
	/** The telephone that stands in the register, or as a caller said. */
	phone: v.nullable(v.string()),
	/** Whether a caller said it and nobody has proved it. */
	unproved: v.boolean(),
	fault: v.nullable(v.string()),
	/** When it came here, where it was written at a door before. */
	arrivedAt: v.nullable(v.date()),
	/** Who asked it for whom it is of, and where they are called back; a caller of a business is no person of the register. */
	asked: v.nullable(
		v.object({ person: v.nullable(v.string()), name: v.nullable(v.string()), phone: v.nullable(v.string()) })
	),
	/** Which machine, and how it is called where it is paired with the centre. */
	device: v.nullable(v.picklist(devices)),
	machine: v.nullable(v.string()),
	/** Of a colleague with a machine of the house. */
	ofStaff: v.boolean(),
	/** Whether it is written how they were helped. */
	helped: v.boolean(),
	/** Under which it stands, where it does. */
	into: v.nullable(v.object({ id: v.string(), number: v.number() })),
	/** Those that stand under it. */
	under: v.array(
		v.object({
			...{ id: v.string(), number: v.number(), version: v.number() },
			/** Of a caller, as they said. */
			...{ name: v.nullable(v.string()), phone: v.nullable(v.string()) }
		})
	),
	events: v.array(EventShown)
});
export type TicketShown = v.InferOutput<typeof TicketShown>;
