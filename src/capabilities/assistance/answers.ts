import * as v from 'valibot';
import { needKinds, urgencies, needSources, plans, outcomes } from './need.ts';
import { PersonBrief } from '#capabilities/residents/answers.ts';

// What the doors of this room answer: one definition for OpenAPI, the API and the tests.

export const Learned = v.object({
	topic: v.string(),
	how: v.picklist(['self', 'guided', 'referred', 'done-for', 'unfinished']),
	day: v.string()
});

const Hands = v.picklist(['desk', 'guide', 'screen']);

const SessionRow = v.object({
	id: v.string(),
	centreId: v.number(),
	personId: v.string(),
	helperId: v.string(),
	machineId: v.string(),
	deskId: v.nullable(v.string()),
	ticketId: v.nullable(v.string()),
	authority: v.string(),
	hands: Hands,
	caseId: v.nullable(v.string()),
	startedAt: v.date(),
	touchedAt: v.date(),
	endedAt: v.nullable(v.date()),
	endReason: v.nullable(v.string())
});

export const Mine = v.object({
	session: SessionRow,
	person: v.object({
		id: v.string(),
		name: v.string(),
		birthYear: v.nullable(v.number()),
		hamlet: v.nullable(v.string()),
		verified: v.boolean(),
		madeUp: v.boolean(),
		needs: v.array(v.string()),
		birthDate: v.nullable(v.string()),
		gender: v.nullable(v.picklist(['male', 'female'])),
		number: v.nullable(v.string()),
		phone: v.nullable(v.string()),
		age: v.nullable(v.number())
	})
});

export const Marks = v.object({ resident: v.number(), guide: v.number(), card: v.number(), register: v.number() });

export const How = v.picklist(['self', 'guided', 'done-for']);

const BoardGroup = v.object({
	key: v.nullable(v.string()),
	name: v.nullable(v.string()),
	late: v.number(),
	needs: v.array(
		v.object({
			id: v.string(),
			personId: v.string(),
			personName: v.nullable(v.string()),
			birthYear: v.nullable(v.number()),
			hamlet: v.nullable(v.string()),
			kind: v.picklist(needKinds),
			urgency: v.picklist(urgencies),
			source: v.picklist(needSources),
			ownerId: v.nullable(v.string()),
			ownerName: v.nullable(v.string()),
			plan: v.nullable(v.picklist(plans)),
			promisedOn: v.nullable(v.string()),
			madeAt: v.date(),
			late: v.nullable(v.picklist(['nobody', 'promise-over']))
		})
	)
});

const DueFollowUp = v.object({
	need: v.string(),
	personName: v.nullable(v.string()),
	hamlet: v.nullable(v.string()),
	kind: v.picklist(needKinds),
	metOn: v.string(),
	afterDays: v.picklist([30, 90]),
	dueOn: v.string(),
	mayCall: v.boolean()
});

export const NeedBoard = v.object({
	groups: v.array(BoardGroup),
	shown: v.number(),
	counts: v.object({
		open: v.number(),
		late: v.number(),
		today: v.number(),
		toCall: v.number(),
		nobody: v.number(),
		mine: v.number()
	}),
	due: v.array(DueFollowUp),
	dueInAll: v.number(),
	dueMore: v.number()
});

export const BesideShown = v.object({
	session: v.string(),
	hands: Hands,
	caseId: v.nullable(v.string()),
	personName: v.string()
});

export const MyNeedShown = v.object({
	kind: v.picklist(needKinds),
	id: v.string(),
	source: v.picklist(needSources),
	plan: v.nullable(v.picklist(plans)),
	promisedOn: v.nullable(v.string()),
	outcome: v.nullable(v.picklist(outcomes)),
	urgency: v.picklist(urgencies),
	centreId: v.number(),
	personId: v.string(),
	occasion: v.nullable(v.string()),
	ownerId: v.nullable(v.string()),
	madeAt: v.date(),
	outcomeOn: v.nullable(v.string()),
	ownerName: v.nullable(v.string()),
	note: v.nullable(v.string()),
	late: v.nullable(v.picklist(['nobody', 'promise-over']))
});

export const ShowNeedShown = v.object({
	kind: v.picklist(needKinds),
	id: v.string(),
	source: v.picklist(needSources),
	plan: v.nullable(v.picklist(plans)),
	promisedOn: v.nullable(v.string()),
	outcome: v.nullable(v.picklist(outcomes)),
	urgency: v.picklist(urgencies),
	centreId: v.number(),
	personId: v.string(),
	occasion: v.nullable(v.string()),
	ownerId: v.nullable(v.string()),
	madeAt: v.date(),
	outcomeOn: v.nullable(v.string()),
	ownerName: v.nullable(v.string()),
	note: v.nullable(v.string()),
	late: v.nullable(v.picklist(['nobody', 'promise-over'])),
	who: PersonBrief,
	history: v.array(
		v.object({
			at: v.date(),
			command: v.string(),
			actorName: v.nullable(v.string()),
			detail: v.record(v.string(), v.unknown())
		})
	),
	followUps: v.array(v.object({ metOn: v.string(), afterDays: v.picklist([30, 90]), answer: v.string(), at: v.date() }))
});
