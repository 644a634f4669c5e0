import * as v from 'valibot';
import { pageWith } from '#kernel/shapes.ts';
import { needKinds, urgencies, needSources, plans, outcomes } from './need.ts';
import { provenances } from './rules-how.ts';
import { Person, PersonBrief } from '#capabilities/residents/answers.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

export const Learned = v.object({
	topic: v.string(),
	how: v.picklist(['self', 'guided', 'referred', 'done-for', 'unfinished']),
	day: v.string()
});
export type Learned = v.InferOutput<typeof Learned>;

export const SessionRow = v.object({
	id: v.string(),
	centreId: v.number(),
	personId: v.string(),
	helperId: v.string(),
	machineId: v.string(),
	deskId: v.nullable(v.string()),
	ticketId: v.nullable(v.string()),
	authority: v.string(),
	/** At the counter, or at a door in a visit. */
	channel: v.picklist(['counter', 'home']),
	visitId: v.nullable(v.string()),
	hands: v.picklist(['desk', 'guide', 'screen']),
	/** When they last read it all on the second screen and said that something is wrong. */
	wrongAt: v.nullable(v.date()),
	caseId: v.nullable(v.string()),
	/** Whom its helper has asked to go on with it. */
	offeredTo: v.nullable(v.string()),
	offeredAt: v.nullable(v.date()),
	startedAt: v.date(),
	touchedAt: v.date(),
	endedAt: v.nullable(v.date()),
	endReason: v.nullable(v.string())
});
export type SessionRow = v.InferOutput<typeof SessionRow>;

export const Mine = v.object({ session: SessionRow, person: Person });
export type Mine = v.InferOutput<typeof Mine>;

/** Somebody at a desk who may be asked to go on with a session. */
export const Taker = v.object({ id: v.string(), name: v.string(), desk: v.string(), busy: v.boolean() });

/** A session that a colleague asks to go on with: its number if it has one, and nobody's name but the colleague's. */
export const Offered = v.object({
	session: v.string(),
	from: v.string(),
	ticket: v.nullable(v.string()),
	at: v.date()
});
export type Offered = v.InferOutput<typeof Offered>;

export const Beside = v.object({
	session: v.string(),
	...v.pick(SessionRow, ['hands', 'caseId']).entries,
	personName: v.string()
});
export type Beside = v.InferOutput<typeof Beside>;

export const Marks = v.object(v.entriesFromList(provenances, v.number()));
export type Marks = v.InferOutput<typeof Marks>;

/** How a help was done, honestly: by themselves, shown how, or done for them. */
export const How = v.picklist(['self', 'guided', 'done-for']);
export type How = v.InferOutput<typeof How>;

const Late = v.picklist(['nobody', 'promise-over']);
export type Late = v.InferOutput<typeof Late>;

const Need = v.object({
	id: v.string(),
	personId: v.string(),
	kind: v.picklist(needKinds),
	urgency: v.picklist(urgencies),
	source: v.picklist(needSources),
	ownerId: v.nullable(v.string()),
	ownerName: v.nullable(v.string()),
	plan: v.nullable(v.picklist(plans)),
	promisedOn: v.nullable(v.string()),
	madeAt: v.date()
});

/** An open need as the board shows it. */
const OpenNeed = v.object({
	...Need.entries,
	personName: v.nullable(v.string()),
	birthYear: v.nullable(v.number()),
	hamlet: v.nullable(v.string())
});
export type OpenNeed = v.InferOutput<typeof OpenNeed>;

const BoardNeed = v.object({ ...OpenNeed.entries, late: v.nullable(Late) });

/** Somebody whom the centre is to call; without a number somebody goes there. */
export const ToCallBack = v.object({
	need: v.string(),
	person: v.string(),
	name: v.string(),
	hamlet: v.nullable(v.string()),
	phone: v.nullable(v.string()),
	kind: v.picklist(needKinds),
	promisedOn: v.nullable(v.string()),
	ownerId: v.nullable(v.string()),
	ownerName: v.nullable(v.string()),
	madeAt: v.date(),
	late: v.nullable(Late)
});
export type ToCallBack = v.InferOutput<typeof ToCallBack>;

const BoardGroup = v.object({
	key: v.nullable(v.string()),
	name: v.nullable(v.string()),
	/** Of the whole group, however many of it this page shows. */
	...v.entriesFromList(['count', 'late'], v.number()),
	needs: v.array(BoardNeed)
});
/** A need on the board, with the group that it stands in and how many of that group there are. */
export type GroupedNeed = v.InferOutput<typeof BoardNeed> &
	Pick<BoardGroup, 'key' | 'name'> & { inGroup: number; lateInGroup: number };
export type BoardGroup = v.InferOutput<typeof BoardGroup>;

const AfterDays = v.picklist([30, 90]);

const DueFollowUp = v.object({
	need: v.string(),
	personId: v.string(),
	personName: v.nullable(v.string()),
	hamlet: v.nullable(v.string()),
	kind: v.picklist(needKinds),
	metOn: v.string(),
	afterDays: AfterDays,
	dueOn: v.string(),
	/** Whether they have said yes to being called about it (Luật 91/2025: silence is no consent). */
	mayCall: v.boolean()
});
export type DueFollowUp = v.InferOutput<typeof DueFollowUp>;

export const NeedBoard = v.object({
	groups: v.array(BoardGroup),
	/** Of all that pass the filter, and how many of them follow this page. */
	...v.entriesFromList(['shown', 'more'], v.number()),
	counts: v.object(v.entriesFromList(['open', 'late', 'today', 'toCall', 'nobody', 'mine'], v.number())),
	due: v.array(DueFollowUp),
	dueInAll: v.number(),
	dueMore: v.number()
});
export type NeedBoard = v.InferOutput<typeof NeedBoard>;

export const OwnNeed = v.object({
	...Need.entries,
	centreId: v.number(),
	occasion: v.nullable(v.string()),
	outcome: v.nullable(v.picklist(outcomes)),
	outcomeOn: v.nullable(v.string()),
	note: v.nullable(v.string()),
	late: v.nullable(Late)
});
export type OwnNeed = v.InferOutput<typeof OwnNeed>;

const NeedLine = v.object({
	at: v.date(),
	command: v.string(),
	actorName: v.nullable(v.string()),
	detail: v.record(v.string(), v.unknown())
});
export type NeedLine = v.InferOutput<typeof NeedLine>;

/** A need with whose it is, what happened to it, and what was answered afterwards. */
export const NeedRecord = v.object({
	...OwnNeed.entries,
	who: PersonBrief,
	history: pageWith(NeedLine),
	followUps: v.array(v.object({ metOn: v.string(), afterDays: AfterDays, answer: v.string(), at: v.date() }))
});
export type NeedRecord = v.InferOutput<typeof NeedRecord>;
