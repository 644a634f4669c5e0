import { Refusal } from '#kernel/refusal.ts';
import type { Answers, Form } from '#capabilities/procedures/form.ts';
import { checkAnswer } from '#capabilities/procedures/rules-answer.ts';

/** Each answer as it is kept: first alone, then against the others. Refuses one that a person would be asked to look at again (`answer-wrong`). */
export function checkedAll(form: Form, raw: Answers, today: string): Answers {
	const check = (answers: Answers, others: Answers): Answers =>
		Object.fromEntries(
			Object.entries(answers).map(([id, text]) => {
				const question = form.questions.find((one) => one.id === id);
				const checked = question ? checkAnswer(question, text, today, others) : { error: 'unknown' };
				if ('error' in checked) throw new Refusal('answer-wrong', { question: id });
				return [id, checked.value];
			})
		);
	const alone = check(raw, {});
	return check(alone, alone);
}

/** The same where nobody can be asked again: what passes is kept as it is kept, and what does not as it was typed, for a person to look at. */
export function typedAll(form: Form, raw: Answers, today: string): Answers {
	return Object.fromEntries(
		Object.entries(raw).map(([id, text]) => {
			const question = form.questions.find((one) => one.id === id);
			const checked = question ? checkAnswer(question, text, today) : { value: text };
			return [id, 'value' in checked ? checked.value : text];
		})
	);
}
