import type { CaseView } from '#capabilities/cases/views.server.ts';
import { formOf } from '#capabilities/procedures/forms.ts';
import { answersInPortalOrder } from '#capabilities/procedures/rules-form.ts';

/** What was answered, by question. */
export const valuesOf = (view: CaseView): Record<string, string> =>
	Object.fromEntries(view.asked.flatMap(({ question, answer }) => (answer ? [[question.id, answer.value]] : [])));

/** The answers of a case in the portal's own order and words. */
export const linesOf = (view: CaseView) =>
	answersInPortalOrder(formOf(view.file.procedureCode), valuesOf(view)).map(({ id, label, text }) => ({
		id,
		label,
		text
	}));
