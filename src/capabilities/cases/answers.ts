import * as v from 'valibot';
import { bases, statuses } from './rules-stage.ts';
import { provenances } from '#capabilities/assistance/rules-how.ts';
import { buckets } from './inputs.ts';
import { Question, Procedure, Problem, Words } from '#capabilities/procedures/answers.ts';
import { Marks, How } from '#capabilities/assistance/answers.ts';
import { PersonBrief } from '#capabilities/residents/answers.ts';
import { Centre } from '#capabilities/places/answers.ts';

// What the doors of this room answer: one definition for OpenAPI, the API and the tests.

/** The ten of the national exchange. */
const Status = v.picklist(statuses);
const Way = v.picklist(['ONLINE', 'DIRECT']);

export const Stage = v.picklist(['void', 'confirmed', 'draft', 'received', 'filed']);

export const CaseRow = v.object({
	id: v.string(),
	receivingCentreId: v.number(),
	responsibleCentreId: v.number(),
	procedureCode: v.string(),
	catalogueVersion: v.string(),
	helpedId: v.string(),
	submitterId: v.string(),
	ownerId: v.string(),
	ownerBasis: v.nullable(v.picklist(bases)),
	way: v.nullable(Way),
	wayReason: v.nullable(v.string()),
	receiverId: v.nullable(v.string()),
	stage: Stage,
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

const Answered = v.object({
	question: v.string(),
	value: v.string(),
	provenance: v.picklist(provenances),
	at: v.date()
});

const Asked = v.object({ question: Question, answer: v.nullable(Answered) });

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

const StatusRow = v.object({
	status: Status,
	source: v.string(),
	outsideAt: v.date(),
	heardAt: v.date()
});

const PortalTask = v.object({
	caseId: v.string(),
	way: v.picklist(['api', 'by-hand']),
	since: v.date(),
	tries: v.number(),
	lastFault: v.nullable(v.string())
});

export const CaseView = v.object({
	file: CaseRow,
	procedure: Procedure,
	asked: v.array(Asked),
	papers: v.array(PaperRow),
	hash: v.string(),
	confirmation: v.nullable(v.object({ way: v.string(), at: v.date() })),
	marks: Marks,
	how: How,
	statuses: v.array(StatusRow),
	portal: v.nullable(PortalTask),
	slip: v.nullable(v.string()),
	dueBy: v.nullable(v.string())
});

const Waiting = v.picklist(['portal', 'you', 'officer', 'office', 'pick-up', 'nobody']);

export const AnswerAnswer = v.union([
	v.object({ error: Problem, part: v.nullable(v.picklist(['day', 'year', 'month'])), warning: v.null() }),
	v.object({
		error: v.null(),
		part: v.null(),
		warning: v.nullable(v.picklist(['looks-like-secret', 'year-only', 'province-unlike']))
	})
]);

export const PeopleShown = v.object({
	helped: v.nullable(PersonBrief),
	submitter: v.nullable(PersonBrief),
	owner: v.nullable(PersonBrief),
	basis: v.nullable(v.picklist(bases)),
	receiver: v.nullable(v.string()),
	helper: v.nullable(v.string()),
	others: v.array(v.string())
});

export const ShowMineShown = v.object({
	file: CaseRow,
	procedure: Procedure,
	asked: v.array(Asked),
	papers: v.array(PaperRow),
	hash: v.string(),
	confirmation: v.nullable(v.object({ way: v.string(), at: v.date() })),
	marks: Marks,
	how: How,
	statuses: v.array(StatusRow),
	portal: v.nullable(PortalTask),
	slip: v.nullable(v.string()),
	dueBy: v.nullable(v.string()),
	hers: v.boolean(),
	standsAs: v.nullable(v.picklist(['guardian', 'asked']))
});

export const PaperFileShown = v.object({
	mime: v.string(),
	bytes: v.custom<Buffer>((bytes) => bytes instanceof Uint8Array),
	file: v.string(),
	owner: v.string()
});

export const FindSlipAnswer = v.union([
	v.object({ case: v.null(), why: v.string() }),
	v.object({ case: v.nullable(v.string()), why: v.nullable(v.string()) })
]);

export const FollowShown = v.object({
	id: v.string(),
	procedure: Procedure,
	statuses: v.array(StatusRow),
	centre: v.string(),
	stage: Stage,
	status: v.nullable(Status),
	way: v.nullable(Way),
	officialCode: v.nullable(v.string()),
	confirmedAt: v.nullable(v.date()),
	receivedAt: v.nullable(v.date()),
	filedAt: v.nullable(v.date()),
	dueOn: v.nullable(v.string()),
	handedOverAt: v.nullable(v.date()),
	dueBy: v.nullable(v.string()),
	waits: Waiting,
	portalSilentSince: v.nullable(v.date())
});

export const SlipShown = v.object({
	file: CaseRow,
	procedure: Procedure,
	centre: Centre,
	papers: v.array(PaperRow),
	dueBy: v.nullable(v.string()),
	confirmedAt: v.nullable(v.date()),
	code: v.nullable(v.string())
});

export const BegunShown = v.object({
	procedure: Words,
	id: v.string(),
	procedureCode: v.string(),
	stage: Stage,
	madeAt: v.date()
});

export const NotMineShown = v.object({ caseId: v.string(), at: v.date(), procedureCode: v.string(), madeAt: v.date() });

export const WorklistShown = v.object({
	bucket: v.picklist(buckets),
	counts: v.record(v.string(), v.number()),
	more: v.number(),
	files: v.array(
		v.object({
			procedure: Words,
			id: v.string(),
			procedureCode: v.string(),
			ownerId: v.string(),
			ownerName: v.nullable(v.string()),
			stage: Stage,
			status: v.nullable(Status),
			way: v.nullable(Way),
			officialCode: v.nullable(v.string()),
			madeAt: v.date(),
			dueOn: v.nullable(v.string()),
			receiverId: v.nullable(v.string())
		})
	)
});

export const MineCaseShown = v.object({
	procedure: Procedure,
	waits: Waiting,
	readable: v.boolean(),
	slip: v.nullable(v.string()),
	id: v.string(),
	procedureCode: v.string(),
	ownerId: v.string(),
	ownerName: v.nullable(v.string()),
	stage: Stage,
	status: v.nullable(Status),
	way: v.nullable(Way),
	officialCode: v.nullable(v.string()),
	madeAt: v.date(),
	dueOn: v.nullable(v.string()),
	receiverId: v.nullable(v.string()),
	hers: v.boolean(),
	toClaim: v.boolean()
});

export const PeopleInSessionShown = v.object({
	helped: PersonBrief,
	submitter: PersonBrief,
	owner: PersonBrief,
	basis: v.nullable(v.picklist(bases))
});
