import type { Words } from './catalogue.ts';

/** The persons a form may be about. `applicant` is who asks; the others are named by the form. */
export type FormPerson = 'applicant' | 'child' | 'mother' | 'father' | 'owner';

/** Facts that the register may already hold; an answer taken from it is shown as taken from it. */
export type RegisterFact =
	'name' | 'idNumber' | 'birth' | 'sex' | 'ethnicity' | 'nationality' | 'address' | 'phone' | 'bankAccount' | 'self';

type QuestionKind =
	| 'text'
	| 'long-text'
	| 'date'
	| 'choice'
	| 'yes-no'
	| 'number'
	| 'phone'
	| 'id-number'
	| 'person-name'
	| 'place'
	| 'ethnic-group';

export type Choice = { value: string; words: Words; portal: string };

/** One condition on one earlier answer: its value is, or is not, among some. */
export type When = { question: string; is: readonly string[] } | { question: string; not: readonly string[] };

/**
 * One question, as data. `ask` is what the person reads; `portalLabel` is the box on the national portal, always
 * Vietnamese. There is no kind for a password or a one-time code, and there must never be one.
 */
export type Question = {
	id: string;
	kind: QuestionKind;
	ask: Words;
	hint?: Words;
	portalLabel: string;
	required: boolean;
	when?: When;
	person?: FormPerson;
	prefill?: RegisterFact;
	choices?: readonly Choice[];
	/** Of a date: a year alone is enough. Many old people know no more. */
	partial?: boolean;
	/** Of a date: the portal's box takes the year alone. */
	portalYear?: boolean;
	/** Of a date: it lies before the answer to this other question, as a parent's birth lies before the child's. */
	before?: string;
	min?: number;
	max?: number;
};

export type Form = {
	/** Code of the procedure, or `general`. */
	id: string;
	version: number;
	/** Under which name whose file it is stands in this form, where that is not who asks. */
	owner?: FormPerson;
	questions: readonly Question[];
};

/** Raw answers by question id, as kept. A date is `yyyy`, `yyyy-mm` or `yyyy-mm-dd`; yes-no is `yes` or `no`. */
export type Answers = Readonly<Record<string, string>>;
