import type { Answers, Form } from './form.ts';
import type { FormPerson, Question, Problem } from './answers.ts';
import { checkAnswer } from './rules-answer.ts';
import { questionsFor } from './rules-asked.ts';

type Completeness = {
	complete: boolean;
	of: number;
	answered: number;
	/** Required questions without an answer. */
	missing: string[];
	/** Answers that no longer pass, with their code. */
	wrong: { id: string; error: Problem }[];
};

/** What is still to do before a form can be confirmed. `today` is `yyyy-mm-dd`. */
export function completeness(form: Form, answers: Answers, today: string): Completeness {
	const shown = questionsFor(form, answers);
	const missing: string[] = [];
	const wrong: Completeness['wrong'] = [];
	for (const question of shown) {
		const given = answers[question.id];
		if (given === undefined || given === '') {
			if (question.required) missing.push(question.id);
			continue;
		}
		const checked = checkAnswer(question, given, today, answers);
		if ('error' in checked) wrong.push({ id: question.id, error: checked.error });
	}
	const answered = shown.filter(({ id }) => answers[id] !== undefined).length;
	return { complete: missing.length === 0 && wrong.length === 0, of: shown.length, answered, missing, wrong };
}

/** An answer as an official reads it: dates by hand, the portal's words for a choice. */
export function portalText(question: Question, value: string): string {
	if (question.portalYear) return value.slice(0, 4);
	if (question.kind === 'date') return value.split('-').reverse().join('/');
	if (question.kind === 'yes-no') return value === 'yes' ? 'Có' : 'Không';
	return question.choices?.find((choice) => choice.value === value)?.portal ?? value;
}

type PortalLine = { id: string; label: string; text: string; person: FormPerson | null };

/** The answers that apply, under the portal's labels and in its order: what is copied by hand, printed or sent. */
export const answersInPortalOrder = (form: Pick<Form, 'questions'>, answers: Answers): PortalLine[] =>
	questionsFor(form, answers)
		.filter(({ id }) => (answers[id] ?? '') !== '')
		.map((question) => ({
			id: question.id,
			label: question.portalLabel,
			text: portalText(question, answers[question.id]!),
			person: question.person ?? null
		}));
