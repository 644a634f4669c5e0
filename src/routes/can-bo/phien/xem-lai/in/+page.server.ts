import { redirect } from '@sveltejs/kit';
import { inSession } from '#capabilities/cases/views.server.ts';
import { centre } from '#capabilities/places/places.server.ts';
import { formOf } from '#capabilities/procedures/forms.ts';
import { answersInPortalOrder } from '#capabilities/procedures/rules-form.ts';
import { staffOf } from '#web/door.server.ts';
import type { PageServerLoad } from './$types';
import { paths } from '#web/paths.ts';

export const csr = false;

/** The answers on paper, without the session's frame: to be signed where no screen is, or to be copied by hand. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	const view = await inSession(context, {});
	if (!view) redirect(303, paths.session.home);
	// Nobody signs a sheet on which questions are still open.
	if (view.asked.some(({ question, answer }) => question.required && answer === null))
		redirect(303, paths.session.check);
	const values = Object.fromEntries(
		view.asked.flatMap(({ question, answer }) => (answer ? [[question.id, answer.value]] : []))
	);
	const place = await centre(context, { centre: view.file.receivingCentreId });
	const { officialName, code } = view.procedure;
	return {
		lines: answersInPortalOrder(formOf(code), values).map(({ label, text }) => ({ label, text })),
		place: place.name,
		officialName,
		code,
		mark: view.hash.slice(0, 16)
	};
};
