import type { Answers, Form } from './form.ts';
import type { FormPerson, Question, RegisterFact, When } from './answers.ts';

/** Whether a condition on earlier answers holds; none always does. */
export const holds = (when: When | undefined, answers: Answers): boolean => {
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
