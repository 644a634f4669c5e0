import { inSession } from '#capabilities/cases/case-view.server.ts';
import { staffOf } from '#web/door.server.ts';
import { paperShown } from '#web/paper-shown.server.ts';
import type { RequestHandler } from './$types';

/** One paper of the open case. */
export const GET: RequestHandler = async (event) => {
	const { context } = await staffOf(event);
	return paperShown(context, await inSession(context, {}), event.params.paper);
};
