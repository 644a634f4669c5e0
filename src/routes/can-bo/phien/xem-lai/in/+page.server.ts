import { redirect } from '@sveltejs/kit';
import { inSession } from '#capabilities/cases/case-view.server.ts';
import { staffOf } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';
import { answersPaper } from '#web/portal-lines.server.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

/** The answers on paper, without the session's frame: to be signed where no screen is, or to be copied by hand. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	const view = await inSession(context, {});
	if (!view) redirect(303, paths.session.home);
	// Nobody signs a sheet on which questions are still open.
	if (view.asked.some(({ question, answer }) => question.required && answer === null))
		redirect(303, paths.session.check);
	return { ...(await answersPaper(context, view)), session: actor.session ?? '' };
};
