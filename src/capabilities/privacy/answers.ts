import * as v from 'valibot';
import { Doubt, Member, PaperUntil, ChangeRow, Why } from '#capabilities/residents/answers.ts';

// What the doors of this room answer: one definition for OpenAPI, the API and the tests.

const Answered = v.object({
	purpose: v.string(),
	answer: v.string(),
	version: v.number(),
	at: v.date(),
	centreId: v.number()
});

const Stands = v.picklist(['given', 'refused', 'withdrawn', 'ask-again', 'not-asked', 'paused']);

export const Look = v.object({
	at: v.date(),
	actorKind: v.string(),
	actorName: v.nullable(v.string()),
	what: v.string(),
	purpose: v.string(),
	standsBy: v.nullable(v.picklist(['paper', 'said', 'decision', 'birth-certificate'])),
	standsSince: v.nullable(v.string())
});

export const ToCall = v.object({
	person: v.string(),
	name: v.string(),
	hamlet: v.nullable(v.string()),
	phone: v.string(),
	about: v.nullable(v.string())
});

const Purpose = v.picklist([
	'session',
	'handle',
	'need',
	'data-request',
	'asked-by-person',
	'call-back',
	'by-paper',
	'household-list',
	'duplicate-check'
]);

export const AskedConsentShown = v.object({
	purpose: v.string(),
	version: v.number(),
	words: v.string(),
	last: v.nullable(Answered),
	stands: Stands
});

export const MyConsentShown = v.object({ ...Answered.entries, stands: Stands });

export const PersonRecordShown = v.object({
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
	}),
	doubts: v.array(Doubt),
	household: v.nullable(
		v.object({
			id: v.string(),
			book: v.nullable(v.string()),
			hamlet: v.nullable(v.string()),
			address: v.string(),
			members: v.array(Member),
			beside: v.array(v.string())
		})
	),
	papers: v.array(PaperUntil),
	changes: v.array(ChangeRow),
	why: v.nullable(Why),
	purpose: Purpose
});
