import * as v from 'valibot';
import { matterNames, priorities } from './rules-matters.ts';

// What the doors of this room answer: one definition for OpenAPI, the API and the tests.

/** One of the pictures at the kiosk. */
const MatterName = v.picklist(matterNames);

const Range = v.object({ from: v.number(), to: v.number() });

const InLine = v.object({
	id: v.string(),
	number: v.number(),
	matter: MatterName,
	arrivedAt: v.date(),
	countsFrom: v.date(),
	headStartMin: v.number(),
	confirmed: v.boolean(),
	claimed: v.boolean(),
	onlyDesk: v.nullable(v.string())
});

const TicketState = v.picklist(['done', 'waiting', 'called', 'serving', 'parked', 'missed', 'left']);

const TicketRow = v.object({
	id: v.string(),
	centreId: v.number(),
	day: v.string(),
	number: v.number(),
	matter: MatterName,
	procedureCode: v.nullable(v.string()),
	priority: v.picklist(priorities),
	priorityConfirmed: v.boolean(),
	headStartMin: v.number(),
	arrivedAt: v.date(),
	state: TicketState,
	deskId: v.nullable(v.string()),
	onlyDeskId: v.nullable(v.string()),
	note: v.nullable(v.string()),
	calledAt: v.nullable(v.date()),
	callCount: v.number(),
	endedAt: v.nullable(v.date()),
	promisedFrom: v.nullable(v.number()),
	promisedTo: v.nullable(v.number())
});

const WaitNow = v.object({ waiting: v.number(), range: v.nullable(Range) });

export const DeskRow = v.object({
	id: v.string(),
	centreId: v.number(),
	name: v.string(),
	kind: v.picklist(['guide', 'counter']),
	skills: v.array(MatterName),
	manned: v.boolean()
});

export const CallNextAnswer = v.object({
	ticket: v.nullable(v.string()),
	number: v.nullable(v.number()),
	finished: v.nullable(v.string())
});

export const WaitShown = v.object({
	yesterday: v.nullable(v.object({ right: v.number(), of: v.number() })),
	waiting: v.number(),
	range: v.nullable(Range)
});

export const BoardShown = v.object({
	line: v.array(InLine),
	desks: v.array(
		v.object({
			serving: v.nullable(TicketRow),
			id: v.string(),
			centreId: v.number(),
			name: v.string(),
			kind: v.picklist(['guide', 'counter']),
			skills: v.array(MatterName),
			manned: v.boolean()
		})
	),
	aside: v.array(TicketRow),
	calls: v.array(v.object({ id: v.string(), fromWhere: v.string(), desk: v.nullable(v.string()), at: v.date() })),
	wait: WaitNow,
	capMin: v.number(),
	overloaded: v.boolean()
});

export const DeskShown = v.object({
	desk: DeskRow,
	serving: v.nullable(TicketRow),
	line: v.array(InLine),
	next: v.nullable(v.number()),
	aside: v.array(TicketRow),
	done: v.object({ all: v.number(), early: v.number() }),
	capMin: v.number()
});

export const HallShown = v.object({
	centre: v.string(),
	now: v.nullable(
		v.object({ number: v.number(), desk: v.string(), deskId: v.string(), calls: v.number(), at: v.date() })
	),
	before: v.array(
		v.object({ number: v.number(), desk: v.string(), deskId: v.string(), calls: v.number(), at: v.date() })
	),
	soon: v.array(v.number()),
	wait: WaitNow
});

export const TicketShown = v.object({
	id: v.string(),
	number: v.number(),
	matter: MatterName,
	state: TicketState,
	headStartMin: v.number(),
	arrivedAt: v.date(),
	procedureCode: v.nullable(v.string()),
	day: v.string(),
	centreId: v.number(),
	centre: v.string(),
	before: v.nullable(v.number()),
	desk: v.nullable(v.string()),
	promised: v.nullable(v.object({ from: v.number(), to: v.number() }))
});
