import type { Answers, Form } from './form.ts';
import type { FormPerson, Question, RegisterFact, When, Problem } from './answers.ts';
import { checkAnswer } from './rules-answer.ts';

const holds = (when: When | undefined, answers: Answers): boolean => {
	if (!when) return true;
	const given = answers[when.question] ?? '';
	return 'is' in when ? when.is.includes(given) : given !== '' && !when.not.includes(given);
};

/** The questions that apply with these answers, in the order of the form. A hidden question's condition hides its followers too. */
export function questionsFor(form: Pick<Form, 'questions'>, answers: Answers): Question[] {
	const shown: Question[] = [];
	const open: Record<string, string> = {};
	for (const question of form.questions) {
		if (!holds(question.when, open)) continue;
		shown.push(question);
		const given = answers[question.id];
		if (given !== undefined) open[question.id] = given;
	}
	return shown;
}

/** The first question that applies and has no answer yet; an empty answer to an optional one counts as answered. */
export const nextQuestion = (form: Form, answers: Answers): Question | undefined =>
	questionsFor(form, answers).find(({ id }) => answers[id] === undefined);

/** The place of a question among those that apply: "Câu 7 trong 12". */
export function stepOf(form: Form, answers: Answers, id: string): { step: number; of: number } | undefined {
	const shown = questionsFor(form, answers);
	const at = shown.findIndex((question) => question.id === id);
	return at < 0 ? undefined : { step: at + 1, of: shown.length };
}

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

/** Questions that the register can answer for a person: prefilled, shown as taken from there, and open to change. */
export function prefillFrom(
	form: Form,
	person: FormPerson,
	facts: Partial<Record<RegisterFact, string>>
): Record<string, string> {
	const filled: Record<string, string> = {};
	for (const question of form.questions) {
		const fact = question.person === person && question.prefill ? facts[question.prefill] : undefined;
		if (fact) filled[question.id] = fact;
	}
	return filled;
}
