import { catalogue } from '#capabilities/procedures/catalogue.server.ts';
import type { Question } from '#capabilities/procedures/answers.ts';
import type { Form } from '#capabilities/procedures/form.ts';
import { allForms, formOf } from '#capabilities/procedures/forms.ts';
import type { Piece } from './schemas.server.ts';

/** How an answer is written that is no choice. */
const written: Partial<Record<Question['kind'], string>> = {
	date: 'A day: `yyyy-mm-dd`.',
	number: 'A whole number, in digits.',
	phone: 'A Vietnamese telephone number, with its leading 0.',
	'id-number': 'Twelve digits.',
	'yes-no': '`yes` or `no`.',
	'ethnic-group': 'The name of an ethnic group, as the register writes it.'
};

const howWritten = ({ kind, partial }: Question): string =>
	kind === 'date' && partial ? 'A day, a month or a year: `yyyy-mm-dd`, `yyyy-mm`, `yyyy`.' : (written[kind] ?? '');

const choicesOf = ({ kind, choices = [], required }: Question): string[] | null =>
	kind === 'choice'
		? [...choices.map(({ value }) => value), ...(required ? [] : [''])]
		: kind === 'yes-no'
			? ['yes', 'no', ...(required ? [] : [''])]
			: null;

const asked = (question: Question): Piece => {
	const choices = choicesOf(question);
	return {
		type: 'string',
		...(choices ? { enum: choices } : { maxLength: 4000 }),
		description: `${question.ask.en} (${question.portalLabel}) ${howWritten(question)}`.trim(),
		'x-kind': question.kind,
		'x-required': question.required,
		...(question.when ? { 'x-when': question.when } : {})
	};
};

const nameOf = (form: Form): string => `AnswersOf_${form.id}`;
const ref = (form: Form): Piece => ({ $ref: `#/components/schemas/${nameOf(form)}` });

/** The questions of each form, by the name of its schema. */
export const formSchemas = (): Record<string, Piece> =>
	Object.fromEntries(
		allForms().map((form) => [
			nameOf(form),
			{
				type: 'object',
				description: `Answers of the form \`${form.id}\`, version ${form.version}. A draft may lack some; the resident says yes once all are there.`,
				properties: Object.fromEntries(form.questions.map((question) => [question.id, asked(question)])),
				additionalProperties: false
			}
		])
	);

const codes = (form: Form): string[] =>
	catalogue()
		.procedures.filter(({ code }) => formOf(code) === form)
		.map(({ code }) => code);

/** What `cases.submit` takes: the answers are those of the form that the procedure has. */
export const submitByForm = (plain: Piece): Piece => ({
	oneOf: allForms().map((form) => ({
		...plain,
		title: `SubmitCase_${form.id}`,
		properties: {
			...(plain['properties'] as Piece),
			procedure: { type: 'string', enum: codes(form) },
			answers: ref(form)
		}
	}))
});

/** Every id by which a question is answered one at a time. */
export const questionIds = (): string[] =>
	[...new Set(allForms().flatMap(({ questions }) => questions.map(({ id }) => id)))].toSorted();

/** The catalogue as a program needs it: which form a procedure has, and what its papers are called. */
export const proceduresSaid = (): Piece[] =>
	catalogue().procedures.map(({ code, officialName, papers }) => ({
		code,
		name: officialName,
		answers: `#/components/schemas/${nameOf(formOf(code))}`,
		papers: papers.map(({ id, name }) => ({ id, name }))
	}));
