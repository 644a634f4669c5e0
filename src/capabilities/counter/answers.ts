import * as v from 'valibot';
import { matterNames, priorities } from './rules-matters.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

/** One of the pictures at the kiosk. */
const MatterName = v.picklist(matterNames);

const Range = v.object({ from: v.number(), to: v.number() });
export type Range = v.InferOutput<typeof Range>;

/** A line of the waiting list: the order in one sentence with two clock times, never the reason. */
const InLine = v.object({
	id: v.string(),
	number: v.number(),
	matter: MatterName,
	arrivedAt: v.date(),
	countsFrom: v.date(),
	headStartMin: v.number(),
	/** The ground of a head start: folded away wherever it is shown. */
	priority: v.picklist(priorities),
	confirmed: v.boolean(),
	fromHome: v.boolean(),
	greetedAt: v.nullable(v.date()),
	onlyDesk: v.nullable(v.string())
});
export type InLine = v.InferOutput<typeof InLine>;

const TicketState = v.picklist(['done', 'waiting', 'called', 'serving', 'parked', 'missed', 'left']);
export type TicketState = v.InferOutput<typeof TicketState>;

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
	source: v.picklist(['kiosk', 'staff', 'home']),
	state: TicketState,
	deskId: v.nullable(v.string()),
	onlyDeskId: v.nullable(v.string()),
	note: v.nullable(v.string()),
	calledAt: v.nullable(v.date()),
	callCount: v.number(),
	endedAt: v.nullable(v.date()),
	promisedFrom: v.nullable(v.number()),
	promisedTo: v.nullable(v.number()),
	greetedAt: v.nullable(v.date()),
	greetedBy: v.nullable(v.string())
});
export type TicketRow = v.InferOutput<typeof TicketRow>;

/** What a press did to a number. */
export const MoveKind = v.picklist(['call', 'call-in', 'missed', 'park', 'transfer', 'finish', 'priority', 'greet']);
export type MoveKind = v.InferOutput<typeof MoveKind>;

/** What somebody moved last and may put back: of a call first the number that was finished by it, if any. */
export const Move = v.object({
	id: v.string(),
	what: MoveKind,
	numbers: v.array(v.object({ number: v.number(), state: TicketState }))
});
export type Move = v.InferOutput<typeof Move>;

/** How many wait who were seen at the centre, and how many who took a number from home; the range counts both. */
const WaitNow = v.object({ waiting: v.number(), fromHome: v.number(), range: v.nullable(Range) });
export type WaitNow = v.InferOutput<typeof WaitNow>;

export const DeskRow = v.object({
	id: v.string(),
	centreId: v.number(),
	name: v.string(),
	kind: v.picklist(['guide', 'counter']),
	skills: v.array(MatterName),
	manned: v.boolean()
});
export type DeskRow = v.InferOutput<typeof DeskRow>;

export const Called = v.object({
	ticket: v.nullable(v.string()),
	number: v.nullable(v.number()),
	finished: v.nullable(v.string())
});

/** How many of the last open day’s promises were kept; null where there were too few to say. */
const Kept = v.nullable(v.object({ right: v.number(), of: v.number() }));

export const WaitHere = v.object({ ...WaitNow.entries, yesterday: Kept });

/** What four in five of those who come at a moment will not wait beyond, reckoned from so many earlier days. */
export const Ahead = v.object({
	days: v.number(),
	points: v.array(v.object({ at: v.date(), minutes: v.number() })),
	yesterday: Kept
});
export type Ahead = v.InferOutput<typeof Ahead>;

export const Board = v.object({
	/** In the order in which they will be called, with the name of who greeted them. */
	line: v.array(v.object({ ...InLine.entries, greetedBy: v.nullable(v.string()) })),
	desks: v.array(
		v.object({
			...DeskRow.entries,
			serving: v.nullable(TicketRow),
			/** How many were served there today, and when the last of them left. */
			served: v.number(),
			freeSince: v.nullable(v.date())
		})
	),
	aside: v.array(TicketRow),
	calls: v.array(v.object({ id: v.string(), fromWhere: v.string(), desk: v.nullable(v.string()), at: v.date() })),
	wait: WaitNow,
	/** Null where too little is known. */
	ahead: v.nullable(Ahead),
	capMin: v.number(),
	overloaded: v.boolean()
});

/** What became of a number at a desk today. */
const AtDeskToday = v.object({
	id: v.string(),
	number: v.number(),
	matter: MatterName,
	became: v.picklist(['served', 'missed', 'moved']),
	early: v.boolean(),
	at: v.date(),
	/** From the call until they left; null where nobody came or they went on to another desk. */
	minutes: v.nullable(v.number())
});
export type AtDeskToday = v.InferOutput<typeof AtDeskToday>;

export const Desk = v.object({
	desk: DeskRow,
	serving: v.nullable(TicketRow),
	line: v.array(InLine),
	next: v.nullable(v.number()),
	aside: v.array(TicketRow),
	today: v.array(AtDeskToday),
	/** Whether the last call was of somebody without a head start: then those with one have their turn. */
	otherCalled: v.boolean(),
	capMin: v.number()
});

const Call = v.object({
	number: v.number(),
	desk: v.string(),
	deskId: v.string(),
	calls: v.number(),
	at: v.date()
});

export const Hall = v.object({
	centre: v.string(),
	now: v.nullable(Call),
	before: v.array(Call),
	soon: v.array(v.number()),
	wait: WaitNow
});

/** A number as its holder follows it. */
export const Ticket = v.object({
	...v.pick(TicketRow, [
		'id',
		'number',
		'matter',
		'state',
		'headStartMin',
		'arrivedAt',
		'procedureCode',
		'day',
		'centreId'
	]).entries,
	centre: v.string(),
	before: v.nullable(v.number()),
	desk: v.nullable(v.string()),
	promised: v.nullable(Range),
	/** Whoever said that they went home may still say that they have not. */
	mayStay: v.boolean()
});
