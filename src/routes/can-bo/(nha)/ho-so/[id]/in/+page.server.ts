import { show } from '#capabilities/cases/case-view.server.ts';
import { staffOf } from '#web/door.server.ts';
import { answersPaper } from '#web/portal-lines.server.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

/** The answers of a case on paper, in the portal's order: to be copied by hand where no clipboard is. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	const view = await show(context, { case: event.params.id });
	return { ...(await answersPaper(context, view)), officialCode: view.file.officialCode, session: actor.session ?? '' };
};
