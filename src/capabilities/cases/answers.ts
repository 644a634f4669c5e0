import * as v from 'valibot';
import { DoorCase } from './answers-at-door.ts';
import { bases, statuses } from './rules-stage.ts';
import { provenances } from '#capabilities/assistance/rules-how.ts';
import { Question, Procedure, Problem } from '#capabilities/procedures/answers.ts';
import { Denial } from './answers-claims.ts';
import { Marks, How } from '#capabilities/assistance/answers.ts';
import { PersonBrief } from '#capabilities/residents/answers.ts';
import { Centre } from '#capabilities/places/answers.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

/** The ten of the national exchange. */
const Status = v.picklist(statuses);
export type Status = v.InferOutput<typeof Status>;
const Way = v.picklist(['ONLINE', 'DIRECT']);
export type Way = v.InferOutput<typeof Way>;

export const Stage = v.picklist(['void', 'confirmed', 'draft', 'received', 'filed']);
export type Stage = v.InferOutput<typeof Stage>;

const Delivery = v.nullable(v.picklist(['desk', 'post', 'electronic']));
export type Delivery = v.InferOutput<typeof Delivery>;

export const CaseRow = v.object({
	id: v.string(),
	receivingCentreId: v.number(),
	responsibleCentreId: v.number(),
	procedureCode: v.string(),
	catalogueVersion: v.string(),
	helpedId: v.string(),
	submitterId: v.string(),
	ownerId: v.string(),
	/** By what right somebody else submits it; null where its owner does. */
	ownerBasis: v.nullable(v.picklist(bases)),
	way: v.nullable(Way),
	wayReason: v.nullable(v.string()),
	receiverId: v.nullable(v.string()),
	stage: Stage,
	/** When and why an officer gave it back to be mended; null once they have said yes anew. */
	givenBackAt: v.nullable(v.date()),
	givenBackWhy: v.nullable(v.string()),
	/** How they asked for the result when they said yes. */
	delivery: Delivery,
	status: v.nullable(Status),
	officialCode: v.nullable(v.string()),
	portalSince: v.nullable(v.date()),
	madeBy: v.nullable(v.string()),
	madeAt: v.date(),
	confirmedAt: v.nullable(v.date()),
	receivedAt: v.nullable(v.date()),
	filedAt: v.nullable(v.date()),
	dueOn: v.nullable(v.string()),
	handedOverAt: v.nullable(v.date()),
	version: v.number()
});
export type CaseRow = v.InferOutput<typeof CaseRow>;

const Answered = v.object({
	question: v.string(),
	value: v.string(),
	provenance: v.picklist(provenances),
	at: v.date()
});
export type Answered = v.InferOutput<typeof Answered>;

/** Whose hands typed it for them: by name, and by which program's key; `maker` where somebody else made that key. */
const Hand = v.object({ name: v.nullable(v.string()), key: v.nullable(v.string()), maker: v.nullable(v.string()) });
export type Hand = v.InferOutput<typeof Hand>;

const Asked = v.object({ question: Question, answer: v.nullable(Answered), hand: v.nullable(Hand) });
export type Asked = v.InferOutput<typeof Asked>;

const PaperRow = v.object({
	id: v.string(),
	paper: v.string(),
	verdict: v.string(),
	reason: v.nullable(v.string()),
	sha256: v.nullable(v.string()),
	bytes: v.nullable(v.number()),
	mime: v.nullable(v.string()),
	at: v.date()
});
export type PaperRow = v.InferOutput<typeof PaperRow>;

const StatusRow = v.object({
	status: Status,
	source: v.string(),
	outsideAt: v.date(),
	heardAt: v.date()
});
export type StatusRow = v.InferOutput<typeof StatusRow>;

export const PortalTask = v.object({
	caseId: v.string(),
	way: v.picklist(['api', 'by-hand']),
	since: v.date(),
	tries: v.number(),
	lastFault: v.nullable(v.string()),
	/** What the portal said when it refused, in its own words. */
	reason: v.nullable(v.string())
});
export type PortalTask = v.InferOutput<typeof PortalTask>;

