import * as v from 'valibot';
import { TARGET_GROUPS, LIFE_EVENTS } from './catalogue.ts';

// What the doors of other rooms answer of procedures: one definition for OpenAPI, the API, the pages and the tests.

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
export type Problem = v.InferOutput<typeof Problem>;

export const Words = v.object({ vi: v.string(), en: v.string(), hi: v.string() });
export type Words = v.InferOutput<typeof Words>;

const Confidence = v.picklist(['high', 'medium', 'low']);
export type Confidence = v.InferOutput<typeof Confidence>;

const Time = v.object({
	qty: v.nullable(v.number()),
	unit: v.picklist(['SAME_DAY', 'IMMEDIATE', 'WORKING_DAY', 'DAY', 'OTHER']),
	note: v.nullable(v.string())
});
export type Time = v.InferOutput<typeof Time>;

const Channel = v.picklist(['direct', 'online', 'postal']);
export type Channel = v.InferOutput<typeof Channel>;

/** Integer đồng; null is unknown ("hỏi tại quầy"), never nought. `direct` and `online` are for one unit. */
const Fee = v.object({
	direct: v.nullable(v.number()),
	online: v.nullable(v.number()),
	unit: v.picklist(['case', 'copy', 'page']),
	basis: v.nullable(v.string()),
	note: v.nullable(v.string()),
	confidence: v.object({ direct: v.nullable(Confidence), online: v.nullable(Confidence) }),
	/** A price that changes with the count: each unit from the given one on. `cap` is the most for one copy. */
	steps: v.optional(v.array(v.object({ from: v.number(), each: v.number() }))),
	cap: v.optional(v.number()),
	/** Groups that pay nothing where a price is known. */
	waived: v.optional(v.array(v.picklist(TARGET_GROUPS))),
	/** Nothing is paid by whoever files within so many days of the day that this question asks for. */
	waivedWithin: v.optional(v.object({ question: v.string(), days: v.number() })),
	/** A price that holds only until a day, that day included. */
	windows: v.optional(v.array(v.object({ channel: Channel, to: v.string(), amount: v.number() })))
});
export type Fee = v.InferOutput<typeof Fee>;

/** `present` is shown and given back; `conditional` only if its condition holds. */
const Paper = v.object({
	id: v.string(),
	name: v.string(),
	kind: v.picklist(['present', 'form', 'submit', 'conditional']),
	original: v.number(),
	copy: v.number(),
	condition: v.optional(v.string()),
	dataAlternative: v.optional(v.string())
});
export type Paper = v.InferOutput<typeof Paper>;

export const Procedure = v.object({
	code: v.string(),
	officialName: v.string(),
	shortName: Words,
	/** The everyday name, used as the heading. */
	plain: Words,
	lead: v.optional(Words),
	/** Everyday name beside its neighbours in a list of results. */
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
	/** Must the person appear? null: it depends on the case. */
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
	/** null: in force since before the first snapshot, or until further notice. */
	effectiveFrom: v.nullable(v.string()),
	effectiveTo: v.nullable(v.string()),
	replacedBy: v.array(v.string()),
	confidence: v.object({
		...v.entriesFromList(['code', 'time', 'overall', 'onlineLevel'], Confidence),
		/** `analysis`: worked out for this product, not quoted from law. */
		...v.entriesFromList(['inPerson', 'homeVisit'], v.literal('analysis'))
	}),
	source: v.string()
});
export type Procedure = v.InferOutput<typeof Procedure>;

/** The persons a form may be about. `applicant` is who asks; the others are named by the form. */
const FormPerson = v.picklist(['owner', 'child', 'applicant', 'mother', 'father']);
export type FormPerson = v.InferOutput<typeof FormPerson>;

/** Facts that the register may already hold; an answer taken from it is shown as taken from it. */
const RegisterFact = v.picklist([
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
]);
export type RegisterFact = v.InferOutput<typeof RegisterFact>;

/** There is no kind for a password or a one-time code, and there must never be one. */
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
export type QuestionKind = v.InferOutput<typeof QuestionKind>;

const Choice = v.object({ value: v.string(), words: Words, portal: v.string() });
export type Choice = v.InferOutput<typeof Choice>;

const Values = v.pipe(v.array(v.string()), v.readonly());

/** One condition on one earlier answer: its value is, or is not, among some. */
const When = v.union([v.object({ question: v.string(), is: Values }), v.object({ question: v.string(), not: Values })]);
export type When = v.InferOutput<typeof When>;

/** One question, as data. `ask` is what the person reads; `portalLabel` is the box on the national portal, always Vietnamese. */
export const Question = v.object({
	id: v.string(),
	kind: QuestionKind,
	ask: Words,
	hint: v.optional(Words),
	portalLabel: v.string(),
	required: v.boolean(),
	when: v.optional(When),
	person: v.optional(FormPerson),
	prefill: v.optional(RegisterFact),
	/** Where this is the same person as another box asks about: that box's answer is this one's, and is not asked twice. */
	same: v.optional(v.object({ as: v.string(), when: When })),
	choices: v.optional(v.pipe(v.array(Choice), v.readonly())),
	/** Of a date: a year alone is enough. Many old people know no more. */
	partial: v.optional(v.boolean()),
	/** Of a date: the portal's box takes the year alone. */
	portalYear: v.optional(v.boolean()),
	/** Of a date: it lies before the answer to this other question, as a parent's birth lies before the child's. */
	before: v.optional(v.string()),
	min: v.optional(v.number()),
	max: v.optional(v.number())
});
export type Question = v.InferOutput<typeof Question>;
