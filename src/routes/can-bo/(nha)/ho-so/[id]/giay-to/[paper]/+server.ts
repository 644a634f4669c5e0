import { show } from '#capabilities/cases/case-view.server.ts';
import { staffOf } from '#web/door.server.ts';
import { paperShown } from '#web/paper-shown.server.ts';
import type { RequestHandler } from './$types';

/** One paper of a case; opening it is a look at the person. */
export const GET: RequestHandler = async (event) => {
	const { context } = await staffOf(event);
	return paperShown(context, await show(context, { case: event.params.id }), event.params.paper);
};