/** A case as guide, second screen and officer see it. */
export const CaseView = v.object({
	file: CaseRow,
	procedure: Procedure,
	asked: v.array(Asked),
	papers: v.array(PaperRow),
	hash: v.string(),
	confirmation: v.nullable(v.object({ way: v.string(), browser: v.nullable(v.string()), at: v.date() })),
	marks: Marks,
	how: How,
	statuses: v.array(StatusRow),
	/** At which papers an officer looked before receiving it. */
	looks: v.array(v.object({ paper: v.string(), by: v.nullable(v.string()), at: v.date() })),
	portal: v.nullable(PortalTask),
	slip: v.nullable(v.string()),
	/** Until when the result can be fetched on its day, `hh:mm`. */
	dueBy: v.nullable(v.string()),
	/** Where it was written at a door. */
	door: v.nullable(v.object({ ...DoorCase.entries, sheets: v.array(PaperRow) }))
});
export type CaseView = v.InferOutput<typeof CaseView>;

/** Who waits for whom, in the words of the follow page. */
export const Waiting = v.picklist(['portal', 'you', 'officer', 'office', 'pick-up', 'nobody']);
export type Waiting = v.InferOutput<typeof Waiting>;

/** What was wrong with a typed answer, and the numbers that its sentence names. */
export const Judged = v.union([
	v.object({
		error: Problem,
		...{ part: v.nullable(v.picklist(['day', 'year', 'month'])), warning: v.null() },
		...v.entriesFromList(['have', 'most', 'min', 'max', 'month', 'last'], v.optional(v.number()))
	}),
	v.object({
		error: v.null(),
		part: v.null(),
		warning: v.nullable(v.picklist(['looks-like-secret', 'year-only', 'province-unlike']))
	})
]);

/** The three people of a case. Whoever was erased or lives elsewhere has no name here. */
const CasePeople = v.object({
	helped: v.nullable(PersonBrief),
	submitter: v.nullable(PersonBrief),
	owner: v.nullable(PersonBrief),
	/** By what right the submitter stands for the owner. */
	basis: v.nullable(v.picklist(bases))
});
export type CasePeople = v.InferOutput<typeof CasePeople>;

/** The same with the staff who have it. */
export const CaseHands = v.object({
	...CasePeople.entries,
	receiver: v.nullable(v.string()),
	helper: v.nullable(v.string()),
	others: v.array(v.string())
});
export type CaseHands = v.InferOutput<typeof CaseHands>;

export const OwnCaseView = v.object({
	...CaseView.entries,
	hers: v.boolean(),
	standsAs: v.nullable(v.picklist(['guardian', 'asked']))
});

export const PaperFile = v.object({
	mime: v.string(),
	bytes: v.custom<Buffer>((bytes) => bytes instanceof Uint8Array),
	file: v.string(),
	owner: v.string()
});

export const SlipFound = v.union([
	v.object({ case: v.null(), why: v.string() }),
	v.object({ case: v.nullable(v.string()), why: v.nullable(v.string()) })
]);

export const Followed = v.object({
	id: v.string(),
	procedure: Procedure,
	statuses: v.array(StatusRow),
	centre: v.string(),
	...v.pick(CaseRow, [
		'stage',
		'status',
		'way',
		'officialCode',
		'confirmedAt',
		'receivedAt',
		'filedAt',
		'dueOn',
		'handedOverAt',
		'delivery'
	]).entries,
	dueBy: v.nullable(v.string()),
	denial: v.nullable(Denial),
	waits: Waiting,
	portalSilentSince: v.nullable(v.date()),
	portalRefused: v.boolean(),
	givenBack: v.boolean()
});

/** A file as a paper shows it that anybody may find: without what somebody of the staff wrote in words of their own. */
export const PaperFacts = v.omit(CaseRow, ['wayReason', 'givenBackWhy']);

export const Slip = v.object({
	file: PaperFacts,
	procedure: Procedure,
	centre: Centre,
	/** Each as it was called when the yes was given. */
	papers: v.array(v.object({ ...PaperRow.entries, name: v.string() })),
	dueBy: v.nullable(v.string()),
	confirmedAt: v.nullable(v.date()),
	code: v.nullable(v.string())
});

export const PeopleInSession = v.object({
	...v.entriesFromList(['helped', 'submitter', 'owner'], PersonBrief),
	basis: v.nullable(v.picklist(bases))
});
