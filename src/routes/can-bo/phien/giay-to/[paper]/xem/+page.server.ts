import { inSession } from '#capabilities/cases/case-view.server.ts';
import { staffOf } from '#web/door.server.ts';
import { paperPage } from '#web/paper-shown.server.ts';
import { paths } from '#web/paths.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

/** One paper of the open case, that goes when the session does. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	const { paper } = event.params;
	const page = paperPage(event, await inSession(context, {}), paper, actor.session);
	return { ...page, file: paths.session.paper(paper) };
};
