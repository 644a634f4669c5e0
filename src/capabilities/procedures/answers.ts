import * as v from 'valibot';
import { TARGET_GROUPS, LIFE_EVENTS } from './catalogue.ts';

// What the doors of this room answer: one definition for OpenAPI, the API and the tests.

export const Problem = v.picklist([
	'day',
	'too-long',
	'year-early',
	'empty',
	'not-a-choice',
	'not-a-number',
	'too-small',
	'too-large',
	'phone-digits',
	'id-digits',
	'name-signs',
	'no-letter',
	'year',
	'month',
	'no-such-day',
	'in-future',
	'not-before',
	'no-such-group'
]);

export const Words = v.object({ vi: v.string(), en: v.string(), hi: v.string() });

const Time = v.object({
	qty: v.nullable(v.number()),
	unit: v.picklist(['SAME_DAY', 'IMMEDIATE', 'WORKING_DAY', 'DAY', 'OTHER']),
	note: v.nullable(v.string())
});

const Channel = v.picklist(['direct', 'online', 'postal']);

const Fee = v.object({
	direct: v.nullable(v.number()),
	online: v.nullable(v.number()),
	unit: v.picklist(['case', 'copy', 'page']),
	basis: v.nullable(v.string()),
	note: v.nullable(v.string()),
	confidence: v.object({
		direct: v.nullable(v.picklist(['high', 'medium', 'low'])),
		online: v.nullable(v.picklist(['high', 'medium', 'low']))
	}),
	steps: v.optional(v.array(v.object({ from: v.number(), each: v.number() }))),
	cap: v.optional(v.number()),
	waived: v.optional(v.array(v.picklist(TARGET_GROUPS))),
	windows: v.optional(v.array(v.object({ channel: Channel, to: v.string(), amount: v.number() })))
});

const Paper = v.object({
	id: v.string(),
	name: v.string(),
	kind: v.picklist(['present', 'form', 'submit', 'conditional']),
	original: v.number(),
	copy: v.number(),
	condition: v.optional(v.string()),
	dataAlternative: v.optional(v.string())
});

const Confidence = v.picklist(['high', 'medium', 'low']);

export const Procedure = v.object({
	code: v.string(),
	officialName: v.string(),
	shortName: Words,
	plain: Words,
	lead: v.optional(Words),
	asFound: v.optional(Words),
	domain: v.string(),
	decidingAgency: v.string(),
	receivedBy: v.picklist(['centre', 'police', 'military']),
	policeOnly: v.boolean(),
	time: Time,
	fee: Fee,
	papers: v.array(Paper),
	channels: v.array(Channel),
	onlineLevel: v.picklist(['none', 'part', 'booking', 'full']),
	inPerson: v.nullable(v.boolean()),
	homeVisit: v.picklist([
		'ok',
		'priority',
		'with-police',
		'assist',
		'designed-for-home',
		'legal-at-home',
		'no',
		'needs-mobile-procedure',
		'sensitive'
	]),
	targetGroups: v.array(v.picklist(TARGET_GROUPS)),
	lifeEvents: v.array(v.picklist(LIFE_EVENTS)),
	keywords: v.array(v.string()),
	notes: v.nullable(v.string()),
	url: v.nullable(v.string()),
	decisionNo: v.nullable(v.string()),
	effectiveFrom: v.nullable(v.string()),
	effectiveTo: v.nullable(v.string()),
	replacedBy: v.array(v.string()),
	confidence: v.object({
		code: Confidence,
		time: Confidence,
		overall: Confidence,
		onlineLevel: Confidence,
		inPerson: v.literal('analysis'),
		homeVisit: v.literal('analysis')
	}),
	source: v.string()
});

const QuestionKind = v.picklist([
	'number',
	'place',
	'phone',
	'text',
	'long-text',
	'date',
	'choice',
	'yes-no',
	'id-number',
	'person-name',
	'ethnic-group'
]);

const Choice = v.object({ value: v.string(), words: Words, portal: v.string() });

export const Question = v.object({
	id: v.string(),
	kind: QuestionKind,
	ask: Words,
	hint: v.optional(Words),
	portalLabel: v.string(),
	required: v.boolean(),
	when: v.optional(
		v.union([
			v.object({ question: v.string(), is: v.pipe(v.array(v.string()), v.readonly()) }),
			v.object({ question: v.string(), not: v.pipe(v.array(v.string()), v.readonly()) })
		])
	),
	person: v.optional(v.picklist(['owner', 'child', 'applicant', 'mother', 'father'])),
	prefill: v.optional(
		v.picklist([
			'self',
			'name',
			'address',
			'phone',
			'bankAccount',
			'birth',
			'idNumber',
			'sex',
			'ethnicity',
			'nationality'
		])
	),
	choices: v.optional(v.pipe(v.array(Choice), v.readonly())),
	partial: v.optional(v.boolean()),
	portalYear: v.optional(v.boolean()),
	before: v.optional(v.string()),
	min: v.optional(v.number()),
	max: v.optional(v.number())
});
