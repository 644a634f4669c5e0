import type { CaseView } from '#capabilities/cases/answers.ts';
import { centre } from '#capabilities/places/places.server.ts';
import { answersInPortalOrder } from '#capabilities/procedures/rules-form.ts';
import type { Context } from '#platform/context.server.ts';

/** What was answered, by question. */
export const valuesOf = (view: CaseView): Record<string, string> =>
	Object.fromEntries(view.asked.flatMap(({ question, answer }) => (answer ? [[question.id, answer.value]] : [])));

/** The answers of a case in the portal's own order and words. */
export const linesOf = (view: CaseView) =>
	answersInPortalOrder({ questions: view.asked.map(({ question }) => question) }, valuesOf(view)).map(
		({ id, label, text }) => ({
			id,
			label,
			text
		})
	);

/** The same as a paper of the centre that received it, marked with the head of their hash. */
export async function answersPaper(context: Context, view: CaseView) {
	const place = await centre(context, { centre: view.file.receivingCentreId });
	const { officialName, code } = view.procedure;
	return { place: place.name, officialName, code, mark: view.hash.slice(0, 16), lines: linesOf(view) };
}
